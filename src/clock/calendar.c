#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "clock/calendar.h"
#include "clock/civil.h"

enum { DAYS = CIVIL_LAST - CIVIL_FIRST + 1, DAY_MINUTES = 1440 };

struct closure {
	int32_t day;
	size_t order;	/* place in the list: of two reasons for a date the first counts */
	char *reason;
};

/* Dates are indices: 0 is CIVIL_FIRST. Worked out at the first question that needs it: to open a
 * screen whose clocks run in hours, no calendar has to count its days. */
struct count {
	bool done;
	int32_t upto[DAYS + 1];		/* working days before index i */
	int32_t open[DAYS];		/* the working days, as day numbers */
	int32_t n_open;
	int64_t *office;		/* office seconds of the days before index i; NULL without spans */
};

struct calendar {
	const struct zone *zone;
	int32_t known_until;
	bool open_weekday[7];
	struct closure *closures;	/* by day, one for each date */
	size_t n_closures;
	struct calendar_span *spans;	/* by weekday and time */
	size_t n_spans;
	size_t spans_of[8];		/* those of weekday w are spans_of[w] .. spans_of[w + 1] */
	struct count *count;		/* by count_of */
};

static int by_day(const void *a, const void *b)
{
	const struct closure *x = a;
	const struct closure *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return x->order < y->order ? -1 : 1;
}

static int by_time(const void *a, const void *b)
{
	const struct calendar_span *x = a;
	const struct calendar_span *y = b;

	if (x->weekday != y->weekday)
		return x->weekday - y->weekday;
	return x->from - y->from;
}

static void take_closures(struct calendar *calendar, const struct calendar_spec *spec)
{
	struct closure *kept;
	size_t n = 0;

	calendar->closures = mem_array(spec->n_closures, sizeof(*calendar->closures));
	for (size_t i = 0; i < spec->n_closures; i++) {
		const struct calendar_closure *given = &spec->closures[i];

		if (given->day >= CIVIL_FIRST && given->day <= CIVIL_LAST)
			calendar->closures[n++] = (struct closure){ given->day, i, NULL };
	}
	qsort(calendar->closures, n, sizeof(*calendar->closures), by_day);
	for (size_t i = 0; i < n; i++) {
		struct closure *closure = &calendar->closures[i];

		kept = &calendar->closures[calendar->n_closures];
		if (calendar->n_closures > 0 && kept[-1].day == closure->day)
			continue;
		closure->reason = mem_copy(spec->closures[closure->order].reason);
		if (!closure->reason)
			closure->reason = mem_copy(N_("Closure day"));
		*kept = *closure;
		calendar->n_closures++;
	}
}

static void take_spans(struct calendar *calendar, const struct calendar_spec *spec)
{
	calendar->spans = mem_array(spec->n_spans, sizeof(*calendar->spans));
	calendar->n_spans = spec->n_spans;
	if (spec->n_spans > 0)
		memcpy(calendar->spans, spec->spans, spec->n_spans * sizeof(*spec->spans));
	qsort(calendar->spans, spec->n_spans, sizeof(*calendar->spans), by_time);
	for (size_t i = 0; i < spec->n_spans; i++) {
		const struct calendar_span *span = &calendar->spans[i];

		assert(span->weekday >= 0 && span->weekday < 7);
		assert(span->from >= 0 && span->from < DAY_MINUTES);
		assert(span->to > span->from && span->to <= 2 * DAY_MINUTES);
		calendar->spans_of[span->weekday + 1] = i + 1;
	}
	for (int weekday = 1; weekday < 8; weekday++)
		if (calendar->spans_of[weekday] < calendar->spans_of[weekday - 1])
			calendar->spans_of[weekday] = calendar->spans_of[weekday - 1];
}

/* Done at most starts: nothing in the loop depends on a guess of the processor's. */
static void count_days(const struct calendar *calendar, struct count *count)
{
	const struct closure *next = calendar->closures, *end = next + calendar->n_closures;
	int32_t closed = next < end ? next->day : INT32_MAX, n = 0;
	int weekday = civil_weekday(CIVIL_FIRST);

	for (int32_t i = 0; i < DAYS; i++) {
		int32_t day = CIVIL_FIRST + i;

		count->upto[i] = n;
		count->open[n] = day;
		n += calendar->open_weekday[weekday] & (day != closed);
		weekday = weekday < 6 ? weekday + 1 : 0;
		if (day == closed)
			closed = ++next < end ? next->day : INT32_MAX;
	}
	count->upto[DAYS] = count->n_open = n;
}

static void count_office(const struct calendar *calendar, struct count *count);

static void count_all(const struct calendar *calendar)
{
	struct count *count = calendar->count;

	count_days(calendar, count);
	count->done = true;	/* the office hours of a day ask whether it is a working day */
	count_office(calendar, count);
}

