/* What only shows when the entries of a section, or several sections, are seen together. */
#include "config.h"
#include "policy/parse.h"

#include <string.h>
#include "clock/civil.h"

/* ---- one timescale ---- */

static void complain_of(struct parse *parse, const struct section *section, const char *text)
{
	parse_complain(parse, section->file, section->line, "timescale %s: %s", section->key, text);
}

static void kinds_of(const struct matches *matches, uint64_t kinds[EVENT_KINDS / 64])
{
	for (size_t i = 0; i < matches->n; i++)
		kinds_add(kinds, matches->items[i].kinds);
}

/* Kinds of event at which an interval can begin. */
static void interval_kinds(const struct timescale *t, uint64_t kinds[EVENT_KINDS / 64])
{
	for (size_t i = 0; i < t->n_starts; i++)
		kinds_add(kinds, t->starts[i].on.kinds);
	if (t->repeat)
		kinds_of(&t->stop, kinds);
}

static bool any_common(const uint64_t a[EVENT_KINDS / 64], const uint64_t b[EVENT_KINDS / 64])
{
	for (size_t i = 0; i < EVENT_KINDS / 64; i++)
		if ((a[i] & b[i]) != 0)
			return true;
	return false;
}

/* Entries of the same mark and step must not be in force after the same event. */
static void check_limit_choice(struct parse *parse, const struct section *section, const struct timescale *t)
{
	for (size_t i = 0; i < t->n_limits; i++) {
		for (size_t j = i + 1; j < t->n_limits; j++) {
			const struct limit_rule *a = &t->limits[i], *b = &t->limits[j];

			if (a->mark == b->mark && a->step == b->step && a->when.n == 0 && b->when.n == 0 &&
			    (!a->has_after || !b->has_after || any_common(a->after, b->after))) {
				complain_of(parse, section,
					    "`limit` gives two lengths for one case, expected `, then` "
					    "or `and` between them, or `after` different events");
				return;
			}
		}
	}
}

/* What counts only `when` something holds has a length for the rest beside it. */
static bool check_limit_rest(struct parse *parse, const struct section *section, const struct timescale *t)
{
	for (size_t i = 0; i < t->n_limits; i++) {
		const struct limit_rule *a = &t->limits[i];
		bool rest = a->when.n == 0;

		for (size_t j = 0; j < t->n_limits && !rest; j++) {
			const struct limit_rule *b = &t->limits[j];

			rest = b->when.n == 0 && b->mark == a->mark && b->step == a->step &&
			       (!b->has_after || (a->has_after && memcmp(a->after, b->after, sizeof a->after) == 0));
		}
		if (!rest) {
			complain_of(parse, section, "`limit` says nothing where its `when` does not hold, expected "
				    "`, otherwise` and a length");
			return false;
		}
	}
	return true;
}

/* Every event that can begin an interval must have a length, for each mark. */
static void check_limit_cover(struct parse *parse, const struct section *section, const struct timescale *t)
{
	uint64_t begin[EVENT_KINDS / 64] = {0};

	interval_kinds(t, begin);
	for (int mark = 0; mark < t->n_marks; mark++) {
		uint64_t left[EVENT_KINDS / 64];
		struct str_buf names = {0};
		bool all = false;

		memcpy(left, begin, sizeof left);
		for (size_t i = 0; i < t->n_limits; i++) {
			const struct limit_rule *rule = &t->limits[i];

			if (rule->mark != mark || rule->when.n > 0)
				continue;
			all = all || !rule->has_after;
			for (size_t w = 0; w < EVENT_KINDS / 64; w++)
				left[w] &= ~rule->after[w];
		}
		if (!all)
			kinds_list(parse, left, &names);
		if (names.n > 0)
			parse_complain(parse, section->file, section->line,
				       "timescale %s: `limit` says nothing for what begins with %s, expected "
				       "a length "
				       "after each event that starts it",
				       section->key, names.text);
		str_done(&names);
	}
}

