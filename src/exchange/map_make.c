/* `make` in a map: which records a row becomes. And what a list must have in the end. */
#include "config.h"

#include <string.h>

#include "base/mem.h"
#include "exchange/map_inner.h"

/* An entry while its words are read, one after the other. */
struct cursor {
	struct map_reader *reader;
	const struct map_entry *entry;
	size_t at;
	bool bad;
};

static const char *const keywords[] = {"when", "at", "about", "out", "with"};

bool map_is_keyword(struct str_view word)
{
	for (size_t i = 0; i < sizeof(keywords) / sizeof(keywords[0]); i++) {
		if (str_equal(word, keywords[i]))
			return true;
	}
	return false;
}

static void complain(struct cursor *c, const char *what)
{
	if (!c->bad)
		map_complain(c->reader, c->entry->line, "%s", what);
	c->bad = true;
}

static bool more(const struct cursor *c)
{
	return !c->bad && c->at < c->entry->n;
}

static bool is_word(const struct cursor *c, const char *word)
{
	return more(c) && !c->entry->words[c->at].quoted && str_equal(c->entry->words[c->at].text, word);
}

static bool eat(struct cursor *c, const char *word)
{
	bool found = is_word(c, word);

	c->at += found;
	return found;
}

static bool is_keyword(const struct cursor *c)
{
	return more(c) && !c->entry->words[c->at].quoted && map_is_keyword(c->entry->words[c->at].text);
}

static struct str_view next(struct cursor *c, const char *wanted)
{
	if (!more(c) || is_word(c, ",")) {
		complain(c, wanted);
		return (struct str_view){"", 0};
	}
	return c->entry->words[c->at++].text;
}

static int next_column(struct cursor *c)
{
	struct str_view name = next(c, "expected the name of a column");
	int column = map_column_named(map_list_now(c->reader), name);

	if (column < 0 && !c->bad) {
		map_complain(c->reader, c->entry->line, "`%.*s`: no column of this name stands above",
			     (int)name.n, name.at);
		c->bad = true;
	}
	return column;
}

static void read_when(struct cursor *c, struct map_make *make)
{
	struct map *map = c->reader->map;

	make->when = next_column(c);
	if (eat(c, "given"))
		return;
	if (eat(c, "missing")) {
		make->negated = true;
		return;
	}
	if (!eat(c, "is"))
		complain(c, "expected given, missing, is or is not after the column of when");
	make->negated = eat(c, "not");
	make->is = map_room(map, c->entry->n, sizeof(make->is[0]));
	do
		make->is[make->n_is++] = map_keep(map, next(c, "expected a code after is and or"));
	while (eat(c, "or"));
}

static void read_thing(struct cursor *c, struct map_thing *thing)
{
	struct map *map = c->reader->map;

	thing->type = map_keep(map, next(c, "expected a word for what it is about"));
	thing->columns = map_room(map, c->entry->n, sizeof(thing->columns[0]));
	while (more(c) && !is_keyword(c) && !is_word(c, ","))
		thing->columns[thing->n++] = next_column(c);
}

static void read_values(struct cursor *c, struct map_make *make)
{
	struct map *map = c->reader->map;

	make->values = map_room(map, c->entry->n, sizeof(make->values[0]));
	while (more(c)) {
		struct map_value *value = &make->values[make->n];
		bool quoted = c->entry->words[c->at].quoted;

		if (make->n == MAP_VALUES_MAX) {
			complain(c, "more than 200 values in one record");
			return;
		}
		*value = (struct map_value){.column = -1};
		if (quoted) {
			value->constant = map_keep(map, next(c, ""));
		} else {
			value->column = next_column(c);
			if (c->bad)
				return;
			value->name = map_list_now(c->reader)->columns[value->column].name;
		}
		if (eat(c, "as"))
			value->name = map_keep(map, next(c, "expected a field after as"));
		else if (quoted)
			complain(c, "what is the same for all needs `as FIELD`");
		make->n++;
		if (more(c) && !eat(c, ","))
			complain(c, "expected a comma between values");
	}
}

static void read_clauses(struct cursor *c, struct map_make *make)
{
	while (more(c)) {
		if (eat(c, "when"))
			read_when(c, make);
		else if (eat(c, "at"))
			make->at = next_column(c);
		else if (eat(c, "about"))
			read_thing(c, &make->about);
		else if (eat(c, "out") && eat(c, "of"))
			read_thing(c, &make->out_of);
		else if (eat(c, "with"))
			read_values(c, make);
		else if (!eat(c, ","))
			complain(c, "expected when, at, about, out of or with");
	}
}

void map_read_make(struct map_reader *reader, const struct map_entry *entry)
{
	struct map_list *list = map_list_now(reader);
	struct cursor c = {.reader = reader, .entry = entry};
	struct map_make make = {.when = -1, .at = -1};

	make.child = str_equal(entry->second, "child");
	make.kind = make.child ? "" : map_keep(reader->map, entry->second);
	if (list->n_makes == MAP_MAKES_MAX) {
		complain(&c, "more than 50 kinds of record in one list");
		return;
	}
	if (make.child) {
		read_values(&c, &make);
	} else {
		read_clauses(&c, &make);
		if (make.at < 0)
			complain(&c, "an event needs `at COLUMN`, the date or time on which it happened");
		else if (list->columns[make.at].type != MAP_DATE && list->columns[make.at].type != MAP_TIME)
			complain(&c, "the column after `at` is neither a date nor a time");
	}
	if (c.bad)
		return;
	if (make.child && list->n_makes > 0)
		complain(&c, "`make child` stands before the events, and once");
	mem_grow(&list->makes, list->n_makes, &reader->room_makes, sizeof(list->makes[0]));
	list->makes[list->n_makes++] = make;
}

void map_end_list(struct map_reader *reader)
{
	struct map *map = reader->map;
	struct map_list *list;

	if (map->n_lists == 0 || reader->list_line == 0)
		return;
	list = map_list_now(reader);
	if (!list->title)
		list->title = list->key;
	list->child = map_column_named(list, str_view("child"));
	if (map->xml && (!list->unit || !list->row))
		map_complain(reader, reader->list_line, "a list of xml needs `unit` and `row`");
	if (!list->skip && (list->child < 0 || !list->columns[list->child].required))
		map_complain(reader, reader->list_line,
			     "no required column `child`, or `skip` with the reason why it is not taken in");
	if (!list->skip && list->n_makes == 0)
		map_complain(reader, reader->list_line, "nothing is made of its rows: expected `make`");
	reader->list_line = 0;
}
