#include "config.h"

#include "kit.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "holidays.h"

static void *keep(struct kit *kit, void *memory)
{
	assert(kit->n_memory < sizeof kit->memory / sizeof *kit->memory);
	kit->memory[kit->n_memory++] = memory;
	return memory;
}

struct calendar *kit_calendar(int32_t closed)
{
	size_t n = sizeof bank_holidays_ew / sizeof *bank_holidays_ew;
	struct calendar_closure *closures = mem_array(n + 1, sizeof *closures);
	struct calendar_span spans[5];

	for (size_t i = 0; i < n; i++) {
		int date = bank_holidays_ew[i];

		closures[i] = (struct calendar_closure){ civil_day(date / 10000, date / 100 % 100, date % 100),
							 "Bank holiday" };
	}
	if (closed != CIVIL_NONE)
		closures[n++] = (struct calendar_closure){ closed, "Declared late" };
	for (int i = 0; i < 5; i++)
		spans[i] = (struct calendar_span){ i, 540, 1020 };
	struct calendar *calendar = calendar_new(&(struct calendar_spec){
		.zone = zone_find("Europe/London"), .open_weekday = { true, true, true, true, true, false, false },
		.closures = closures, .n_closures = n, .spans = spans, .n_spans = 5,
		.known_until = civil_day(2028, 12, 31) });

	free(closures);
	return calendar;
}

struct kit *kit_new(void)
{
	struct kit *kit = mem_new(sizeof *kit);
	struct revision *rev = &kit->revision;

	kit->calendar = kit_calendar(CIVIL_NONE);
	kit->revisions[0] = rev;
	*rev = (struct revision){ .applied = INSTANT_NONE, .zone = zone_find("Europe/London"),
				  .timescales = kit->rules, .live_from = CIVIL_NONE };
	rev->closes_case[kit_name(kit, "case.closed") / 64] |= 1ull << kit_name(kit, "case.closed");
	rev->closes_about[0] |= 1ull << kit_name(kit, "about.closed");
	rev->reopens[0] |= 1ull << kit_name(kit, "case.reopened") | 1ull << kit_name(kit, "about.reopened");
	rev->extends[0] |= 1ull << kit_name(kit, "extended");
	rev->field_timescale = kit_name(kit, "timescale");
	rev->field_planned = kit_name(kit, "planned_on");
	rev->field_earlier = kit_name(kit, "earlier");
	rev->field_number = kit_name(kit, "number");
	rev->field_born = kit_name(kit, "born");
	rev->tells_born[kit_name(kit, "told") / 64] |= 1ull << kit_name(kit, "told") % 64;
	kit->history.born = CIVIL_NONE;
	return kit;
}

void kit_free(struct kit *kit)
{
	clock_list_done(&kit->list);
	calendar_free(kit->calendar);
	for (size_t i = 0; i < kit->n_memory; i++)
		free(kit->memory[i]);
	for (size_t i = 0; i < kit->n_names; i++)
		free(kit->names[i]);
	free(kit);
}

int kit_begin(void **state)
{
	*state = kit_new();
	return 0;
}

int kit_end(void **state)
{
	kit_free(*state);
	return 0;
}

int kit_name(struct kit *kit, const char *name)
{
	for (size_t i = 0; i < kit->n_names; i++)
		if (strcmp(kit->names[i], name) == 0)
			return (int)i;
	assert(kit->n_names < KIT_NAMES);
	kit->names[kit->n_names] = mem_copy(name);
	return (int)kit->n_names++;
}

int64_t kit_time(const char *text)
{
	int y, mo, d, h = 0, mi = 0, s = 0;
	int64_t at;

	assert(sscanf(text, "%d-%d-%dT%d:%d:%d", &y, &mo, &d, &h, &mi, &s) >= 3);
	zone_instant(zone_find("Europe/London"), civil_day(y, mo, d), h * 3600 + mi * 60 + s, &at);
	return at;
}

static int about_of(struct kit *kit, const char *id, bool *fresh)
{
	for (size_t i = 0; i < kit->n_abouts; i++)
		if (strcmp(kit->abouts[i].id, id) == 0)
			return (int)i;
	*fresh = true;
	kit->abouts[kit->n_abouts] = (struct about){ keep(kit, mem_copy(id)), -1, -1 };
	return (int)kit->n_abouts++;
}

static void add_fact(struct kit *kit, struct event *event, char *name, char *value)
{
	bool unknown = *value == '!', plain = *value == '~';

	if (event->n_facts == 0)
		event->facts = &kit->facts[kit->n_facts];
	kit->facts[kit->n_facts++] = (struct fact){ kit_name(kit, name), !plain, unknown,
						    keep(kit, mem_copy(value + (unknown || plain))) };
	event->n_facts++;
}

static void add_flag(struct event *event, const char *word)
{
	if (strcmp(word, "planned") == 0)
		event->planned = true;
	else
		event->correction = true;
	assert(event->planned || strcmp(word, "correction") == 0 || strcmp(word, "instead") == 0);
}