/* `limit = by FIELD`: each event that can begin an interval must have the field. */
static void check_limit_field(struct parse *parse, const struct section *section, const struct timescale *t,
			      const struct limit_rule *rule)
{
	uint64_t begin[EVENT_KINDS / 64] = {0};

	interval_kinds(t, begin);
	for (int kind = 0; kind < EVENT_KINDS; kind++) {
		uint64_t one[EVENT_KINDS / 64] = {0};

		if (!kinds_have(begin, kind) || (rule->has_after && !kinds_have(rule->after, kind)))
			continue;
		kinds_set(one, kind);
		if (field_of(parse, one, rule->field, false) == NULL)
			parse_complain(parse, section->file, section->line,
				       "timescale %s: `limit = by %s`: %s has no such field, expected it in "
				       "each event "
				       "that starts the clock",
				       section->key, names_text(parse->names, NAME_FIELD, rule->field),
				       names_text(parse->names, NAME_KIND, kind));
	}
}

static void check_length(struct parse *parse, const struct section *section, const struct timescale *t,
			 const struct limit_rule *rule)
{
	enum limit_unit unit = rule->span.unit;
	bool office = unit == UNIT_OFFICE_HOURS || unit == UNIT_OFFICE_MINUTES;

	if (rule->kind == LIMIT_FIELD) {
		check_limit_field(parse, section, t, rule);
		return;
	}
	if (office && t->counting.calendar != NULL && !calendar_has_hours(t->counting.calendar))
		complain_of(parse, section,
			    "counts office hours by a calendar that has none, expected `hours` in that "
			    "calendar");
	if (t->counting.from_day_1 && unit != UNIT_WORKING_DAYS)
		complain_of(parse, section,
			    "`count = from-day-1` goes with a limit in working days, expected such a "
			    "limit");
	if (t->counting.roll != ROLL_LEAVE && (limit_has_time(unit) || unit == UNIT_WORKING_DAYS))
		complain_of(parse, section,
			    "`roll` goes with a limit in days, weeks, months or years, expected such a "
			    "limit");
	if (rule->kind == LIMIT_HALFWAY && limit_has_time(unit))
		complain_of(parse, section,
			    "`half of` goes with days, weeks, months or years, expected such a length");
}

static void check_limits(struct parse *parse, const struct section *section, const struct timescale *t)
{
	bool before = false, other = false, planned = false, event = false, steps = false;

	for (size_t i = 0; i < t->n_warns; i++)
		steps = steps || t->warns[i].step > 0;
	for (size_t i = 0; i < t->n_limits; i++) {
		check_length(parse, section, t, &t->limits[i]);
		before = before || t->limits[i].kind == LIMIT_BEFORE;
		other = other || t->limits[i].kind != LIMIT_BEFORE;
		steps = steps || t->limits[i].step > 0;
	}
	for (size_t i = 0; i < t->n_starts; i++) {
		planned = planned || t->starts[i].source == START_PLANNED;
		event = event || t->starts[i].source != START_PLANNED;
	}
	if ((before && event) || (planned && other))
		complain_of(parse, section,
			    "a limit `before` goes with `start = planned EVENT`, expected both or neither");
	if (steps && !t->repeat)
		complain_of(parse, section,
			    "`then` has no meaning without repetition, expected `repeat = yes`");
	if (t->n_limits > 0) {
		check_limit_choice(parse, section, t);
		if (check_limit_rest(parse, section, t))
			check_limit_cover(parse, section, t);
	}
}

/* A start that is some time after an event that itself stops and restarts the clock would
 * begin every interval twice. */
static bool starts_after_itself(const struct timescale *t)
{
	uint64_t stops[EVENT_KINDS / 64] = {0};

	kinds_of(&t->stop, stops);
	for (size_t i = 0; t->repeat && i < t->n_starts; i++)
		if (t->starts[i].delay.n > 0 && any_common(stops, t->starts[i].on.kinds))
			return true;
	return false;
}

