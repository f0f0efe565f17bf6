#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/str.h"
#include "clock/status.h"
#include "core/keep.h"
#include "core/page.h"
#include "core/queue.h"
#include "store/joined.h"
#include "stage.h"

static void merged(struct desk *desk, const char *reference, const char *into)
{
	struct error err = { 0 };

	if (!act_merge(desk, reference, into, "one child", &err))
		fail_msg("%s", err.text);
}

static void parted(struct desk *desk, const char *reference)
{
	struct error err = { 0 };

	if (!act_part(desk, reference, "two children", &err))
		fail_msg("%s", err.text);
}

static const char *refusal(bool done, const struct error *err)
{
	assert_false(done);
	return err->text;
}

static void merged_records__are_one_and_part_again(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;

	record(desk, "C-1", "contact.received", "2024-03-01 09:00", "rating=amber", "name=Ivy Ashdene", NULL);
	record(desk, "C-2", "contact.received", "2024-03-01 09:00", "rating=green", "name=Ivy Ashden", NULL);
	world_at(world, "2024-03-01 10:00");
	merged(desk, "C-2", "C-1");
	stage_expect(desk, "C-1 mash.24h on-track; C-1 mash.72h on-track");
	world_is_whole(desk);
	world_at(world, "2024-03-01 11:00");
	parted(desk, "C-2");
	stage_expect(desk, "C-1 mash.24h on-track; C-2 mash.72h on-track");
	world_is_whole(desk);
	merged(desk, "C-2", "C-1");
	stage_expect(desk, "C-1 mash.24h on-track; C-1 mash.72h on-track");
	parted(desk, "C-2");
	stage_expect(desk, "C-1 mash.24h on-track; C-2 mash.72h on-track");
	world_is_whole(desk);
}

static void reference__of_a_merged_record_leads_to_the_other(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct error err = { 0 };
	struct act_result result, rated;
	struct case_page *page;

	record(desk, "C-1", "contact.received", NULL, "rating=green", "name=Ivy Ashdene", NULL);
	result = record(desk, "C-2", "contact.received", NULL, "rating=green", "name=Ivy Ashden", NULL);
	merged(desk, "C-2", "C-1");
	page = case_page_open(desk, "C-2", &err);
	assert_non_null(page);
	assert_string_equal(page->file->reference, "C-1");
	assert_string_equal(page->file->asked, "C-2");
	assert_string_equal(page->file->name, "Ivy Ashdene");
	assert_int_equal(page->file->n_merged, 1);
	assert_string_equal(page->file->merged[0], "C-2");
	assert_int_equal(page->n_events, 3);
	case_page_free(page);
	/* What is recorded by the reference goes to the survivor; what is about a thing, with the thing. */
	record(desk, "C-2", "care.started", NULL, NULL);
	assert_true(act_record(desk,
			       &(struct act_event){ .reference = "C-2", .kind = "contact.rated", .about = result.about,
						    .at = INSTANT_NONE,
						    .fields = (const struct act_field[]){ { "rating", "red" } },
						    .n_fields = 1 },
			       1, &rated, &err));
	stage_expect(desk, "C-1 mash.4h on-track; C-1 mash.24h on-track; C-1 mash.72h on-track");
	world_is_whole(desk);
	parted(desk, "C-2");
	stage_expect(desk, "C-1 mash.72h on-track; C-2 mash.4h on-track; C-2 mash.24h on-track");
	world_is_whole(desk);
}

static void expect_withdrawn_by(struct desk *desk, const char *reference, const char *kind)
{
	struct file *file = taken(desk, reference);
	int n = 0;

	for (size_t i = 0; i < file->clocks.n; i++) {
		if (file->clocks.items[i].withdrawn == INSTANT_NONE)
			continue;
		assert_non_null(file->clocks.items[i].cause);
		assert_string_equal(file->events[file->clocks.items[i].cause - file->history.events].kind, kind);
		n++;
	}
	assert_true(n > 0);
	file_free(file);
}

