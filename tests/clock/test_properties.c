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
#include "kit.h"

enum { HISTORIES = 1500, MOST_EVENTS = 24 };

struct dice {
	uint64_t state;
};

static uint64_t roll(struct dice *dice, uint64_t sides)
{
	uint64_t z = (dice->state += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (z ^ (z >> 31)) % sides;
}

static const char *pick(struct dice *dice, const char *const *of, size_t n)
{
	return of[roll(dice, n)];
}

static void random_rule(struct kit *kit, struct dice *dice, const char *key)
{
	static const char *const limits[] = { "4 hours", "24 hours", "2 working days", "3 days", "1 week",
					      "1 month, then 2 weeks", "6 office hours", "90 minutes" };
	static const char *const warns[] = { "1 hour", "1 working day", "2 days", "3 office hours" };
	const char *limit = pick(dice, limits, 8);
	struct timescale *rule = kit_rule(kit, (struct timescale){
		.key = key, .starts = kit_start(kit, roll(dice, 2) ? "start" : "start case.reopened"),
		.stop = kit_matches(kit, roll(dice, 3) ? "stop" : "stop other"), .until = kit_matches(kit, "until"),
		.limits = kit_limit(kit, limit), .n_limits = strchr(limit, ',') ? 2 : 1,
		.warns = kit_warn(kit, pick(dice, warns, 4)), .n_warns = 1, .repeat = roll(dice, 3) == 0,
		.restart = roll(dice, 5) == 0, .each_start = roll(dice, 5) == 0,
		.reopen = (enum reopen_rule)roll(dice, 3), .scope = roll(dice, 4) ? SCOPE_ABOUT : SCOPE_CASE });

	rule->each_start = rule->each_start && !rule->repeat;
	if (roll(dice, 2))
		rule->when = kit_when(kit, "rating", roll(dice, 2) ? OP_IS : OP_IS_NOT, roll(dice, 2) ? "red" : "amber");
	if (roll(dice, 3) == 0) {
		rule->pause = kit_matches(kit, "pause");
		rule->resume = kit_matches(kit, "resume");
	}
}

static void show_minute(int64_t minute, bool timed, char *out, size_t size)
{
	char date[CIVIL_SIZE];

	civil_iso(civil_day(2024, 3, 25) + (int32_t)(minute / 1440), date);
	if (timed)
		snprintf(out, size, "%sT%02d:%02d", date, (int)(minute / 60 % 24), (int)(minute % 60));
	else
		snprintf(out, size, "%s", date);
}

static void random_event(struct kit *kit, struct dice *dice)
{
	static const char *const kinds[] = { "start", "start", "start", "stop", "stop", "other", "until", "rated", "rated",
					     "pause", "resume", "case.closed", "case.reopened", "about.closed" };
	static const char *const abouts[] = { "of=A", "of=A", "of=B", "of=C out=A", "" };
	static const char *const ratings[] = { "rating=red", "rating=amber", "rating=!odd", "" };
	int64_t at = (int64_t)roll(dice, 1440 * 9), recorded = at, gone;
	char words[200], when[40], rec[40], removed[60] = "";
	const char *kind = pick(dice, kinds, 14);
	bool timed = roll(dice, 5) != 0;

	if (roll(dice, 3) == 0)
		recorded += (int64_t)roll(dice, 1440 * 3);
	if (!timed)
		recorded += 1440;
	gone = recorded + 1 + (int64_t)roll(dice, 1440 * 4);
	if (roll(dice, 6) == 0) {
		show_minute(gone, true, when, sizeof when);
		snprintf(removed, sizeof removed, "gone=%s", when);
	}
	show_minute(at, timed, when, sizeof when);
	show_minute(recorded, true, rec, sizeof rec);
	snprintf(words, sizeof words, "%s %s %s rec=%s %s %s", kind, when,
		 strncmp(kind, "case.", 5) == 0 ? "" : pick(dice, abouts, 5), rec, removed,
		 strcmp(kind, "rated") == 0 || strcmp(kind, "start") == 0 ? pick(dice, ratings, 4) : "");
	kit_event(kit, words);
}

static struct kit *random_kit(uint64_t seed)
{
	static const char *const keys[] = { "a", "b", "c", "d" };
	struct dice dice = { seed };
	struct kit *kit = kit_new();
	size_t rules = 1 + roll(&dice, 4), events = 2 + roll(&dice, MOST_EVENTS - 2);

	for (size_t i = 0; i < rules; i++)
		random_rule(kit, &dice, keys[i]);
	for (size_t i = 0; i < events; i++)
		random_event(kit, &dice);
	return kit;
}

/* Two starts known by date only can begin in one instant, so a clock is told by its place too. */
static bool same_place(const struct clock *a, const struct clock *b)
{
	return a->rule == b->rule && a->about == b->about && a->spell == b->spell && a->interval == b->interval &&
	       a->times.started == b->times.started && a->withdrawn == b->withdrawn && a->opener == b->opener;
}

/* A clock overdue at one state of knowledge is, at every later one, in the list as a breach: of the
 * same start, or withdrawn, or (its start corrected) in the same place. */
static bool is_kept(const struct clock_list *list, const struct clock *was, int64_t now)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct clock *is = &list->items[i];
		enum clock_status status = clock_status(&is->times, now);

		if (is->rule == was->rule && is->about == was->about &&
		    (status == STATUS_OVERDUE || status == STATUS_LATE || status == STATUS_WITHDRAWN) &&
		    (is->times.started == was->times.started || is->interval == was->interval))
			return true;
	}
	return false;
}