static void check_warns(struct parse *parse, const struct section *section, const struct timescale *t)
{
	for (size_t i = 0; i < t->n_warns; i++) {
		for (size_t j = 0; j < t->n_limits; j++) {
			const struct limit_rule *limit = &t->limits[j];
			enum limit_unit unit = t->warns[i].span.unit;

			if (t->warns[i].kind == WARN_AT_DAY &&
			    (limit->kind == LIMIT_FIELD || limit->kind == LIMIT_BEFORE ||
			     limit_has_time(limit->span.unit))) {
				complain_of(parse, section,
					    "`warn = at day` goes with a limit counted in days, "
					    "expected such a limit");
				return;
			}
			if (t->warns[i].kind == WARN_BEFORE && t->counting.calendar != NULL &&
			    (unit == UNIT_OFFICE_HOURS || unit == UNIT_OFFICE_MINUTES) &&
			    !calendar_has_hours(t->counting.calendar)) {
				complain_of(parse, section,
					    "warns in office hours by a calendar that has none, "
					    "expected `hours` in that calendar");
				return;
			}
		}
	}
}

void check_timescale(struct parse *parse, const struct section *section, const struct timescale *t)
{
	const char *text = NULL;

	if (t->stop.n == 0 && t->until.n == 0)
		text = "`stop` is missing, expected what stops it, or `until` where nothing does";
	else if (t->stop.n == 0 && t->repeat)
		text = "`repeat` has no meaning without `stop`, expected both";
	else if (t->stop.n == 0 && t->not_before.n > 0)
		text = "`not before` has no meaning without `stop`, expected both";
	else if ((t->pause.n > 0) != (t->resume.n > 0))
		text = "`pause` and `resume` go together, expected both";
	else if (t->each_start && t->restart)
		text = "`each start` and `restart` contradict each other, expected one of them";
	else if (t->each_start && t->repeat)
		text = "`each start` and `repeat` contradict each other, expected one of them";
	else if (t->live != LIVE_JUDGED && (t->grid.kind != GRID_NONE || t->stop.n == 0))
		text = "`going live` is for what is done once or repeats from one to the next, expected a `stop`, "
		       "and no `every`";
	else if (t->live == LIVE_DROPPED && t->repeat)
		text = "what repeats always counts from going live at the latest, expected `counted` or `judged`";
	else if (t->stop.n == 0 && t->has_same)
		text = "`same` has no meaning without `stop`, expected both";
	else if (t->repeat && t->grid.kind != GRID_NONE)
		text = "`repeat` and `every` contradict each other, expected one of them";
	else if (t->from != CIVIL_NONE && t->to != CIVIL_NONE && t->from >= t->to)
		text = "`to` is not after `from`, expected the first date on which it no longer begins";
	else if (t->measured_only && t->queue != NULL)
		text = "`measured only` is never listed, expected no `queue`";
	else if (starts_after_itself(t))
		text = "starts some time after itself: an event that begins it also stops and repeats it, "
		       "expected "
		       "another start";
	if (text != NULL)
		complain_of(parse, section, text);
	check_limits(parse, section, t);
	check_warns(parse, section, t);
}

/* An interval begins when an event of these kinds happens, and not on a date that it tells of. */
static void kinds_that_begin(const struct timescale *t, uint64_t kinds[EVENT_KINDS / 64])
{
	for (size_t i = 0; i < t->n_starts; i++)
		if (t->starts[i].source == START_EVENT)
			kinds_add(kinds, t->starts[i].on.kinds);
	if (t->repeat)
		kinds_of(&t->stop, kinds);
}

static void mark_field(struct parse *parse, struct policy_kind *kind, int name)
{
	for (size_t f = 0; f < kind->n_fields; f++) {
		struct policy_field *fields;

		if (kind->fields[f].name != name || kind->fields[f].ahead)
			continue;
		fields = arena_copy(parse->arena, kind->fields, kind->n_fields, sizeof *fields);
		fields[f].ahead = true;
		kind->fields = fields;
	}
}