static void breach__on_either_record__stays_to_be_seen(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;

	/* The plan of C-2 was overdue; together with what C-1 has, it never was. */
	record(desk, "C-1", "contact.received", "2024-03-01 09:00", "rating=green", NULL);
	record(desk, "C-1", "contact.closed", "2024-03-01 09:00", NULL);
	record(desk, "C-1", "note.added", "2024-03-01 09:00", NULL);
	record(desk, "C-2", "contact.received", "2024-03-01 09:00", "rating=green", "date_of_birth=2008-01-01", NULL);
	record(desk, "C-2", "contact.closed", "2024-03-01 09:00", NULL);
	record(desk, "C-2", "care.started", "2024-03-01 09:00", NULL);
	world_at(world, "2024-06-20 09:00");
	stage_expect(desk, "C-1 mash.72h ended; C-2 mash.72h ended; C-2 pathway.plan overdue");
	merged(desk, "C-2", "C-1");
	world_is_whole(desk);
	stage_expect(desk, "C-1 mash.72h ended; C-1 mash.72h ended; C-1 pathway.plan met; C-1 pathway.plan withdrawn");
	expect_withdrawn_by(desk, "C-1", "record.merged");
	world_at(world, "2024-06-21 09:00");
	parted(desk, "C-2");
	world_is_whole(desk);
	stage_expect(desk, "C-1 mash.72h ended; C-2 mash.72h ended; C-2 pathway.plan overdue");
}

static void breach__while_merged__is_withdrawn_where_it_was_seen(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;

	record(desk, "C-1", "contact.received", "2024-03-01 09:00", "rating=green", NULL);
	record(desk, "C-2", "contact.received", "2024-03-01 09:00", "rating=red", NULL);
	world_at(world, "2024-03-01 10:00");
	merged(desk, "C-2", "C-1");
	world_at(world, "2024-03-01 14:00");
	stage_expect(desk, "C-1 mash.4h overdue; C-1 mash.24h on-track; C-1 mash.72h on-track");
	parted(desk, "C-2");
	world_is_whole(desk);
	stage_expect(desk, "C-1 mash.4h withdrawn; C-1 mash.72h on-track; C-2 mash.4h overdue; C-2 mash.24h on-track");
}

static void known_then__shows_the_records_as_they_stood(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	int64_t known = desk->known;

	record(desk, "C-1", "contact.received", "2024-03-01 09:00", "rating=amber", NULL);
	record(desk, "C-2", "contact.received", "2024-03-01 09:00", "rating=green", NULL);
	world_at(world, "2024-03-01 10:00");
	merged(desk, "C-2", "C-1");
	world_at(world, "2024-03-01 12:00");
	parted(desk, "C-2");
	world_at(world, "2024-03-01 13:00");
	desk->known = when("2024-03-01 09:30");
	stage_expect(desk, "C-1 mash.24h on-track; C-2 mash.72h on-track");
	desk->known = when("2024-03-01 11:00");
	stage_expect(desk, "C-1 mash.24h on-track; C-1 mash.72h on-track");
	desk->known = when("2024-03-01 12:30");
	stage_expect(desk, "C-1 mash.24h on-track; C-2 mash.72h on-track");
	desk->known = known;
}

static void closure__of_one_record__does_not_close_the_other(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct file *file;

	/* The second record was closed as soon as it was seen to be one, and then merged. */
	record(desk, "C-1", "contact.received", "2024-03-01 09:00", "rating=amber", NULL);
	record(desk, "C-2", "contact.received", "2024-03-01 09:00", "rating=green", NULL);
	world_at(world, "2024-03-01 10:00");
	record(desk, "C-2", "case.closed", NULL, NULL);
	merged(desk, "C-2", "C-1");
	world_is_whole(desk);
	stage_expect(desk, "C-1 mash.24h on-track; C-1 mash.72h ended");
	file = taken(desk, "C-1");
	assert_true(file->open);
	file_free(file);
	parted(desk, "C-2");
	stage_expect(desk, "C-1 mash.24h on-track; C-2 mash.72h ended");
	/* The other way round. */
	world_at(world, "2024-03-01 11:00");
	merged(desk, "C-1", "C-2");
	world_is_whole(desk);
	stage_expect(desk, "C-2 mash.24h on-track; C-2 mash.72h ended");
	file = taken(desk, "C-1");
	assert_true(file->open);
	file_free(file);
	/* What closes them together closes all. */
	world_at(world, "2024-03-01 11:01");
	record(desk, "C-2", "case.closed", NULL, NULL);
	stage_expect(desk, "C-2 mash.24h ended; C-2 mash.72h ended");
	world_is_whole(desk);
}

