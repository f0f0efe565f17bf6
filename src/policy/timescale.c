/* [timescale KEY]: everything but the longer values, which have a file of their own. */
#include "config.h"
#include "policy/parse.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "clock/civil.h"

/* What can only be read once the starts are known is kept until then. */
struct timescale_work {
	struct timescale t;
	const struct entry *when, *limit, *warn;
};

#define SETTER(name)                                                                                         \
	static void name(struct parse *parse, const struct section *section, const struct entry *entry,      \
			 void *object)

SETTER(set_title)
{
	((struct timescale_work *)object)->t.title = entry_text(parse, section, entry);
}

SETTER(set_source)
{
	((struct timescale_work *)object)->t.source = entry_text(parse, section, entry);
}

SETTER(set_start)
{
	parse_starts(parse, section, entry, &((struct timescale_work *)object)->t);
}

SETTER(set_when)
{
	(void)parse;
	(void)section;
	((struct timescale_work *)object)->when = entry;
}

SETTER(set_limit)
{
	(void)parse;
	(void)section;
	((struct timescale_work *)object)->limit = entry;
}

SETTER(set_warn)
{
	(void)parse;
	(void)section;
	((struct timescale_work *)object)->warn = entry;
}

SETTER(set_stop)
{
	matches_parse(parse, section, entry, &((struct timescale_work *)object)->t.stop);
}

SETTER(set_until)
{
	matches_parse(parse, section, entry, &((struct timescale_work *)object)->t.until);
}

SETTER(set_pause)
{
	matches_parse(parse, section, entry, &((struct timescale_work *)object)->t.pause);
}

SETTER(set_resume)
{
	matches_parse(parse, section, entry, &((struct timescale_work *)object)->t.resume);
}

SETTER(set_not_before)
{
	struct lex lex;

	lex_start(&lex, parse, section, entry);
	if (lex_limit(&lex, false, &((struct timescale_work *)object)->t.not_before))
		lex_end(&lex, "nothing more");
}

SETTER(set_same)
{
	struct timescale *t = &((struct timescale_work *)object)->t;
	const char *field = entry_text(parse, section, entry);

	t->same = names_find(parse->names, NAME_FIELD, field, strlen(field));
	t->has_same = t->same >= 0 && field_of(parse, NULL, t->same, false) != NULL;
	if (!t->has_same)
		entry_complain(parse, section, entry, "same = `%s`: no event has such a field, expected one that the "
			       "start and the stop have", field);
}

SETTER(set_every)
{
	parse_grid(parse, section, entry, &((struct timescale_work *)object)->t);
}

SETTER(set_repeat)
{
	entry_yes(parse, section, entry, &((struct timescale_work *)object)->t.repeat);
}

SETTER(set_each_start)
{
	entry_yes(parse, section, entry, &((struct timescale_work *)object)->t.each_start);
}

SETTER(set_restart)
{
	entry_yes(parse, section, entry, &((struct timescale_work *)object)->t.restart);
}

SETTER(set_action)
{
	entry_yes(parse, section, entry, &((struct timescale_work *)object)->t.action);
}

SETTER(set_measured_only)
{
	entry_yes(parse, section, entry, &((struct timescale_work *)object)->t.measured_only);
}

SETTER(set_from)
{
	entry_date(parse, section, entry, &((struct timescale_work *)object)->t.from);
}

SETTER(set_to)
{
	entry_date(parse, section, entry, &((struct timescale_work *)object)->t.to);
}

SETTER(set_target)
{
	entry_percent(parse, section, entry, &((struct timescale_work *)object)->t.target);
}

/* The place of the value in a list of words that ends with NULL; -1 with a complaint. */
static int one_of(struct parse *parse, const struct section *section, const struct entry *entry,
		  const char *const *words, const char *expected)
{
	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(entry->value, words[i]) == 0)
			return i;
	entry_complain(parse, section, entry, "%s = `%s`: expected %s", entry->key, entry->value, expected);
	return -1;
}

SETTER(set_reopen)
{
	static const char *const words[] = {"new", "continue", "exclude", NULL};
	static const enum reopen_rule rules[] = {REOPEN_NEW, REOPEN_CONTINUE, REOPEN_EXCLUDE};
	int at = one_of(parse, section, entry, words, "new, continue or exclude");

	if (at >= 0)
		((struct timescale_work *)object)->t.reopen = rules[at];
}

