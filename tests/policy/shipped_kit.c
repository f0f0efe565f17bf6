#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "clock/civil.h"
#include "shipped_kit.h"

static struct kit shipped;

int shipped_read(void **state)
{
	struct bundle bundle;
	struct error err = {0};

	(void)state;
	if (!bundle_read(&bundle, POLICY_FOLDER, &err)) {
		print_error("%s\n", err.text);
		return -1;
	}
	kit_read_bundle(&shipped, &bundle);
	bundle_done(&bundle);
	if (shipped.policy == NULL)
		print_error("%s", shipped.complaints);
	return shipped.policy != NULL ? 0 : -1;
}

int shipped_drop(void **state)
{
	(void)state;
	kit_done(&shipped);
	return 0;
}

const struct policy *shipped_policy(void)
{
	return shipped.policy;
}

const struct kit *shipped_kit(void)
{
	return &shipped;
}

void child_init(struct child *child, const char *born)
{
	*child = (struct child){.born = CIVIL_NONE, .live_from = CIVIL_NONE};
	if (born != NULL)
		assert_true(civil_parse(str_view(born), &child->born));
}

void child_done(struct child *child)
{
	for (size_t i = 0; i < child->n_memory; i++)
		free(child->memory[i]);
	str_done(&child->shown);
}

static char *keep(struct child *child, const char *text)
{
	assert_true(child->n_memory < sizeof child->memory / sizeof child->memory[0]);
	return child->memory[child->n_memory++] = mem_copy(text);
}

/* "2024-03-01T09:00" or "2024-03-01". */
static int64_t moment(const char *text, bool *timed)
{
	int32_t day;
	int64_t at;

	assert_true(civil_parse((struct str_view){text, 10}, &day));
	*timed = text[10] == 'T';
	if (!*timed)
		return zone_first(shipped.policy->zone, day);
	zone_instant(shipped.policy->zone, day, atoi(text + 11) * 3600 + atoi(text + 14) * 60, &at);
	return at;
}

static int thing_named(const struct child *child, const char *name)
{
	for (size_t i = child->n_abouts; i-- > 0;)
		if (strcmp(child->abouts[i].id, name) == 0)
			return (int)i;
	fail_msg("no %s was opened", name);
	return -1;
}

/* The last thing of a type that the kind may concern; -1 the child as a whole. */
static int concerned(const struct child *child, const struct policy_kind *kind)
{
	for (size_t t = 0; t < kind->n_may_concern; t++)
		for (size_t i = child->n_abouts; i-- > 0;)
			if (child->abouts[i].type == kind->may_concern[t])
				return (int)i;
	assert_true(kind->n_may_concern == 0 || kind->or_child);
	return -1;
}

static void add_fact(struct child *child, struct event *event, const struct policy_kind *kind, const char *name,
		     const char *value)
{
	const struct policy_field *field = policy_kind_field(kind, name);

	if (field == NULL)
		fail_msg("%s has no field %s", kind->key, name);
	assert_true(child->n_facts < CHILD_FACTS);
	if (event->n_facts == 0)
		event->facts = &child->facts[child->n_facts];
	child->facts[child->n_facts++] = (struct fact){field->name, field->attribute, false, value};
	event->n_facts++;
}

static void open_thing(struct child *child, struct event *event, const struct policy_kind *kind, const char *name,
		       const char *out)
{
	assert_true(child->n_abouts < CHILD_ABOUTS);
	event->opens = true;
	event->about = (int)child->n_abouts;
	child->abouts[child->n_abouts] = (struct about){
		name != NULL ? name : names_text(shipped.names, NAME_TYPE, kind->opens),
		out != NULL ? thing_named(child, out) : -1, kind->opens};
	child->n_abouts++;
}