static void chain__is_read_as_one_and_part_where_it_was_joined(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct error err = { 0 };

	record(desk, "C-1", "contact.received", "2024-03-01 09:00", "rating=amber", NULL);
	record(desk, "C-2", "contact.received", "2024-03-01 09:00", "rating=green", NULL);
	record(desk, "C-3", "contact.received", "2024-03-01 09:00", "rating=red", NULL);
	merged(desk, "C-3", "C-2");
	world_at(world, "2024-03-01 09:10");
	merged(desk, "C-2", "C-1");
	world_is_whole(desk);
	stage_expect(desk, "C-1 mash.4h on-track; C-1 mash.24h on-track; C-1 mash.24h on-track; C-1 mash.72h on-track");
	/* Rings and what is merged already are refused. */
	assert_non_null(strstr(refusal(act_merge(desk, "C-1", "C-3", "x", &err), &err), "itself"));
	assert_non_null(strstr(refusal(act_merge(desk, "C-1", "C-1", "x", &err), &err), "itself"));
	assert_non_null(strstr(refusal(act_merge(desk, "C-3", "C-1", "x", &err), &err), "already"));
	assert_non_null(strstr(refusal(act_part(desk, "C-1", "x", &err), &err), "not merged"));
	assert_non_null(strstr(refusal(act_merge(desk, "C-9", "C-1", "x", &err), &err), "no case"));
	world_at(world, "2024-03-01 09:20");
	parted(desk, "C-3");
	world_is_whole(desk);
	stage_expect(desk, "C-1 mash.24h on-track; C-1 mash.72h on-track; C-3 mash.4h on-track; C-3 mash.24h on-track");
	parted(desk, "C-2");
	world_is_whole(desk);
	stage_expect(desk, "C-1 mash.24h on-track; C-2 mash.72h on-track; C-3 mash.4h on-track; C-3 mash.24h on-track");
}

static void correction__of_a_merged_event__stays_with_its_record(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	const struct act_field red[] = { { "rating", "red" } };
	struct act_result contact, again;
	struct error err = { 0 };

	record(desk, "C-1", "contact.received", "2024-03-01 09:00", "rating=amber", NULL);
	contact = record(desk, "C-2", "contact.received", "2024-03-01 09:00", "rating=green", NULL);
	merged(desk, "C-2", "C-1");
	assert_true(act_replace(desk, contact.event, red, 1, INSTANT_NONE, false, "misheard", &again, &err));
	world_is_whole(desk);
	parted(desk, "C-2");
	world_is_whole(desk);
	stage_expect(desk, "C-1 mash.24h on-track; C-2 mash.4h on-track; C-2 mash.24h on-track");
	merged(desk, "C-2", "C-1");
	assert_true(act_void(desk, again.event, "never was", &err));
	world_is_whole(desk);
	stage_expect(desk, "C-1 mash.24h on-track");
	/* The merge itself is taken back by parting alone. */
	assert_non_null(strstr(refused(desk, "C-1", "record.merged", NULL, NULL), "record.merged"));
}

/* Events on four records that are merged and parted at random: after each step what is stored is what the
 * events give, and once all are parted each has what was recorded about its own. */