static inline const struct count *count_of(const struct calendar *calendar)
{
	if (!calendar->count->done)
		count_all(calendar);
	return calendar->count;
}

/* The instant of a minute of a date, which may lie in the next one. */
static int64_t minute_of(const struct calendar *calendar, int32_t day, int minute)
{
	int64_t instant;

	zone_instant(calendar->zone, day + minute / DAY_MINUTES, minute % DAY_MINUTES * 60, &instant);
	return instant;
}

/* The spans that begin on a date: none unless it is a working day. */
static void spans_on(const struct calendar *calendar, int32_t day, size_t *from, size_t *to)
{
	int weekday = civil_weekday(day);

	*from = calendar->spans_of[weekday];
	*to = calendar_is_open(calendar, day) ? calendar->spans_of[weekday + 1] : *from;
}

/* Office seconds before `instant` of the spans that begin on a date. */
static int64_t seconds_on(const struct calendar *calendar, int32_t day, int64_t instant)
{
	int64_t seconds = 0;
	size_t i, end;

	for (spans_on(calendar, day, &i, &end); i < end; i++) {
		int64_t from = minute_of(calendar, day, calendar->spans[i].from);
		int64_t to = minute_of(calendar, day, calendar->spans[i].to);

		if (instant > from)
			seconds += (instant < to ? instant : to) - from;
	}
	return seconds;
}

/* The last date before the clocks change next after the beginning of a date. */
static int32_t eve_of_change(const struct calendar *calendar, int32_t day)
{
	int64_t change = zone_next_change(calendar->zone, zone_first(calendar->zone, day));

	return change == INT64_MAX ? INT32_MAX : zone_day(calendar->zone, change) - 1;
}

/* Only what begins on the date of a clock change or on its eve is worked out span by span: a
 * night shift is an hour longer or shorter then. */
static void count_office(const struct calendar *calendar, struct count *count)
{
	int32_t eve = eve_of_change(calendar, CIVIL_FIRST);
	int weekday = civil_weekday(CIVIL_FIRST);
	int64_t usual[7] = { 0 };
	int64_t sum = 0;

	if (calendar->n_spans == 0)
		return;
	count->office = mem_array(DAYS + 1, sizeof(*count->office));
	for (size_t i = 0; i < calendar->n_spans; i++)
		usual[calendar->spans[i].weekday] += (calendar->spans[i].to - calendar->spans[i].from) * 60;
	for (int32_t i = 0; i < DAYS; i++) {
		int32_t day = CIVIL_FIRST + i;

		count->office[i] = sum;
		if (day - 1 > eve)
			eve = eve_of_change(calendar, day);
		if (day >= eve)
			sum += seconds_on(calendar, day, INT64_MAX);
		else if (count->upto[i + 1] > count->upto[i])
			sum += usual[weekday];
		weekday = weekday < 6 ? weekday + 1 : 0;
	}
	count->office[DAYS] = sum;
}

struct calendar *calendar_new(const struct calendar_spec *spec)
{
	struct calendar *calendar = mem_new(sizeof(*calendar));

	assert(spec->zone);
	calendar->zone = spec->zone;
	calendar->known_until = spec->known_until;
	memcpy(calendar->open_weekday, spec->open_weekday, sizeof(calendar->open_weekday));
	take_closures(calendar, spec);
	take_spans(calendar, spec);
	calendar->count = mem_new(sizeof(*calendar->count));
	return calendar;
}

void calendar_free(struct calendar *calendar)
{
	if (!calendar)
		return;
	for (size_t i = 0; i < calendar->n_closures; i++)
		free(calendar->closures[i].reason);
	free(calendar->closures);
	free(calendar->spans);
	free(calendar->count->office);
	free(calendar->count);
	free(calendar);
}

const struct zone *calendar_zone(const struct calendar *calendar)
{
	return calendar->zone;
}

int32_t calendar_known_until(const struct calendar *calendar)
{
	return calendar->known_until;
}

bool calendar_has_hours(const struct calendar *calendar)
{
	return calendar->n_spans > 0;
}

/* Working days up to and including day. */
static inline int32_t upto(const struct count *count, int64_t day)
{
	if (day < CIVIL_FIRST)
		return 0;
	return day >= CIVIL_LAST ? count->n_open : count->upto[day - CIVIL_FIRST + 1];
}

/* The working day of a rank, 0 being the first of the calendar. */
static inline int32_t ranked(const struct count *count, int64_t rank)
{
	if (rank < 0)
		return CIVIL_FIRST;
	return rank >= count->n_open ? CIVIL_LAST : count->open[rank];
}

bool calendar_is_open(const struct calendar *calendar, int32_t day)
{
	const struct count *count = count_of(calendar);
	int32_t i = day - CIVIL_FIRST;

	return day >= CIVIL_FIRST && day <= CIVIL_LAST && count->upto[i + 1] > count->upto[i];
}