SETTER(set_live)
{
	static const char *const words[] = {"judged", "counted", "dropped", NULL};
	static const enum live_rule rules[] = {LIVE_JUDGED, LIVE_COUNTED, LIVE_DROPPED};
	int at = one_of(parse, section, entry, words, "judged, counted or dropped");

	if (at >= 0)
		((struct timescale_work *)object)->t.live = rules[at];
}

SETTER(set_roll)
{
	static const char *const words[] = {"leave", "back", "forward", NULL};
	static const enum limit_roll rolls[] = {ROLL_LEAVE, ROLL_BACK, ROLL_FORWARD};
	int at = one_of(parse, section, entry, words, "leave, back or forward");

	if (at >= 0)
		((struct timescale_work *)object)->t.counting.roll = rolls[at];
}

SETTER(set_count)
{
	static const char *const words[] = {"from-day-0", "from-day-1", NULL};
	int at = one_of(parse, section, entry, words, "from-day-0 or from-day-1");

	((struct timescale_work *)object)->t.counting.from_day_1 = at == 1;
}

SETTER(set_scope)
{
	static const char *const words[] = {"about", "case", NULL};
	int at = one_of(parse, section, entry, words, "about or case");

	((struct timescale_work *)object)->t.scope = at == 1 ? SCOPE_CASE : SCOPE_ABOUT;
}

SETTER(set_calendar)
{
	struct timescale *t = &((struct timescale_work *)object)->t;
	const char *key = entry_text(parse, section, entry);

	t->counting.calendar = NULL;
	for (size_t i = 0; i < parse->policy->n_calendars; i++) {
		if (strcmp(parse->policy->calendars[i].key, key) == 0) {
			t->counting.calendar = parse->policy->calendars[i].calendar;
			return;
		}
	}
	entry_complain(parse, section, entry,
		       "calendar = `%s`: no such calendar, expected one that has a "
		       "[calendar] section",
		       key);
}

SETTER(set_brief)
{
	((struct timescale_work *)object)->t.brief = entry_text(parse, section, entry);
}

SETTER(set_queue)
{
	struct timescale *t = &((struct timescale_work *)object)->t;

	t->queue = entry_text(parse, section, entry);
	if (policy_queue_named(parse->policy, t->queue) == NULL)
		entry_complain(parse, section, entry,
			       "queue = `%s`: no such queue, expected one that has a [queue] "
			       "section",
			       t->queue);
}

static const struct key_rule timescale_rules[] = {
	{"title", false, "Strategy discussion", set_title},
	{"brief", false, NULL, set_brief},
	{"start", false, "contact.received", set_start},
	{"when", false, NULL, set_when},
	{"stop", false, NULL, set_stop},
	{"not before", false, NULL, set_not_before},
	{"same", false, NULL, set_same},
	{"until", false, NULL, set_until},
	{"limit", false, "10 working days", set_limit},
	{"warn", false, NULL, set_warn},
	{"every", false, NULL, set_every},
	{"repeat", false, NULL, set_repeat},
	{"each start", false, NULL, set_each_start},
	{"restart", false, NULL, set_restart},
	{"reopen", false, NULL, set_reopen},
	{"going live", false, NULL, set_live},
	{"roll", false, NULL, set_roll},
	{"count", false, NULL, set_count},
	{"calendar", false, NULL, set_calendar},
	{"scope", false, NULL, set_scope},
	{"pause", false, NULL, set_pause},
	{"resume", false, NULL, set_resume},
	{"action", false, NULL, set_action},
	{"queue", false, NULL, set_queue},
	{"target", false, NULL, set_target},
	{"measured only", false, NULL, set_measured_only},
	{"from", false, NULL, set_from},
	{"to", false, NULL, set_to},
	{"source", false, "Working Together to Safeguard Children 2023", set_source},
};

/* Events that can begin a clock, so that a condition on their fields has a meaning. */
static void starting_kinds(const struct timescale *t, uint64_t kinds[EVENT_KINDS / 64])
{
	for (size_t i = 0; i < t->n_starts; i++)
		kinds_add(kinds, t->starts[i].on.kinds);
}