static void add_word(struct kit *kit, struct event *event, char *word)
{
	char *value = strchr(word, '=');

	if (value == NULL) {
		add_flag(event, word);
		return;
	}
	*value++ = '\0';
	if (strcmp(word, "of") == 0) {
		event->about = about_of(kit, value, &event->opens);
	} else if (strcmp(word, "out") == 0) {
		kit->abouts[event->about].parent = about_of(kit, value, &(bool){ false });
		assert(kit->abouts[event->about].parent < event->about);
	} else if (strcmp(word, "type") == 0) {
		kit->abouts[event->about].type = kit_name(kit, value);
	} else if (strcmp(word, "rec") == 0) {
		event->recorded = event->first_recorded = kit_time(value);
	} else if (strcmp(word, "first") == 0) {
		event->first_recorded = kit_time(value);
	} else if (strcmp(word, "gone") == 0) {
		event->removed = kit_time(value);
	} else {
		add_fact(kit, event, word, value);
	}
}

struct event *kit_event(struct kit *kit, const char *words)
{
	char *copy = keep(kit, mem_copy(words)), *rest = copy, id[32];
	struct event *event = &kit->events[kit->n_events++];
	char *kind = strtok_r(rest, " ", &rest), *when = strtok_r(NULL, " ", &rest);

	assert(kit->n_events <= KIT_EVENTS);
	snprintf(id, sizeof id, "e%04zu", kit->n_events);
	*event = (struct event){ .id = keep(kit, mem_copy(id)), .kind = kit_name(kit, kind), .at = kit_time(when),
				 .timed = strchr(when, 'T') != NULL, .removed = INSTANT_NONE, .about = -1 };
	event->recorded = event->first_recorded = event->at;
	for (char *word; (word = strtok_r(NULL, " ", &rest)) != NULL;)
		add_word(kit, event, word);
	if (strstr(words, " instead") != NULL) {
		event[-1].removed = event->recorded;
		event[-1].remover = event;
	}
	return event;
}

struct timescale *kit_rule(struct kit *kit, struct timescale rule)
{
	struct timescale *kept = &kit->rules[kit->revision.n++];

	assert(kit->revision.n <= KIT_RULES);
	*kept = rule;
	if (kept->counting.calendar == NULL)
		kept->counting.calendar = kit->calendar;
	if (kept->from == 0 && kept->to == 0)
		kept->from = kept->to = CIVIL_NONE;
	if (kept->n_marks == 0)
		kept->n_marks = 1;
	if (kept->starts != NULL && kept->n_starts == 0)
		kept->n_starts = 1;
	return kept;
}

static void set_kinds(struct kit *kit, uint64_t kinds[EVENT_KINDS / 64], const char *text)
{
	char *copy = mem_copy(text), *rest = copy;

	for (char *word; (word = strtok_r(rest, " ", &rest)) != NULL;) {
		int kind = kit_name(kit, word);

		kinds[kind / 64] |= 1ull << (kind % 64);
	}
	free(copy);
}

struct start *kit_start(struct kit *kit, const char *kinds)
{
	struct start *start = keep(kit, mem_new(sizeof *start));

	set_kinds(kit, start->on.kinds, kinds);
	return start;
}

struct matches kit_matches(struct kit *kit, const char *kinds)
{
	struct match *match = keep(kit, mem_new(sizeof *match));

	set_kinds(kit, match->kinds, kinds);
	return (struct matches){ match, 1 };
}

static struct condition one_clause(struct kit *kit, struct clause clause)
{
	struct clause *kept = keep(kit, mem_new(sizeof *kept));

	*kept = clause;
	return (struct condition){ kept, 1 };
}

struct matches kit_matches_where(struct kit *kit, const char *kinds, struct clause clause)
{
	struct match *match = keep(kit, mem_new(sizeof *match));

	set_kinds(kit, match->kinds, kinds);
	match->where = one_clause(kit, clause);
	return (struct matches){ match, 1 };
}

struct condition kit_when(struct kit *kit, const char *attribute, enum clause_op op, const char *values)
{
	const char **list = keep(kit, mem_array(8, sizeof *list));
	char *copy = keep(kit, mem_copy(values)), *rest = copy;
	size_t n = 0;

	for (char *word; (word = strtok_r(rest, " ", &rest)) != NULL;)
		list[n++] = word;
	return one_clause(kit, (struct clause){ .subject = CLAUSE_ATTRIBUTE, .op = op,
						.name = kit_name(kit, attribute), .values = list, .n_values = n });
}

struct limit_rule *kit_limit(struct kit *kit, const char *text)
{
	struct limit_rule *rules = keep(kit, mem_array(4, sizeof *rules));
	struct str_view rest = str_view(text);