static void records__merged_and_parted_at_random__stay_whole(void **state)
{
	static const char *const kinds[] = { "contact.rated", "note.added", "strategy.held", "contact.received",
					     "case.closed", "care.started", "contact.decided" };
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct error err = { 0 };
	unsigned random = 11;
	int merges = 0, parts = 0;

	for (int i = 0; i < 4; i++) {
		char reference[8];

		snprintf(reference, sizeof(reference), "C-%d", i);
		record(desk, reference, "contact.received", NULL, "rating=red", NULL);
	}
	for (int step = 0; step < 60; step++) {
		char one[8], other[8];

		snprintf(one, sizeof(one), "C-%u", stage_chance(&random) % 4);
		snprintf(other, sizeof(other), "C-%u", stage_chance(&random) % 4);
		world->ms += 1000 * (int64_t)(stage_chance(&random) % 3600);
		desk_refresh(desk);
		if (stage_chance(&random) % 4 == 0) {
			merges += act_merge(desk, one, other, "one child", &err);
		} else if (stage_chance(&random) % 4 == 0) {
			parts += act_part(desk, one, "two", &err);
		} else {
			const char *kind = kinds[stage_chance(&random) % 7];
			struct act_field field = { "rating", stage_chance(&random) % 2 ? "red" : "green" };
			struct act_event event = { .reference = one, .kind = kind, .at = INSTANT_NONE, .fields = &field };
			struct act_result result;

			event.n_fields = strcmp(kind, "contact.rated") == 0;
			if (strcmp(kind, "contact.decided") == 0) {
				field = (struct act_field){ "outcome", "nfa" };
				event.n_fields = 1;
			}
			act_record(desk, &event, 1, &result, &err);
		}
		world_is_whole(desk);
	}
	assert_true(merges >= 4 && parts >= 2);
}

/* ---- merged and parted, nothing else ---- */

/* Some events of one record, at random, over ten days. */
static void record_some(struct world *world, const char *reference, unsigned *random)
{
	static const char *const kinds[] = { "contact.rated", "strategy.held", "contact.received", "case.closed",
					     "case.reopened", "care.started", "contact.decided", "contact.closed" };

	record(world->desk, reference, "contact.received", NULL,
	       stage_chance(random) % 2 ? "rating=red" : "rating=green", NULL);
	for (int n = (int)(stage_chance(random) % 6); n > 0; n--) {
		const char *kind = kinds[stage_chance(random) % 8];
		struct act_field field = { "rating", stage_chance(random) % 2 ? "red" : "green" };
		struct act_event event = { .reference = reference, .kind = kind, .at = INSTANT_NONE, .fields = &field };
		struct act_result result;
		struct error err = { 0 };

		event.n_fields = strcmp(kind, "contact.rated") == 0;
		if (strcmp(kind, "contact.decided") == 0) {
			field = (struct act_field){ "outcome", "nfa" };
			event.n_fields = 1;
		}
		world->ms += 1000 * (int64_t)(stage_chance(random) % 86400);
		desk_refresh(world->desk);
		act_record(world->desk, &event, 1, &result, &err);
	}
}

static const char *thing_of(const struct file *file, const struct clock *clock)
{
	return clock->about < 0 ? "" : file->history.abouts[clock->about].id;
}

static bool has_clock(const struct file *file, const struct file *of, const struct clock *wanted)
{
	for (size_t i = 0; i < file->clocks.n; i++) {
		const struct clock *clock = &file->clocks.items[i];

		if (strcmp(clock->rule->key, wanted->rule->key) == 0 && clock->mark == wanted->mark &&
		    clock->spell == wanted->spell && clock->interval == wanted->interval &&
		    clock->withdrawn == wanted->withdrawn && clock->flags == wanted->flags &&
		    strcmp(thing_of(file, clock), thing_of(of, wanted)) == 0 &&
		    memcmp(&clock->times, &wanted->times, sizeof(clock->times)) == 0)
			return true;
	}
	return false;
}

/* Whether each clock of before is there, and each one more is withdrawn; *more counts those. */
static void expect_kept(const struct file *before, const struct file *after, int *more)
{
	for (size_t i = 0; i < before->clocks.n; i++)
		assert_true(has_clock(after, before, &before->clocks.items[i]));
	for (size_t i = 0; i < after->clocks.n; i++) {
		if (has_clock(before, after, &after->clocks.items[i]))
			continue;
		assert_true(after->clocks.items[i].withdrawn != INSTANT_NONE);
		(*more)++;
	}
}

