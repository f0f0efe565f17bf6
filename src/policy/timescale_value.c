/* The longer values of a timescale: starts, limits, warnings and rhythms. */
#include "config.h"
#include "policy/parse.h"

#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "clock/civil.h"

/* ---- start ---- */

/* "16th": the number before st, nd, rd or th. */
static bool read_ordinal(struct str_view text, int *out)
{
	int64_t number;

	if (text.n < 3 || text.at[0] < '0' || text.at[0] > '9' ||
	    !str_to_int((struct str_view){text.at, text.n - 2}, &number) || number < 1 || number > 100)
		return false;
	if (!str_equal((struct str_view){text.at + text.n - 2, 2}, "th") &&
	    !str_equal((struct str_view){text.at + text.n - 2, 2}, "st") &&
	    !str_equal((struct str_view){text.at + text.n - 2, 2}, "nd") &&
	    !str_equal((struct str_view){text.at + text.n - 2, 2}, "rd"))
		return false;
	*out = (int)number;
	return true;
}

static bool take_birthday(struct lex *lex, struct start *start)
{
	start->source = START_BIRTHDAY;
	lex_next(lex);
	if (!lex_take(lex, "birthday"))
		return lex_complain(lex, "expected `birthday`, as in 16th birthday with care.started");
	if (!lex_take(lex, "with"))
		return lex_complain(lex, "expected `with` and the event that shows the case to be open");
	return match_parse(lex, &start->on);
}

/* `on FIELD of EVENT`: after the word on. */
static bool take_field_start(struct lex *lex, struct start *start)
{
	struct lex named = *lex;
	const char *key = lex_name(lex, "a field that holds a date");
	const struct policy_field *field;

	start->source = START_FIELD;
	if (key == NULL)
		return false;
	if (!lex_take(lex, "of"))
		return lex_complain(lex, "expected `of` and an event");
	if (!match_parse(lex, &start->on))
		return false;
	start->field = names_find(lex->parse->names, NAME_FIELD, key, strlen(key));
	field = field_of(lex->parse, start->on.kinds, start->field, false);
	if (start->field < 0 || field == NULL || (field->type != FIELD_DATE && field->type != FIELD_TIME))
		return lex_complain(&named, "expected a field of this event that is a date or a time");
	return true;
}

static bool take_start(struct lex *lex, struct start *start)
{
	bool digit = lex->token == TOKEN_WORD && lex->text.at[0] >= '0' && lex->text.at[0] <= '9';

	*start = (struct start){.source = START_EVENT, .field = -1};
	if (digit && read_ordinal(lex->text, &start->number))
		return take_birthday(lex, start);
	if (digit) {
		if (!lex_limit(lex, false, &start->delay))
			return false;
		if (!lex_take(lex, "after"))
			return lex_complain(lex, "expected `after` and an event");
	}
	if (lex_take(lex, "planned")) {
		start->source = START_PLANNED;
		return match_parse(lex, &start->on);
	}
	if (lex_take(lex, "on"))
		return take_field_start(lex, start);
	return match_parse(lex, &start->on);
}

void parse_starts(struct parse *parse, const struct section *section, const struct entry *entry,
		  struct timescale *timescale)
{
	struct start *starts = NULL;
	size_t n = 0, room = 0;
	struct lex lex;
	bool good;

	lex_start(&lex, parse, section, entry);
	do {
		mem_grow(&starts, n, &room, sizeof *starts);
		good = take_start(&lex, &starts[n]);
		if (good)
			n++;
	} while (good && lex_take_token(&lex, TOKEN_COMMA));
	if (good)
		lex_end(&lex, "a comma, `or`, `where` or nothing more");
	timescale->n_starts = n;
	timescale->starts = arena_keep(parse->arena, starts, n, sizeof *starts);
}

/* ---- limit ---- */

static bool take_by(struct lex *lex, struct limit_rule *rule)
{
	const struct policy_field *field;
	struct lex named = *lex;
	const char *key = lex_name(lex, "a field that holds a date");

	if (key == NULL)
		return false;
	rule->kind = LIMIT_FIELD;
	rule->field = names_find(lex->parse->names, NAME_FIELD, key, strlen(key));
	field = rule->field < 0 ? NULL : field_of(lex->parse, NULL, rule->field, false);
	if (field == NULL || (field->type != FIELD_DATE && field->type != FIELD_TIME))
		return lex_complain(&named, "expected a field that is a date or a time");
	return true;
}

static bool take_length(struct lex *lex, struct limit_rule *rule)
{
	if (lex_take(lex, "by"))
		return take_by(lex, rule);
	if (lex_take(lex, "half")) {
		rule->kind = LIMIT_HALFWAY;
		if (!lex_take(lex, "of"))
			return lex_complain(lex, "expected `half of` a length of time");
		return lex_limit(lex, false, &rule->span);
	}
	if (!lex_limit(lex, true, &rule->span))
		return false;
	if (lex_take(lex, "before"))
		rule->kind = LIMIT_BEFORE;
	return true;
}

