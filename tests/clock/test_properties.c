/* What must hold for any events and any policy: random histories, the same for the same seed. */
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
#include "random.h"

enum { HISTORIES = 1200 };

/* Which histories: with `test_properties FIRST COUNT` others than those that every build tries. */
struct seeds {
	uint64_t first, count;
	bool usual;
};

/* Histories in which a breach was once lost, or thought to be. */
static const uint64_t once_lost[] = { 190897, 237731, 250794, 318831, 498626, 513965, 1850271,
				      3234149, 3651079, 5284080 };

static int64_t check_breaches(uint64_t seed)
{
	struct kit *kit = random_kit(seed);
	struct clock_list seen[7] = { { .again = 0 } };
	int64_t at[7], checked = 0;

	for (size_t i = 0; i < 7; i++) {
		at[i] = kit_time("2024-03-25") + 86400 * 2 * (int64_t)i + (int64_t)(seed * 9770 % 172800);
		kit_derive(kit, at[i], at[i]);
		seen[i] = kit->list;
		kit->list = (struct clock_list){ .again = INSTANT_NONE };
		for (size_t j = 0; j < i; j++) {
			const struct clock *lost = lost_breach(kit, &seen[j], at[j], &seen[i], at[i]);

			if (lost != NULL)
				fail_msg("seed %llu: %s of about %d, overdue at %zu, is gone at %zu",
					 (unsigned long long)seed, lost->rule->key, lost->about, j, i);
			checked += (int64_t)seen[j].n;
		}
	}
	for (size_t i = 0; i < 7; i++)
		clock_list_done(&seen[i]);
	kit_free(kit);
	return checked;
}

/* Rule 9, through corrections of events, of the policy and of the calendar. */
static void an_overdue_clock_never_disappears(void **state)
{
	const struct seeds *seeds = *state;
	int64_t checked = 0;

	for (uint64_t seed = seeds->first; seed < seeds->first + seeds->count; seed++)
		checked += check_breaches(seed);
	assert_true(!seeds->usual || checked > 10000);
}

static void a_breach_that_was_once_lost_is_not(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof once_lost / sizeof *once_lost; i++)
		assert_true(check_breaches(once_lost[i]) > 0);
}

static void check_moved_on(const struct clock *first, const struct clock *second, int64_t now, int64_t then)
{
	const struct clock_times *times = &first->times;
	enum clock_status was = clock_status(times, now), is = clock_status(&second->times, then);
	int64_t change = clock_next_change(times, now);

	if (was <= STATUS_OVERDUE)
		assert_true(is >= was && is <= STATUS_OVERDUE);
	else
		assert_int_equal(was, is);
	assert_true(change == INSTANT_NONE || change > now);
	if (change != INSTANT_NONE) {
		assert_int_equal(clock_status(times, change - 1), was);
		assert_int_not_equal(clock_status(times, change), was);
		assert_int_equal(is, clock_status(times, then));
	} else if (was != STATUS_PAUSED) {
		assert_int_equal(clock_status(times, now + (int64_t)86400 * 4000), was);
	}
}

/* Until `again` no clock comes or goes, and each moves only by the moments it told. */
static void status_moves_only_forward_while_nothing_happens(void **state)
{
	const struct seeds *seeds = *state;
	int waited = 0;

	for (uint64_t seed = seeds->first; seed < seeds->first + seeds->count; seed++) {
		struct kit *kit = random_kit(seed);
		int64_t now = kit_time("2024-05-01"), then = now + 86400 * (int64_t)(1 + seed % 40);
		struct clock_list first;

		kit_derive(kit, now, INT64_MAX);
		first = kit->list;
		kit->list = (struct clock_list){ .again = INSTANT_NONE };
		assert_true(first.again == INSTANT_NONE || first.again > now);
		if (first.again != INSTANT_NONE && first.again <= then) {
			then = first.again - 1;
			waited++;
		}
		kit_derive(kit, then, INT64_MAX);
		if (first.n != kit->list.n)
			fail_msg("seed %llu: %zu clocks become %zu", (unsigned long long)seed, first.n, kit->list.n);
		for (size_t i = 0; i < first.n; i++) {
			if (!same_place(&first.items[i], &kit->list.items[i]))
				fail_msg("seed %llu: clock %zu is not where it was", (unsigned long long)seed, i);
			check_moved_on(&first.items[i], &kit->list.items[i], now, then);
		}
		clock_list_done(&first);
		kit_free(kit);
	}
	assert_true(!seeds->usual || waited > 10);
}