const char *calendar_reason(const struct calendar *calendar, int32_t day)
{
	static const char *const weekdays[] = {
		N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"),
		N_("Saturday"), N_("Sunday"),
	};
	size_t low = 0;
	size_t high = calendar->n_closures;

	if (calendar_is_open(calendar, day))
		return NULL;
	while (low < high) {
		size_t middle = (low + high) / 2;

		if (calendar->closures[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < calendar->n_closures && calendar->closures[low].day == day)
		return calendar->closures[low].reason;
	return weekdays[civil_weekday(day)];
}

int32_t calendar_add(const struct calendar *calendar, int32_t day, int n)
{
	const struct count *count = count_of(calendar);

	if (n >= 1)
		return ranked(count, (int64_t)upto(count, day) + n - 1);
	/* The rank of the first working day not before day, and n back from there. */
	return ranked(count, (int64_t)upto(count, (int64_t)day - 1) + n);
}

int calendar_count(const struct calendar *calendar, int32_t a, int32_t b)
{
	const struct count *count = count_of(calendar);

	return upto(count, b) - upto(count, a);
}

int32_t calendar_back(const struct calendar *calendar, int32_t day)
{
	const struct count *count = count_of(calendar);

	return ranked(count, (int64_t)upto(count, day) - 1);
}

int32_t calendar_forward(const struct calendar *calendar, int32_t day)
{
	const struct count *count = count_of(calendar);

	return ranked(count, upto(count, (int64_t)day - 1));
}

/* Office seconds from the beginning of the calendar up to an instant. A span over midnight
 * belongs to the working day on which it begins, so that today's and yesterday's are cut. */
static int64_t office_upto(const struct calendar *calendar, int64_t instant)
{
	const struct count *count = count_of(calendar);
	int32_t day = zone_day(calendar->zone, instant);
	int32_t i = day - CIVIL_FIRST;

	if (i < 0)
		return 0;
	if (i > DAYS)
		return count->office[DAYS];
	return count->office[i > 0 ? i - 1 : 0] + seconds_on(calendar, day - 1, instant) +
		seconds_on(calendar, day, instant);
}

/* The instant at which `total` office seconds have passed since the beginning of the
 * calendar. Where that is the end of one span and the beginning of the next, the first is
 * given, or the second when `latest`. The nearest end of the range beyond it. */
static int64_t office_instant(const struct calendar *calendar, int64_t total, bool latest)
{
	const struct count *count = count_of(calendar);
	int32_t low = 0;
	int32_t high = DAYS;
	int64_t left;
	size_t i, end;

	if (latest)
		total++;	/* the second that begins there, and one second back at the end */
	if (total <= 0)
		return zone_first(calendar->zone, CIVIL_FIRST);
	if (total > count->office[DAYS])
		return zone_last(calendar->zone, CIVIL_LAST);
	while (low < high) {
		int32_t middle = low + (high - low) / 2;

		if (count->office[middle + 1] < total)
			low = middle + 1;
		else
			high = middle;
	}
	left = total - count->office[low];
	for (spans_on(calendar, CIVIL_FIRST + low, &i, &end);; i++) {
		int64_t from, to;

		assert(i < end);	/* the spans of a date are as long as its sum says */
		from = minute_of(calendar, CIVIL_FIRST + low, calendar->spans[i].from);
		to = minute_of(calendar, CIVIL_FIRST + low, calendar->spans[i].to);
		if (left <= to - from)
			return from + left - latest;
		left -= to - from;
	}
}

/* True inside a span, both ends included. */
static bool in_office(const struct calendar *calendar, int64_t instant)
{
	int32_t today = zone_day(calendar->zone, instant);

	for (int32_t day = today - 1; day <= today; day++) {
		size_t i, end;

		for (spans_on(calendar, day, &i, &end); i < end; i++)
			if (instant >= minute_of(calendar, day, calendar->spans[i].from) &&
			    instant <= minute_of(calendar, day, calendar->spans[i].to))
				return true;
	}
	return false;
}

int64_t calendar_add_office(const struct calendar *calendar, int64_t from, int64_t seconds)
{
	int64_t to;

	assert(calendar->n_spans > 0 && seconds >= 0);
	if (seconds == 0 && in_office(calendar, from))
		return from;
	to = office_instant(calendar, office_upto(calendar, from) + seconds, seconds == 0);
	return to > from ? to : from;
}

int64_t calendar_count_office(const struct calendar *calendar, int64_t a, int64_t b)
{
	assert(calendar->n_spans > 0);
	return b > a ? office_upto(calendar, b) - office_upto(calendar, a) : 0;
}

int64_t calendar_back_office(const struct calendar *calendar, int64_t to, int64_t seconds)
{
	int64_t from;

	assert(calendar->n_spans > 0 && seconds >= 0);
	from = office_instant(calendar, office_upto(calendar, to) - seconds, true);
	return from < to ? from : to;
}