/* What was breached on either record, and no breach or withdrawal together shows. */
static void expect_no_breach_lost(const struct file *before, const struct file *merged_file, int64_t now)
{
	for (size_t i = 0; i < before->clocks.n; i++) {
		const struct clock *was = &before->clocks.items[i];
		enum clock_status status = clock_status(&was->times, now);
		bool shown = status != STATUS_OVERDUE && status != STATUS_LATE && was->withdrawn == INSTANT_NONE;

		for (size_t j = 0; j < merged_file->clocks.n && !shown; j++) {
			const struct clock *is = &merged_file->clocks.items[j];

			status = clock_status(&is->times, now);
			shown = strcmp(is->rule->key, was->rule->key) == 0 && is->mark == was->mark &&
				is->times.started == was->times.started &&
				strcmp(thing_of(merged_file, is), thing_of(before, was)) == 0 &&
				(status == STATUS_OVERDUE || status == STATUS_LATE || is->withdrawn != INSTANT_NONE);
		}
		assert_true(shown);
	}
}

/* Merging and parting again gives the clocks of before, and at most withdrawn ones more. */
/* Whoever had the one does not keep the other. */
static void parted_record__has_the_worker_and_team_of_before(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct act_result result;
	struct error err = { 0 };
	struct file *file;

	record(desk, "C-1", "contact.received", NULL, NULL);
	record(desk, "C-2", "contact.received", NULL, NULL);
	assert_true(act_allocate(desk, "C-2", "sam", NULL, &result, &err));
	world_at(world, "2024-03-01 10:00");
	merged(desk, "C-2", "C-1");
	file = taken(desk, "C-1");
	assert_string_equal(file->worker, "Sam Grey");
	file_free(file);
	world_at(world, "2024-03-01 11:00");
	parted(desk, "C-2");
	file = taken(desk, "C-1");
	assert_null(file->worker);
	file_free(file);
	file = taken(desk, "C-2");
	assert_string_equal(file->worker, "Sam Grey");
	file_free(file);
	world_is_whole(desk);
}

static void records__merged_and_parted__have_the_clocks_of_before(void **state)
{
	struct world *world = *state;
	unsigned random = 5;
	int more = 0, clocks = 0;

	for (int i = 0; i < 40; i++) {
		char one[16], other[16];
		struct file *before[2], *together, *after;

		snprintf(one, sizeof(one), "A-%d", i);
		snprintf(other, sizeof(other), "B-%d", i);
		record_some(world, one, &random);
		record_some(world, other, &random);
		world->ms += 1000 * (int64_t)(stage_chance(&random) % 864000);
		desk_refresh(world->desk);
		before[0] = taken(world->desk, one);
		before[1] = taken(world->desk, other);
		merged(world->desk, other, one);
		together = taken(world->desk, one);
		expect_no_breach_lost(before[0], together, world->desk->now);
		expect_no_breach_lost(before[1], together, world->desk->now);
		file_free(together);
		world->ms += 60 * 1000;
		desk_refresh(world->desk);
		parted(world->desk, other);
		for (int r = 0; r < 2; r++) {
			after = taken(world->desk, r ? other : one);
			expect_kept(before[r], after, &more);
			clocks += (int)after->clocks.n;
			file_free(before[r]);
			file_free(after);
		}
	}
	world_is_whole(world->desk);
	assert_true(more > 0 && clocks > 100);
}

static void hear(void *arg, const char *text)
{
	str_addf(arg, "%s\n", text);
}

static bool keep_event(void *arg, const struct joined_row *row)
{
	snprintf(arg, ID_SIZE, "%s", row->event);
	return true;
}