/* Deriving step by step, with what was on record at each step, agrees with one derivation of all
 * that looks back to that step. */
static void step_by_step_and_from_scratch_agree(void **state)
{
	const struct seeds *seeds = *state;

	for (uint64_t seed = seeds->first; seed < seeds->first + seeds->count / 3; seed++) {
		struct kit *kit = random_kit(seed);
		struct clock_list step = { .again = 0 };
		struct event *some = mem_array(KIT_EVENTS, sizeof *some);

		for (int64_t day = 0; day < 12; day++) {
			int64_t now = kit_time("2024-03-25") + day * 86400 + 43200;
			struct history history;
			size_t n = 1;

			kit_derive(kit, now, now);
			history = kit->history;
			history.events = some;
			history.n_events = 0;
			for (size_t i = 0; i < kit->n_events; i++) {
				if (kit->events[i].recorded > now)
					continue;
				some[history.n_events] = kit->events[i];
				if (some[history.n_events].removed > now)
					some[history.n_events].removed = INSTANT_NONE;
				history.n_events++;
			}
			while (n <= kit->n_later && kit->revisions[n]->applied <= now)
				n++;
			derive(kit->revisions, n, &history, (struct derive_view){ now, INT64_MAX }, &step);
			assert_int_equal(step.n, kit->list.n);
			assert_int_equal(step.again, kit->list.again);
			for (size_t i = 0; i < step.n; i++)
				assert_memory_equal(&step.items[i].times, &kit->list.items[i].times,
						    sizeof(struct clock_times));
		}
		free(some);
		clock_list_done(&step);
		kit_free(kit);
	}
}

static void the_order_of_the_record_does_not_matter(void **state)
{
	const struct seeds *seeds = *state;
	struct event *shuffled = mem_array(KIT_EVENTS, sizeof *shuffled);
	struct clock_list other = { .again = 0 };

	for (uint64_t seed = seeds->first; seed < seeds->first + seeds->count; seed++) {
		struct kit *kit = random_kit(seed);
		struct dice dice = { seed * 31 };
		struct derive_view view = { kit_time("2024-04-05T12:00"), INT64_MAX };
		struct history history;

		kit_derive(kit, view.now, view.known);
		memcpy(shuffled, kit->events, kit->n_events * sizeof *shuffled);
		for (size_t i = kit->n_events - 1; i > 0; i--) {
			size_t j = roll(&dice, i + 1);
			struct event event = shuffled[i];

			shuffled[i] = shuffled[j];
			shuffled[j] = event;
		}
		history = kit->history;
		history.events = shuffled;
		derive(kit->revisions, 1 + kit->n_later, &history, view, &other);
		assert_int_equal(other.n, kit->list.n);
		for (size_t i = 0; i < other.n; i++) {
			const struct clock *a = &other.items[i], *b = &kit->list.items[i];

			assert_string_equal(a->opener->id, b->opener->id);
			assert_memory_equal(&a->times, &b->times, sizeof a->times);
			assert_true(a->flags == b->flags && a->rule == b->rule && a->interval == b->interval);
		}
		kit_free(kit);
	}
	clock_list_done(&other);
	free(shuffled);
}