	for (int i = 0; rest.at != NULL; i++) {
		struct str_view part = str_trim(str_cut(&rest, ','));

		if (i > 0)
			part = (struct str_view){ part.at + 5, part.n - 5 };	/* "then " */
		assert(limit_parse(part, &rules[i].span));
		rules[i].step = i;
	}
	return rules;
}

struct warn_rule *kit_warn(struct kit *kit, const char *text)
{
	struct warn_rule *warn = keep(kit, mem_new(sizeof *warn));

	assert(limit_parse(str_view(text), &warn->span));
	return warn;
}

struct timescale *kit_span(struct kit *kit, const char *key, const char *from, const char *to, const char *limit)
{
	return kit_rule(kit, (struct timescale){ .key = key, .starts = kit_start(kit, from), .stop = kit_matches(kit, to),
						 .limits = kit_limit(kit, limit), .n_limits = 1 });
}

struct timescale *kit_plain(struct kit *kit, const char *limit)
{
	struct timescale *rule = kit_span(kit, "k", "start", "stop", limit);

	rule->until = kit_matches(kit, "until");
	return rule;
}

void kit_red(struct kit *kit, const char *limit)
{
	kit_plain(kit, limit)->when = kit_when(kit, "rating", OP_IS, "red");
}

static void show_time(struct str_buf *out, const char *label, int64_t at)
{
	const struct zone *zone = zone_find("Europe/London");
	char date[CIVIL_SIZE];

	if (at == INSTANT_NONE)
		return;
	struct zone_time local = zone_local(zone, at);

	civil_iso(local.day, date);
	str_addf(out, " %s=%s", label, date);
	if (local.second != 86399)
		str_addf(out, " %02d:%02d:%02d", local.second / 3600, local.second / 60 % 60, local.second % 60);
}

static void show_flags(struct str_buf *out, unsigned flags)
{
	static const struct {
		unsigned flag;
		const char *word;
	} words[] = {
		{ CLOCK_TIME_UNKNOWN, "time-unknown" },	  { CLOCK_RECORDED_AFTER_DUE, "recorded-after-due" },
		{ CLOCK_NO_RECORD_BEFORE, "no-record-before" }, { CLOCK_NEVER, "never" },
		{ CLOCK_BEYOND_CALENDAR, "beyond-calendar" }, { CLOCK_REOPENED, "reopened" },
		{ CLOCK_HOLD_ENDED, "hold-ended" },	  { CLOCK_PLANNED_LATE, "planned-late" },
		{ CLOCK_NO_LIMIT, "no-limit" },		  { CLOCK_UNCLEAR, "unclear" },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (flags & words[i].flag)
			str_addf(out, " %s", words[i].word);
}

static void show_clock(struct kit *kit, struct str_buf *out, const struct clock *clock, int64_t now)
{
	str_addf(out, "%s %s %s", clock->rule->key, clock->about < 0 ? "-" : kit->abouts[clock->about].id,
		 status_word(clock_status(&clock->times, now)));
	show_time(out, "due", clock->times.due);
	show_time(out, "end", clock->times.stopped);
	if (clock->planned != INSTANT_NONE)
		show_time(out, "planned", clock->planned);
	if (clock->formal_due != clock->times.due && clock->formal_due != INSTANT_NONE)
		show_time(out, "formal", clock->formal_due);
	if (clock->spell > 0)
		str_addf(out, " spell=%d", clock->spell);
	show_flags(out, clock->flags);
	str_add_char(out, '\n');
}

struct timescale *kit_correct(struct kit *kit, const char *when)
{
	const struct revision *newest = kit->n_later == 0 ? &kit->revision : &kit->later[kit->n_later - 1];
	struct revision *later = &kit->later[kit->n_later];
	struct timescale *rules = kit->later_rules[kit->n_later];

	assert(kit->n_later < KIT_LATER);
	memcpy(rules, newest->timescales, newest->n * sizeof *rules);
	*later = *newest;
	later->timescales = rules;
	later->applied = kit_time(when);
	kit->revisions[++kit->n_later] = later;
	return rules;
}

void kit_derive(struct kit *kit, int64_t now, int64_t known)
{
	size_t n = 1;

	while (n <= kit->n_later && kit->revisions[n]->applied <= known)
		n++;
	kit->history.events = kit->events;
	kit->history.n_events = kit->n_events;
	kit->history.abouts = kit->abouts;
	kit->history.n_abouts = kit->n_abouts;
	derive(kit->revisions, n, &kit->history, (struct derive_view){ now, known }, &kit->list);
}

const char *kit_show(struct kit *kit, const char *now, const char *known)
{
	int64_t at = kit_time(now);
	struct str_buf out = { 0 };

	kit_derive(kit, at, known == NULL ? INT64_MAX : kit_time(known));
	for (size_t i = 0; i < kit->list.n; i++)
		show_clock(kit, &out, &kit->list.items[i], at);
	return keep(kit, str_take(&out));
}