static void mark_rule(struct parse *parse, struct policy_kind *kinds, const struct timescale *t,
		      const struct limit_rule *rule)
{
	uint64_t begin[EVENT_KINDS / 64] = {0};

	kinds_that_begin(t, begin);
	for (size_t i = 0; i < parse->policy->n_kinds; i++)
		if (kinds[i].number >= 0 && kinds_have(begin, kinds[i].number) &&
		    (!rule->has_after || kinds_have(rule->after, kinds[i].number)))
			mark_field(parse, &kinds[i], rule->field);
}

void mark_limits(struct parse *parse)
{
	struct policy *policy = parse->policy;
	struct policy_kind *kinds = arena_copy(parse->arena, policy->kinds, policy->n_kinds, sizeof *kinds);

	for (size_t i = 0; i < policy->n_timescales; i++) {
		const struct timescale *t = &policy->timescales[i];

		for (size_t k = 0; k < t->n_limits; k++)
			if (t->limits[k].kind == LIMIT_FIELD)
				mark_rule(parse, kinds, t, &t->limits[k]);
	}
	for (size_t i = 0; i < policy->n_kinds; i++)
		if (kinds[i].number >= 0)
			parse->memory->kinds[kinds[i].number] = &kinds[i];
	policy->kinds = kinds;
}

/* ---- what is opened out of what ---- */

static bool is_opened(const struct parse *parse, int type)
{
	for (size_t i = 0; i < parse->policy->n_kinds; i++)
		if (parse->policy->kinds[i].opens == type)
			return true;
	return false;
}

static void check_types(struct parse *parse, const struct policy_kind *kind, const int *types, size_t n,
			const char *what)
{
	for (size_t i = 0; i < n; i++) {
		const struct section *section;

		if (is_opened(parse, types[i]))
			continue;
		section = section_named(parse, SECTION_EVENT, kind->key);
		parse_complain(parse, section->file, section->line,
			       "event %s: %s `%s`, which no event opens, expected what some event `opens`",
			       kind->key, what, names_text(parse->names, NAME_TYPE, types[i]));
	}
}

/* True when `type` can be reached from itself by "comes out of". seen marks types. */
static bool comes_out_of(const struct parse *parse, int from, int type, bool *seen, size_t n_seen)
{
	for (size_t i = 0; i < parse->policy->n_kinds; i++) {
		const struct policy_kind *kind = &parse->policy->kinds[i];

		if (kind->opens != from)
			continue;
		for (size_t j = 0; j < kind->n_may_come_of; j++) {
			int parent = kind->may_come_of[j];

			if (parent == type)
				return true;
			if ((size_t)parent < n_seen && !seen[parent]) {
				seen[parent] = true;
				if (comes_out_of(parse, parent, type, seen, n_seen))
					return true;
			}
		}
	}
	return false;
}

static bool is_circle(const struct parse *parse, int type)
{
	bool seen[EVENT_KINDS] = {false}; /* each is opened by a kind of its own at least */

	return comes_out_of(parse, type, type, seen, EVENT_KINDS);
}

void check_opening(struct parse *parse)
{
	for (size_t i = 0; i < parse->policy->n_kinds; i++) {
		const struct policy_kind *kind = &parse->policy->kinds[i];
		const struct section *section;

		check_types(parse, kind, kind->may_concern, kind->n_may_concern, "concerns");
		check_types(parse, kind, kind->may_come_of, kind->n_may_come_of, "comes out of");
		if (kind->opens < 0 || kind->n_may_come_of == 0 || !is_circle(parse, kind->opens))
			continue;
		section = section_named(parse, SECTION_EVENT, kind->key);
		parse_complain(parse, section->file, section->line,
			       "event %s: what it opens comes out of itself in a circle, expected `out of` to lead to a "
			       "beginning",
			       kind->key);
	}
}