/* With `every`, a start is where the rhythm begins and not a clock of its own. */
static void start_on_grid(struct parse *parse, const struct section *section, struct timescale *t)
{
	struct start *starts = arena_take(parse->arena, t->n_starts * sizeof *starts);

	for (size_t i = 0; i < t->n_starts; i++) {
		starts[i] = t->starts[i];
		if (starts[i].source == START_EVENT && starts[i].delay.n == 0)
			starts[i].source = START_GRID;
		else
			parse_complain(parse, section->file, section->line,
				       "timescale %s: `every` goes with a plain event to begin from, "
				       "expected such a "
				       "`start`",
				       section->key);
	}
	t->starts = starts;
}

static void parse_timescale(struct parse *parse, const struct section *section, struct timescale *out)
{
	struct timescale_work work = {
		.t = {.key = section->key, .from = CIVIL_NONE, .to = CIVIL_NONE, .target = -1, .n_marks = 1}};
	uint64_t kinds[EVENT_KINDS / 64] = {0};

	if (parse->policy->n_calendars > 0)
		work.t.counting.calendar = parse->policy->calendars[0].calendar;
	section_parse(parse, section, timescale_rules, sizeof timescale_rules / sizeof timescale_rules[0],
		      &work);
	if (work.t.grid.kind != GRID_NONE)
		start_on_grid(parse, section, &work.t);
	if (work.when != NULL && work.t.n_starts > 0) {
		struct lex lex;

		starting_kinds(&work.t, kinds);
		lex_start(&lex, parse, section, work.when);
		if (condition_parse(&lex, kinds, CONDITION_WHEN, &work.t.when))
			lex_end(&lex, "`and` or nothing more");
	}
	if (work.limit != NULL && work.t.n_starts > 0)
		parse_limit(parse, section, work.limit, &work.t);
	if (work.warn != NULL)
		parse_warn(parse, section, work.warn, &work.t);
	check_timescale(parse, section, &work.t);
	*out = work.t;
}

/* One entry with the section it came from, for putting entries of one key together. */
struct placed {
	struct timescale t;
	const struct section *section;
	size_t first; /* place of the key's first entry */
	int name;     /* in NAME_TIMESCALE */
};

static int by_place(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->t.from != y->t.from)
		return x->t.from < y->t.from ? -1 : 1; /* CIVIL_NONE is the least */
	return (x->section > y->section) - (x->section < y->section);
}

static void check_overlaps(struct parse *parse, const struct placed *placed, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		const struct placed *one = &placed[i - 1], *two = &placed[i];

		if (one->first == two->first && (one->t.to == CIVIL_NONE || one->t.to > two->t.from))
			parse_complain(
				parse, two->section->file, two->section->line,
				"timescale %s: is in force beside the one at %s:%d, expected its `from` not "
				"before the other's `to`",
				two->t.key, one->section->file, one->section->line);
	}
}

void parse_timescales(struct parse *parse)
{
	size_t n = section_count(parse, SECTION_TIMESCALE), at = 0;
	struct placed *placed = arena_take(parse->arena, n * sizeof *placed);
	struct timescale *timescales = arena_take(parse->arena, n * sizeof *timescales);
	int *names = arena_take(parse->arena, n * sizeof *names);

	for (size_t i = 0; i < parse->memory->n_sections; i++) {
		const struct section *section = &parse->memory->sections[i];

		if (section->kind != SECTION_TIMESCALE)
			continue;
		parse_timescale(parse, section, &placed[at].t);
		placed[at].section = section;
		placed[at].first = at;
		placed[at].name = names_number(parse->names, NAME_TIMESCALE, section->key);
		for (size_t j = 0; j < at; j++) {
			if (placed[j].name == placed[at].name) {
				placed[at].first = placed[j].first;
				break;
			}
		}
		at++;
	}
	if (n > 1)
		qsort(placed, n, sizeof *placed, by_place);
	check_overlaps(parse, placed, n);
	for (size_t i = 0; i < n; i++) {
		timescales[i] = placed[i].t;
		names[i] = placed[i].name;
	}
	parse->memory->timescales = names;
	parse->policy->timescales = timescales;
	parse->policy->n_timescales = n;
}
