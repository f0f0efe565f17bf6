/* One field of an event: flags, type, label, hint and choices on one line. */
#include "config.h"
#include "policy/parse.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"

static const struct {
	const char *word;
	enum field_type type;
} types[] = {
	{"text", FIELD_TEXT},     {"long", FIELD_LONG}, {"choice", FIELD_CHOICE}, {"choices", FIELD_CHOICES},
	{"date", FIELD_DATE},     {"time", FIELD_TIME}, {"number", FIELD_NUMBER}, {"yesno", FIELD_YESNO},
	{"person", FIELD_PERSON}, {"team", FIELD_TEAM}, {"lines", FIELD_LINES},   {"review", FIELD_REVIEW},
};

const char *label_of(struct parse *parse, const char *key)
{
	char *label = arena_text(parse->arena, str_view(key));

	for (char *c = label; *c != '\0'; c++)
		if (*c == '_')
			*c = ' ';
	if (label[0] >= 'a' && label[0] <= 'z')
		label[0] = (char)(label[0] - 'a' + 'A');
	return label;
}

/* The values after `is`: VALUE, or `one of (VALUE, VALUE)`. */
static bool take_when_values(struct lex *lex, struct policy_when *when)
{
	const char **values = NULL;
	size_t n = 0, room = 0;
	bool several = lex_take(lex, "one"), good;

	if (several && (!lex_take(lex, "of") || !lex_take_token(lex, TOKEN_OPEN)))
		return lex_complain(lex, "expected `one of (VALUE, VALUE)`");
	do {
		const char *value = lex_name(lex, "a value");

		good = value != NULL;
		if (!good)
			break;
		mem_grow(&values, n, &room, sizeof *values);
		values[n++] = value;
	} while (several && lex_take_token(lex, TOKEN_COMMA));
	if (good && several && !lex_take_token(lex, TOKEN_CLOSE))
		good = lex_complain(lex, "expected `)` after the values");
	when->n_values = n;
	when->values = arena_keep(lex->parse->arena, values, n, sizeof *values);
	return good;
}

/* FIELD changes, FIELD is set, FIELD is VALUE, FIELD is one of (VALUE, VALUE): after `when`. */
static bool take_when(struct lex *lex, struct policy_when *when)
{
	if (when->field != NULL)
		return lex_complain(lex, "a second `when`, expected one for a field");
	when->field = lex_name(lex, "another field of this event");
	if (when->field == NULL)
		return false;
	if (lex_take(lex, "changes")) {
		when->changes = true;
		return true;
	}
	if (!lex_take(lex, "is"))
		return lex_complain(lex,
				    "expected `changes`, `is set`, `is VALUE` or `is one of (VALUE, VALUE)`");
	return lex_take(lex, "set") || take_when_values(lex, when);
}

static bool take_flag(struct lex *lex, struct policy_field *field, bool *good)
{
	if (lex_is(lex, "required") || lex_is(lex, "asked")) {
		*(lex_is(lex, "asked") ? &field->asked : &field->required) = true;
		lex_next(lex);
		if (lex_take(lex, "when"))
			*good = take_when(lex, &field->when);
		return *good;
	}
	if (lex_take(lex, "books"))
		return (field->books = lex_name(lex, "an event that can be planned")) != NULL || (*good = false);
	if (lex_take(lex, "each"))
		field->each = true;
	else if (lex_take(lex, "attribute"))
		field->attribute = true;
	else if (lex_take(lex, "open"))
		field->open = true;
	else if (lex_take(lex, "ahead"))
		field->ahead = true;
	else
		return false;
	return true;
}

static bool take_type(struct lex *lex, struct policy_field *field)
{
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
		if (lex_take(lex, types[i].word)) {
			field->type = types[i].type;
			return true;
		}
	}
	return lex_complain(lex,
			    "expected required, asked, attribute, open, ahead, each or books, then a type: text, "
			    "long, choice, choices, date, time, number, yesno, person, team, lines or review");
}

static bool choice_known(const struct policy_choice *items, size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(items[i].code, code) == 0)
			return true;
	return false;
}

/* CODE "Label" "Meaning" retired, with commas between them. */
static bool take_choices(struct lex *lex, struct policy_field *field)
{
	struct policy_choice *items = NULL;
	size_t n = 0, room = 0;
	bool good;

	do {
		struct lex start = *lex;
		struct policy_choice choice = {.code = lex_name(lex, "a code such as nfa")};

		good = choice.code != NULL;
		if (good && strchr(choice.code, ',') != NULL)
			good = lex_complain(&start, "expected a code without a comma");
		if (good && choice_known(items, n, choice.code))
			good = lex_complain(&start, "stands here a second time, expected each code once");
		if (!good)
			break;
		if (lex->token == TOKEN_STRING)
			choice.label = lex_name(lex, "a label");
		else
			choice.label = label_of(lex->parse, choice.code);
		if (lex->token == TOKEN_STRING)
			choice.meaning = lex_name(lex, "a meaning");
		choice.retired = lex_take(lex, "retired");
		mem_grow(&items, n, &room, sizeof *items);
		items[n++] = choice;
	} while (lex_take_token(lex, TOKEN_COMMA));
	field->n_choices = n;
	field->choices = arena_keep(lex->parse->arena, items, n, sizeof *items);
	return good;
}