void child_event(struct child *child, const char *words)
{
	char *rest = keep(child, words), *word = strtok_r(rest, " ", &rest);
	const struct policy_kind *kind = policy_kind_named(shipped.policy, word);
	struct event *event = &child->events[child->n_events];
	const char *name = NULL, *out = NULL;
	char id[8];

	assert_true(child->n_events < CHILD_EVENTS);
	if (kind == NULL)
		fail_msg("%s is missing", words);
	snprintf(id, sizeof id, "%02d", (int)(child->n_events++ % 100));
	*event = (struct event){.id = keep(child, id), .kind = kind->number, .removed = INSTANT_NONE, .about = -1};
	event->at = moment(strtok_r(rest, " ", &rest), &event->timed);
	event->recorded = event->first_recorded = event->at;
	while ((word = strtok_r(rest, " ", &rest)) != NULL) {
		char *value = strchr(word, '=');

		*value++ = '\0';
		for (char *c = value; *c != '\0'; c++)
			*c = *c == '+' ? ' ' : *c;
		if (strcmp(word, "of") == 0)
			name = value;
		else if (strcmp(word, "out") == 0)
			out = value;
		else
			add_fact(child, event, kind, word, value);
	}
	if (kind->opens >= 0)
		open_thing(child, event, kind, name, out);
	else
		event->about = name != NULL ? thing_named(child, name) : concerned(child, kind);
}

static void show_time(struct str_buf *out, const char *label, int64_t at)
{
	char date[CIVIL_SIZE];
	struct zone_time local;

	if (at == INSTANT_NONE)
		return;
	local = zone_local(shipped.policy->zone, at);
	civil_iso(local.day, date);
	str_addf(out, " %s=%s", label, date);
	if (local.second != 86399 && local.second != 0)
		str_addf(out, "T%02d:%02d", local.second / 3600, local.second / 60 % 60);
}

static void show_clock(struct str_buf *out, const struct clock *clock, int64_t now)
{
	str_add(out, status_word(clock_status(&clock->times, now)));
	show_time(out, "due", clock->times.due);
	if (clock->times.end == END_RUNNING)
		show_time(out, "soon", clock->times.soon);
	show_time(out, "end", clock->times.stopped);
	if (clock->flags & CLOCK_NO_RECORD_BEFORE)
		str_add(out, " no-record");
	if (clock->flags & CLOCK_NEVER)
		str_add(out, " never");
	str_add(out, "\n");
}

const char *child_clocks(struct child *child, const char *key, const char *now)
{
	const struct history history = {.events = child->events, .n_events = child->n_events,
					.abouts = child->abouts, .n_abouts = child->n_abouts, .born = child->born};
	struct revision revision = {.applied = INSTANT_NONE, .zone = shipped.policy->zone,
				    .timescales = shipped.policy->timescales, .n = shipped.policy->n_timescales,
				    .live_from = child->live_from, .field_timescale = -1, .field_planned = -1,
				    .field_earlier = kit_field(&shipped, "earlier"),
				    .field_number = kit_field(&shipped, "number"), .field_born = -1};
	const struct revision *revisions[] = {&revision};
	struct clock_list list = {0};
	bool timed;
	int64_t at = moment(now, &timed);

	if (policy_timescale_named(shipped.policy, key) == NULL)
		fail_msg("%s is missing", key);
	for (size_t i = 0; i < child->n_events; i++)	/* all of it is on record from the first moment on */
		child->events[i].recorded = child->events[i].first_recorded = child->events[0].at;
	memcpy(revision.closes_about, shipped.policy->closes_about, sizeof revision.closes_about);
	memcpy(revision.closes_case, shipped.policy->closes_case, sizeof revision.closes_case);
	derive(revisions, 1, &history, (struct derive_view){at, INT64_MAX}, &list);
	str_done(&child->shown);
	str_add(&child->shown, "");
	for (size_t i = 0; i < list.n; i++)
		if (strcmp(list.items[i].rule->key, key) == 0)
			show_clock(&child->shown, &list.items[i], at);
	clock_list_done(&list);
	return child->shown.text != NULL ? child->shown.text : "";
}
