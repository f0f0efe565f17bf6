/* P7 and P9: deriving clocks in memory, and adding working days against the bare prefix table.
 * Prints one line a figure: "P7 <clocks a second>" and "P9 <ratio> <ours ns> <floor ns>". */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../clock/kit.h"

enum { RUNS = 9 };

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double median(double *values)
{
	qsort(values, RUNS, sizeof *values, by_value);
	return values[RUNS / 2];
}

/* The floor: the same two look-ups with nothing around them. */
static int32_t floor_next[CIVIL_LAST - CIVIL_FIRST + 1], floor_before[CIVIL_LAST - CIVIL_FIRST + 1];

static void floor_build(const struct calendar *calendar)
{
	int32_t n = 0;

	for (int32_t day = CIVIL_FIRST; day <= CIVIL_LAST; day++) {
		if (calendar_is_open(calendar, day))
			floor_next[n++] = day;
		floor_before[day - CIVIL_FIRST] = n;
	}
}

static void adding(struct kit *kit)
{
	double ours[RUNS], bare[RUNS];
	volatile int64_t sink = 0;
	enum { TIMES = 4000000 };

	floor_build(kit->calendar);
	for (int run = 0; run < RUNS; run++) {
		double began = seconds();

		for (int i = 0; i < TIMES; i++)
			sink += calendar_add(kit->calendar, CIVIL_FIRST + i % 30000, 1 + i % 60);
		ours[run] = (seconds() - began) / TIMES * 1e9;
		began = seconds();
		for (int i = 0; i < TIMES; i++)
			sink += floor_next[floor_before[i % 30000] + i % 60];
		bare[run] = (seconds() - began) / TIMES * 1e9;
	}
	printf("P9 %.2f %.2f %.2f\n", median(ours) / median(bare), median(ours), median(bare));
}

static void front_door(struct kit *kit)
{
	struct kit *k = kit;

	kit_rule(k, (struct timescale){ .key = "mash.24h", .starts = kit_start(k, "received"),
					.when = kit_when(k, "rating", OP_ONE_OF, "red amber"), .stop = kit_matches(k, "decided"),
					.until = kit_matches(k, "closed"), .limits = kit_limit(k, "24 hours"), .n_limits = 1 });
	kit_rule(k, (struct timescale){ .key = "mash.4h", .starts = kit_start(k, "received"),
					.when = kit_when(k, "rating", OP_IS, "red"), .stop = kit_matches(k, "strategy"),
					.until = kit_matches(k, "decided closed"), .limits = kit_limit(k, "4 hours"),
					.n_limits = 1 });
	kit_rule(k, (struct timescale){ .key = "assessment.45", .starts = kit_start(k, "referral"),
					.stop = kit_matches(k, "authorised"), .limits = kit_limit(k, "45 working days"),
					.n_limits = 1 });
	kit_rule(k, (struct timescale){ .key = "visit", .starts = kit_start(k, "plan"), .stop = kit_matches(k, "visit"),
					.repeat = true, .limits = kit_limit(k, "10 working days"), .n_limits = 1 });
	kit_event(k, "received 2024-03-01T09:00 of=A rating=red");
	kit_event(k, "strategy 2024-03-01T11:00 of=A");
	kit_event(k, "decided 2024-03-01T15:00 of=A");
	kit_event(k, "referral 2024-03-01T15:00 of=R out=A");
	kit_event(k, "authorised 2024-04-18T15:00 of=R");
	kit_event(k, "plan 2024-04-19 of=P");
	kit_event(k, "visit 2024-04-25T10:00 of=P");
	kit_event(k, "visit 2024-05-09T10:00 of=P");
	kit_event(k, "visit 2024-05-22T10:00 of=P");
}

static void deriving(struct kit *kit)
{
	double rate[RUNS];
	enum { TIMES = 60000 };
	const struct revision *revision = &kit->revision;

	front_door(kit);
	kit_show(kit, "2024-06-01", NULL);
	for (int run = 0; run < RUNS; run++) {
		double began = seconds();
		size_t clocks = 0;

		for (int i = 0; i < TIMES; i++) {
			derive(&revision, 1, &kit->history,
			       (struct derive_view){ kit_time("2024-06-01"), INT64_MAX }, &kit->list);
			clocks += kit->list.n;
		}
		rate[run] = (double)clocks / (seconds() - began);
	}
	printf("P7 %.0f\n", median(rate));
}

int main(void)
{
	struct kit *kit = kit_new();

	adding(kit);
	deriving(kit);
	kit_free(kit);
	return 0;
}