static bool take_list(struct lex *lex, struct policy_field *field)
{
	for (size_t i = 0; i < lex->parse->n_lists; i++) {
		const struct choice_list *list = &lex->parse->lists[i];

		if (lex_is(lex, list->key)) {
			field->choices = list->choices;
			field->n_choices = list->n;
			lex_next(lex);
			return true;
		}
	}
	return lex_complain(lex, "no such list, expected one that has a [choices] section");
}

/* `0..10` after the type number. */
static bool take_range(struct lex *lex, struct policy_field *field)
{
	struct str_view most = lex->text, least;
	int64_t from, to;

	if (lex->token != TOKEN_WORD || lex_is(lex, "hint"))
		return true;
	least = str_cut(&most, '.');
	if (most.n < 2 || most.at[0] != '.' || !str_to_int(least, &from) ||
	    !str_to_int((struct str_view){most.at + 1, most.n - 1}, &to) || from < -1000000000 ||
	    to > 1000000000 || from >= to)
		return lex_complain(lex, "expected the least and the most, such as 0..10");
	field->ranged = true;
	field->least = (int)from;
	field->most = (int)to;
	lex_next(lex);
	return true;
}

/* `of EVENT (FIELD, FIELD, FIELD is VALUE)` after the type lines. */
static bool take_parts(struct lex *lex, struct policy_field *field)
{
	struct policy_part *parts = NULL;
	size_t n = 0, room = 0;
	bool good;

	if (!lex_take(lex, "of"))
		return lex_complain(lex, "expected `of EVENT (FIELD, FIELD)` after lines");
	field->lines_of = lex_name(lex, "an event such as action.set");
	if (field->lines_of == NULL)
		return false;
	if (!lex_take_token(lex, TOKEN_OPEN))
		return lex_complain(lex,
				    "expected the fields of a line in brackets, such as (action, owner, due)");
	do {
		struct policy_part part = {.key = lex_name(lex, "a field of that event")};

		good = part.key != NULL;
		if (good && lex_take(lex, "is"))
			good = (part.value = lex_name(lex, "a value")) != NULL;
		if (!good)
			break;
		mem_grow(&parts, n, &room, sizeof *parts);
		parts[n++] = part;
	} while (lex_take_token(lex, TOKEN_COMMA));
	if (good && !lex_take_token(lex, TOKEN_CLOSE))
		good = lex_complain(lex, "expected `)` after the fields of a line");
	field->n_parts = n;
	field->parts = arena_keep(lex->parse->arena, parts, n, sizeof *parts);
	return good && take_breaches(lex, field);
}

static bool check_field(struct lex *lex, const struct policy_field *field)
{
	bool choice = field->type == FIELD_CHOICE || field->type == FIELD_CHOICES;

	if (choice && field->n_choices == 0)
		return lex_complain(
			lex, "a choice among nothing, expected `of CODE \"Label\", ...` or `from LIST`");
	if (!choice && field->n_choices > 0)
		return lex_complain(lex, "has choices, expected the type choice or choices");
	if (field->each && field->type != FIELD_CHOICES)
		return lex_complain(lex, "`each` goes with choices, expected that type");
	if (field->each && field->attribute)
		return lex_complain(lex, "`each` and `attribute` contradict each other, expected one of them");
	if ((field->type == FIELD_LINES || field->type == FIELD_REVIEW) &&
	    (field->required || field->attribute))
		return lex_complain(lex,
				    "lines are events of their own, expected neither required nor attribute");
	if (field->books != NULL && field->type != FIELD_DATE && field->type != FIELD_TIME)
		return lex_complain(lex, "`books` goes with a moment, expected the type date or time");
	if (field->ahead && field->type != FIELD_DATE && field->type != FIELD_TIME)
		return lex_complain(lex, "`ahead` goes with a moment, expected the type date or time");
	if (field->open && !choice)
		return lex_complain(lex, "`open` goes with choice or choices, expected one of them");
	return lex_end(lex, "a label in quotes, hint \"...\", of CHOICES, from LIST or nothing more");
}

void parse_field(struct parse *parse, const struct section *section, const struct entry *entry,
		 struct policy_field *field)
{
	struct lex lex;
	bool good = true;

	lex_start(&lex, parse, section, entry);
	while (take_flag(&lex, field, &good))
		;
	if (!good || !take_type(&lex, field))
		return;
	if (field->type == FIELD_NUMBER && !take_range(&lex, field))
		return;
	if (field->type == FIELD_LINES && !take_parts(&lex, field))
		return;
	if (field->type == FIELD_REVIEW && !take_review(&lex, field))
		return;
	field->label = lex.token == TOKEN_STRING ? lex_name(&lex, "a label") : label_of(parse, field->key);
	if (lex_take(&lex, "hint")) {
		if (lex.token != TOKEN_STRING) {
			lex_complain(&lex, "expected the hint in quotes");
			return;
		}
		field->hint = lex_name(&lex, "a hint");
	}
	if (lex_take(&lex, "of") && !take_choices(&lex, field))
		return;
	if (field->n_choices == 0 && lex_take(&lex, "from") && !take_list(&lex, field))
		return;
	check_field(&lex, field);
}