/* The events after which this entry counts: `after A or B`. */
static bool take_after(struct lex *lex, struct limit_rule *rule)
{
	struct lex named = *lex;
	struct match match;

	if (!lex_take(lex, "after"))
		return true;
	if (!match_parse(lex, &match))
		return false;
	if (match.where.n > 0)
		return lex_complain(&named, "no `where` can stand here, expected events alone");
	rule->has_after = true;
	memcpy(rule->after, match.kinds, sizeof rule->after);
	return true;
}

/* What must hold as the interval starts for this entry to count: `when age of child under 5 years`. */
static bool take_when(struct lex *lex, const struct timescale *timescale, struct limit_rule *rule)
{
	uint64_t kinds[EVENT_KINDS / 64] = {0};

	if (!lex_take(lex, "when"))
		return true;
	for (size_t i = 0; i < timescale->n_starts; i++)
		kinds_add(kinds, timescale->starts[i].on.kinds);
	for (size_t i = 0; timescale->repeat && i < timescale->stop.n; i++)
		kinds_add(kinds, timescale->stop.items[i].kinds);
	return condition_parse(lex, kinds, CONDITION_LIMIT, &rule->when);
}

struct rules {
	struct limit_rule *items;
	size_t n, room;
};

/* Lengths with `and` between them: the marks of one step. An `after` at the end is for all. */
static bool take_marks(struct lex *lex, const struct timescale *timescale, int step, struct rules *rules)
{
	size_t first = rules->n;
	int mark = 0;

	do {
		struct limit_rule *rule;

		mem_grow(&rules->items, rules->n, &rules->room, sizeof *rules->items);
		rule = &rules->items[rules->n];
		*rule = (struct limit_rule){.kind = LIMIT_SPAN, .field = -1, .mark = mark++, .step = step};
		if (!take_length(lex, rule) || !take_after(lex, rule) || !take_when(lex, timescale, rule))
			return false;
		rules->n++;
	} while (lex_take(lex, "and"));
	for (size_t i = first; i + 1 < rules->n; i++) {
		const struct limit_rule *last = &rules->items[rules->n - 1];

		if (last->has_after && !rules->items[i].has_after) {
			rules->items[i].has_after = true;
			memcpy(rules->items[i].after, last->after, sizeof last->after);
		}
	}
	return true;
}

void parse_limit(struct parse *parse, const struct section *section, const struct entry *entry,
		 struct timescale *timescale)
{
	struct rules rules = {0};
	struct lex lex;
	int step = 0;
	bool good;

	lex_start(&lex, parse, section, entry);
	do {
		good = take_marks(&lex, timescale, step, &rules);
		if (good && lex_take_token(&lex, TOKEN_COMMA)) {
			if (!lex_take(&lex, "otherwise") && lex_take(&lex, "then"))
				step++;
		} else {
			break;
		}
	} while (good);
	if (good)
		good = lex_end(&lex, "`and`, a comma, `, then`, `after`, `when` or nothing more");
	for (size_t i = 0; i < rules.n; i++)
		if (rules.items[i].mark >= timescale->n_marks)
			timescale->n_marks = rules.items[i].mark + 1;
	if (!good)
		rules.n = 0;
	timescale->n_limits = rules.n;
	timescale->limits = arena_keep(parse->arena, rules.items, rules.n, sizeof *rules.items);
}

/* ---- warn ---- */

/* `75 %` or `75%`. */
static bool take_percent(struct lex *lex, struct warn_rule *warn)
{
	struct lex start = *lex;
	struct str_view digits = lex->text;
	int64_t n = 0;

	if (lex->token == TOKEN_WORD && digits.n > 1 && digits.at[digits.n - 1] == '%')
		digits.n--;
	else
		lex_next(lex);
	if (!str_to_int(digits, &n) || n < 1 || n > 99)
		return lex_complain(&start, "expected a share of the limit from 1 %% to 99 %%");
	warn->kind = WARN_PERCENT;
	warn->n = (int)n;
	lex_next(lex);
	return true;
}

static bool is_percent(const struct lex *lex)
{
	struct lex after = *lex;

	if (lex->token != TOKEN_WORD)
		return false;
	lex_next(&after);
	return lex->text.at[lex->text.n - 1] == '%' || lex_is(&after, "%");
}

static bool take_warn(struct lex *lex, struct warn_rule *warn)
{
	*warn = (struct warn_rule){.kind = WARN_BEFORE};
	if (lex_take(lex, "at")) {
		warn->kind = WARN_AT_DAY;
		if (!lex_take(lex, "day"))
			return lex_complain(lex, "expected `at day` and a number");
		return lex_number(lex, 1, 10000, &warn->n);
	}
	return is_percent(lex) ? take_percent(lex, warn) : lex_limit(lex, false, &warn->span);
}