static void check__tells_of_a_merge_that_its_events_do_not(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct str_buf said = { 0 };
	struct error err = { 0 };
	char event[ID_SIZE] = "";
	int faults;

	record(desk, "C-1", "contact.received", "2024-03-01 09:00", "rating=amber", NULL);
	record(desk, "C-2", "contact.received", "2024-03-01 09:00", "rating=green", NULL);
	/* Back and forth, and the other way round, within one second. */
	merged(desk, "C-2", "C-1");
	parted(desk, "C-2");
	merged(desk, "C-1", "C-2");
	parted(desk, "C-1");
	merged(desk, "C-2", "C-1");
	world_is_whole(desk);
	assert_true(joined_all(desk->store, keep_event, event, &err));
	assert_true(store_begin(desk->store, &err));
	assert_true(joined_end(desk->store, event, desk->now + 60, &err));
	assert_true(store_commit(desk->store, &(bool){ false }, &err));
	assert_true(keep_check(desk, hear, &said, &faults, &err));
	assert_true(faults > 0);
	assert_non_null(strstr(said.text, "C-2: what is stored of its being merged is not what its events say"));
	str_done(&said);
}

static void merging__needs_a_reason_and_the_right(void **state)
{
	struct world *world = *state;
	struct desk *rea = world_desk(world, "rea");
	struct error err = { 0 };

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	record(world->desk, "C-2", "contact.received", NULL, NULL);
	assert_non_null(strstr(refusal(act_merge(world->desk, "C-2", "C-1", "", &err), &err), "reason"));
	assert_non_null(strstr(refusal(act_merge(rea, "C-2", "C-1", "one child", &err), &err), "does not permit"));
	desk_close(rea);
}

/* The chronology of a page as it is read, newest first, but for the lines of merging and parting; owned. */
static char *chronology(struct desk *desk, const char *reference, int *links)
{
	struct error err = { 0 };
	struct case_page *page = case_page_open(desk, reference, &err);
	struct str_buf text = { 0 };

	if (!page)
		fail_msg("%s", err.text);
	for (size_t i = 0; i < page->n_events; i++) {
		const struct page_event *event = &page->events[i];

		if (strncmp(event->kind, "record.", strlen("record.")) == 0) {
			(*links)++;
			assert_false(event->removed);
			continue;
		}
		str_addf(&text, "%s %lld, recorded %lld by %s%s %s\n", event->kind, (long long)event->at,
			 (long long)event->recorded, event->recorded_by, event->removed ? ", taken back" : "",
			 event->removed_note ? event->removed_note : "");
	}
	case_page_free(page);
	str_add(&text, "");
	return str_take(&text);
}

static void expect_chronology(struct desk *desk, const char *reference, const char *wanted, int wanted_links)
{
	int links = 0;
	char *found = chronology(desk, reference, &links);

	assert_string_equal(found, wanted);
	assert_int_equal(links, wanted_links);
	free(found);
}

static void chronology__of_a_parted_record__reads_as_before(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct error err = { 0 };
	struct act_result note;
	int64_t known = desk->known;
	int links = 0;
	char *before, *then, *one;

	record(desk, "C-1", "contact.received", "2024-03-01 09:00", "rating=amber", NULL);
	record(desk, "C-2", "contact.received", "2024-03-01 08:00", "rating=green", NULL);
	world_at(world, "2024-03-02 09:00");
	note = record(desk, "C-2", "care.started", "2024-03-02 08:00", NULL);
	one = chronology(desk, "C-1", &links);
	then = chronology(desk, "C-2", &links);
	world_at(world, "2024-03-03 09:00");
	assert_true(act_void(desk, note.event, "never", &err));
	record(desk, "C-2", "contact.decided", "2024-03-03 08:00", "outcome=nfa", NULL);
	before = chronology(desk, "C-2", &links);
	assert_int_equal(links, 0);
	world_at(world, "2024-03-05 09:00");
	merged(desk, "C-2", "C-1");
	world_at(world, "2024-03-06 09:00");
	parted(desk, "C-2");
	world_at(world, "2024-03-07 09:00");
	expect_chronology(desk, "C-2", before, 2);
	desk->known = when("2024-03-04 09:00");
	expect_chronology(desk, "C-2", before, 0);
	expect_chronology(desk, "C-1", one, 0);
	desk->known = when("2024-03-02 10:00");
	expect_chronology(desk, "C-2", then, 0);
	/* And again, there and back. */
	desk->known = known;
	merged(desk, "C-2", "C-1");
	world_at(world, "2024-03-08 09:00");
	parted(desk, "C-2");
	world_at(world, "2024-03-09 09:00");
	expect_chronology(desk, "C-2", before, 4);
	desk->known = when("2024-03-06 10:00");
	expect_chronology(desk, "C-2", before, 2);
	desk->known = when("2024-03-04 09:00");
	expect_chronology(desk, "C-2", before, 0);
	desk->known = known;
	world_is_whole(desk);
	free(before);
	free(then);
	free(one);
}