/* A corrected holiday or limit leaves what had ended as it had been judged (rule 8). */
static void what_had_ended_before_a_correction_stays_as_it_was_judged(void **state)
{
	const struct seeds *seeds = *state;
	int64_t checked = 0;

	for (uint64_t seed = seeds->first; seed < seeds->first + seeds->count; seed++) {
		struct kit *kit = random_kit(seed);
		struct clock_list before = { .again = 0 };

		if (kit->n_later > 0) {
			int64_t applied = kit->later[0].applied;

			kit_derive(kit, applied - 1, applied - 1);
			before = kit->list;
			kit->list = (struct clock_list){ .again = INSTANT_NONE };
			kit_derive(kit, applied, applied);
		}
		for (size_t i = 0; i < before.n; i++) {
			const struct clock *was = &before.items[i];
			bool stands = was->withdrawn != INSTANT_NONE || was->ender == NULL;

			for (size_t j = 0; j < kit->list.n && !stands; j++)
				stands = same_place(&kit->list.items[j], was) &&
					 memcmp(&kit->list.items[j].times, &was->times, sizeof was->times) == 0;
			checked += was->ender != NULL;
			stands = stands || was->times.stopped >= kit->later[0].applied;
			if (!stands && was->ender->recorded < kit->later[0].applied)
				fail_msg("seed %llu: %s had ended and is judged again", (unsigned long long)seed,
					 was->rule->key);
		}
		clock_list_done(&before);
		kit_free(kit);
	}
	assert_true(!seeds->usual || checked > 100);
}

/* Three thousand events, a third of them recorded late, some taken back. */
static void a_long_history_is_derived(void **state)
{
	enum { MANY = 3000 };
	uint64_t seed = 7;
	struct kit *kit = random_kit(seed);
	struct event *events = mem_array(MANY, sizeof *events);
	char (*ids)[8] = mem_array(MANY, sizeof *ids);
	struct dice dice = { 7 };

	(void)state;
	for (kit_derive(kit, kit_time("2024-04-05"), INT64_MAX); kit->list.n < 5;
	     kit_derive(kit, kit_time("2024-04-05"), INT64_MAX)) {
		kit_free(kit);
		kit = random_kit(++seed);
	}
	for (size_t i = 0; i < MANY; i++) {
		snprintf(ids[i], sizeof ids[i], "%zu", i);
		events[i] = kit->events[roll(&dice, kit->n_events)];
		events[i].id = ids[i];
		events[i].at += (int64_t)i * 7200;
		events[i].recorded = events[i].first_recorded = events[i].at + (i % 3 == 0 ? 3600 * (int64_t)(i % 40) : 0);
		if (events[i].removed != INSTANT_NONE)
			events[i].removed = events[i].recorded + 3600;
	}
	kit->history.events = events;
	kit->history.n_events = MANY;
	derive(kit->revisions, 1, &kit->history, (struct derive_view){ kit_time("2025-04-05"), INT64_MAX }, &kit->list);
	assert_true(kit->list.n > 100);
	free(ids);
	free(events);
	kit_free(kit);
}

int main(int argc, char **argv)
{
	struct seeds seeds = { .first = 1, .count = HISTORIES, .usual = argc != 3 };

	if (argc == 3) {
		seeds.first = strtoull(argv[1], NULL, 10);
		seeds.count = strtoull(argv[2], NULL, 10);
	}
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_prestate(an_overdue_clock_never_disappears, &seeds),
		cmocka_unit_test(a_breach_that_was_once_lost_is_not),
		cmocka_unit_test_prestate(status_moves_only_forward_while_nothing_happens, &seeds),
		cmocka_unit_test_prestate(step_by_step_and_from_scratch_agree, &seeds),
		cmocka_unit_test_prestate(the_order_of_the_record_does_not_matter, &seeds),
		cmocka_unit_test_prestate(what_had_ended_before_a_correction_stays_as_it_was_judged, &seeds),
		cmocka_unit_test(a_long_history_is_derived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