void parse_warn(struct parse *parse, const struct section *section, const struct entry *entry,
		struct timescale *timescale)
{
	struct warn_rule *warns = NULL;
	size_t n = 0, room = 0;
	struct lex lex;
	int step = 0;
	bool good;

	lex_start(&lex, parse, section, entry);
	do {
		mem_grow(&warns, n, &room, sizeof *warns);
		if (n > 0 && lex_take(&lex, "then"))
			step++;
		good = take_warn(&lex, &warns[n]);
		if (good)
			warns[n++].step = step;
	} while (good && lex_take_token(&lex, TOKEN_COMMA));
	if (good)
		lex_end(&lex, "a comma or nothing more");
	timescale->n_warns = n;
	timescale->warns = arena_keep(parse->arena, warns, n, sizeof *warns);
}

/* ---- every ---- */

static int weekday_of(struct str_view text)
{
	static const char *const names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
					    "Friday", "Saturday", "Sunday"};

	for (int i = 0; i < 7; i++)
		if (str_equal_fold(text, names[i]))
			return i;
	return -1;
}

static void take_dates(struct lex *lex, struct grid *grid)
{
	int32_t *dates = NULL;
	size_t n = 0, room = 0;
	bool good;

	grid->kind = GRID_DATES;
	do {
		struct lex start = *lex;
		int32_t day = 0;

		good = lex_date(lex, &day);
		if (good && n > 0 && dates[n - 1] >= day)
			good = lex_complain(&start,
					    "is not after the date before it, expected them in order");
		mem_grow(&dates, n, &room, sizeof *dates);
		dates[n++] = day;
	} while (good && lex_take_token(lex, TOKEN_COMMA));
	if (good)
		lex_end(lex, "a comma or nothing more");
	grid->n_dates = n;
	grid->dates = arena_keep(lex->parse->arena, dates, n, sizeof *dates);
}

/* `2 months from 2024-01-01`, `week from ...`, `working day`. */
static void take_rhythm(struct lex *lex, struct grid *grid)
{
	struct limit step = {.n = 1};
	struct lex start = *lex;

	if (lex->text.at[0] >= '0' && lex->text.at[0] <= '9') {
		if (!lex_limit(lex, false, &step))
			return;
	} else {
		struct str_view unit = lex->text;

		if (lex_take(lex, "working"))
			unit.n = (size_t)(lex->text.at + lex->text.n - unit.at);
		if (!limit_parse_unit(unit, &step.unit)) {
			lex_complain(&start,
				     "expected a weekday, `working day`, a rhythm such as 2 months from "
				     "2024-01-01, or `dates` and dates");
			return;
		}
		lex_next(lex);
	}
	switch (step.unit) {
	case UNIT_WEEKS:
		grid->kind = GRID_WEEKS;
		break;
	case UNIT_MONTHS:
		grid->kind = GRID_MONTHS;
		break;
	case UNIT_WORKING_DAYS:
		grid->kind = GRID_WORKING_DAYS;
		break;
	case UNIT_MINUTES:
	case UNIT_HOURS:
	case UNIT_OFFICE_MINUTES:
	case UNIT_OFFICE_HOURS:
	case UNIT_DAYS:
	case UNIT_YEARS:
		lex_complain(&start, "expected a rhythm in weeks, months or working days");
		return;
	}
	grid->every = step.n;
	if (lex_take(lex, "from")) {
		if (!lex_date(lex, &grid->anchor))
			return;
	} else if (grid->kind != GRID_WORKING_DAYS || step.n != 1) {
		lex_complain(lex, "expected `from` and a date on which the rhythm falls");
		return;
	}
	lex_end(lex, "nothing more");
}

void parse_grid(struct parse *parse, const struct section *section, const struct entry *entry,
		struct timescale *timescale)
{
	struct grid *grid = &timescale->grid;
	struct lex lex;
	int weekday;

	lex_start(&lex, parse, section, entry);
	grid->anchor = civil_day(2000, 1, 3); /* a Monday */
	if (lex.token != TOKEN_WORD) {
		lex_complain(&lex, "expected a rhythm such as Monday");
		return;
	}
	weekday = weekday_of(lex.text);
	if (weekday >= 0) {
		lex_next(&lex);
		*grid = (struct grid){.kind = GRID_WEEKS, .every = 1, .anchor = grid->anchor + weekday};
		lex_end(&lex, "nothing more");
	} else if (lex_take(&lex, "dates")) {
		take_dates(&lex, grid);
	} else {
		take_rhythm(&lex, grid);
	}
}