static void chronology__of_the_other_record__has_one_line_for_each_link(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct error err = { 0 };
	struct case_page *page;

	record(desk, "C-1", "contact.received", NULL, "rating=amber", NULL);
	record(desk, "C-2", "contact.received", NULL, "rating=green", NULL);
	world_at(world, "2024-03-01 10:00");
	merged(desk, "C-2", "C-1");
	world_at(world, "2024-03-01 11:00");
	parted(desk, "C-2");
	/* What is recorded afterwards on the one is not to be read on the other. */
	world_at(world, "2024-03-01 12:00");
	record(desk, "C-2", "care.started", NULL, NULL);
	page = case_page_open(desk, "C-1", &err);
	assert_non_null(page);
	assert_int_equal(page->n_events, 4);
	assert_string_equal(page->events[0].kind, "record.parted");
	assert_string_equal(page->events[1].kind, "record.merged");
	for (size_t i = 0; i < 4; i++) {
		bool came = strcmp(page->events[i].kind, "contact.received") == 0 &&
			    strstr(page->events[i].summary, "Green") != NULL;

		assert_true(page->events[i].removed == came);
		if (i > 1)
			assert_int_equal(page->events[i].recorded, when("2024-03-01 09:00"));
	}
	case_page_free(page);
	world_is_whole(desk);
}

/* The name as it was corrected is the later word, though what says it happened before. */
static void name__that_was_corrected__is_so_after_parting(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	const struct act_field field = { "name", "Ivy Ashdene" };
	struct act_result first;
	struct error err = { 0 };
	struct file *file;

	record(desk, "C-1", "contact.received", NULL, "rating=amber", NULL);
	first = record(desk, "C-2", "contact.received", "2024-03-01 07:00", "rating=green", "name=Ivy Ashden", NULL);
	record(desk, "C-2", "contact.received", "2024-03-01 08:00", "rating=green", "name=Ivy Ashden", NULL);
	world_at(world, "2024-03-01 10:00");
	assert_true(act_replace(desk, first.event, &field, 1, INSTANT_NONE, false, "misheard", &first, &err));
	merged(desk, "C-2", "C-1");
	world_at(world, "2024-03-01 11:00");
	parted(desk, "C-2");
	file = taken(desk, "C-2");
	assert_string_equal(file->name, "Ivy Ashdene");
	file_free(file);
	world_is_whole(desk);
}

#define IN_WORLD(test) cmocka_unit_test_setup_teardown(test, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_WORLD(merged_records__are_one_and_part_again),
		IN_WORLD(reference__of_a_merged_record_leads_to_the_other),
		IN_WORLD(breach__on_either_record__stays_to_be_seen),
		IN_WORLD(breach__while_merged__is_withdrawn_where_it_was_seen),
		IN_WORLD(known_then__shows_the_records_as_they_stood),
		IN_WORLD(closure__of_one_record__does_not_close_the_other),
		IN_WORLD(chain__is_read_as_one_and_part_where_it_was_joined),
		IN_WORLD(correction__of_a_merged_event__stays_with_its_record),
		IN_WORLD(records__merged_and_parted_at_random__stay_whole),
		IN_WORLD(records__merged_and_parted__have_the_clocks_of_before),
		IN_WORLD(parted_record__has_the_worker_and_team_of_before),
		IN_WORLD(chronology__of_a_parted_record__reads_as_before),
		IN_WORLD(chronology__of_the_other_record__has_one_line_for_each_link),
		IN_WORLD(name__that_was_corrected__is_so_after_parting),
		IN_WORLD(check__tells_of_a_merge_that_its_events_do_not),
		cmocka_unit_test_setup_teardown(merging__needs_a_reason_and_the_right, world_setup_rehearsing, world_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