static void show_at(struct kit *kit, struct clock_list *list, int64_t now, int64_t known)
{
	const struct revision *revision = &kit->revision;

	kit->history.events = kit->events;
	kit->history.n_events = kit->n_events;
	kit->history.abouts = kit->abouts;
	kit->history.n_abouts = kit->n_abouts;
	derive(&revision, 1, &kit->history, (struct derive_view){ now, known }, list);
}

static void an_overdue_clock_never_disappears(void **state)
{
	int64_t checked = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= HISTORIES; seed++) {
		struct kit *kit = random_kit(seed);
		struct clock_list before = { .again = 0 }, after = { .again = 0 };

		for (int64_t day = 0; day < 16; day++) {
			int64_t now = kit_time("2024-03-25") + day * 86400 + (int64_t)(seed * 977 % 86400);

			show_at(kit, &before, now, now);
			for (int64_t later = day + 1; later < 18; later += 3) {
				int64_t then = now + (later - day) * 86400;

				show_at(kit, &after, then, then);
				for (size_t i = 0; i < before.n; i++) {
					enum clock_status status = clock_status(&before.items[i].times, now);

					if (status != STATUS_OVERDUE && status != STATUS_LATE)
						continue;
					checked++;
					if (!is_kept(&after, &before.items[i], then))
						fail_msg("seed %llu: %s overdue on day %lld is gone on day %lld",
							 (unsigned long long)seed, before.items[i].rule->key,
							 (long long)day, (long long)later);
				}
			}
		}
		clock_list_done(&before);
		clock_list_done(&after);
		kit_free(kit);
	}
	assert_true(checked > 10000);
}

static void status_moves_only_forward_while_nothing_happens(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= HISTORIES; seed++) {
		struct kit *kit = random_kit(seed);
		struct clock_list first = { .again = 0 }, second = { .again = 0 };
		int64_t now = kit_time("2024-04-12"), then = now + 86400 * (int64_t)(1 + seed % 40);

		show_at(kit, &first, now, INT64_MAX);
		show_at(kit, &second, then, INT64_MAX);
		assert_int_equal(first.n, second.n);
		for (size_t i = 0; i < first.n; i++) {
			const struct clock_times *times = &first.items[i].times;
			enum clock_status was = clock_status(times, now), is = clock_status(&second.items[i].times, then);
			int64_t change = clock_next_change(times, now);

			if (!same_place(&first.items[i], &second.items[i]))
				fail_msg("seed %llu: clock %zu is not where it was", (unsigned long long)seed, i);
			if (was <= STATUS_OVERDUE)
				assert_true(is >= was && is <= STATUS_OVERDUE);
			else
				assert_int_equal(was, is);
			assert_true(change == INSTANT_NONE || change > now);
			if (change != INSTANT_NONE) {
				assert_int_equal(clock_status(times, change - 1), was);
				assert_int_not_equal(clock_status(times, change), was);
			} else if (was != STATUS_PAUSED) {
				assert_int_equal(clock_status(times, now + 86400 * 4000), was);
			}
		}
		clock_list_done(&first);
		clock_list_done(&second);
		kit_free(kit);
	}
}

/* Deriving step by step, with what was on record at each step, agrees with one derivation of all
 * that looks back to that step. */
static void step_by_step_and_from_scratch_agree(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= HISTORIES / 3; seed++) {
		struct kit *kit = random_kit(seed);
		const struct revision *revision = &kit->revision;
		struct clock_list scratch = { .again = 0 }, step = { .again = 0 };
		struct event *some = mem_array(KIT_EVENTS, sizeof *some);

		for (int64_t day = 0; day < 12; day++) {
			int64_t now = kit_time("2024-03-25") + day * 86400 + 43200;
			struct history history;

			show_at(kit, &scratch, now, now);
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
			derive(&revision, 1, &history, (struct derive_view){ now, INT64_MAX }, &step);
			assert_int_equal(step.n, scratch.n);
			for (size_t i = 0; i < step.n; i++)
				assert_memory_equal(&step.items[i].times, &scratch.items[i].times, sizeof(struct clock_times));
		}
		free(some);
		clock_list_done(&scratch);
		clock_list_done(&step);
		kit_free(kit);
	}
}

static void the_order_of_the_record_does_not_matter(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= HISTORIES; seed++) {
		struct kit *kit = random_kit(seed);
		struct dice dice = { seed * 31 };
		char *plain = mem_copy(kit_show(kit, "2024-04-05T12:00", NULL));

		for (size_t i = kit->n_events - 1; i > 0; i--) {
			size_t j = roll(&dice, i + 1);
			struct event event = kit->events[i];

			kit->events[i] = kit->events[j];
			kit->events[j] = event;
		}
		assert_string_equal(kit_show(kit, "2024-04-05T12:00", NULL), plain);
		free(plain);
		kit_free(kit);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_overdue_clock_never_disappears),
		cmocka_unit_test(status_moves_only_forward_while_nothing_happens),
		cmocka_unit_test(step_by_step_and_from_scratch_agree),
		cmocka_unit_test(the_order_of_the_record_does_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
