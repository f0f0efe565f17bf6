#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "core/words.h"

enum { MINUTE = 60, HOUR = 3600, DAY_OF_HOURS = 24 * 3600 };

static const char *const status_words[STATUSES] = {
	[STATUS_ON_TRACK] = N_("on track"),
	[STATUS_DUE_SOON] = N_("due soon"),
	[STATUS_OVERDUE] = N_("overdue"),
	[STATUS_PAUSED] = N_("paused"),
	[STATUS_MET] = N_("met"),
	[STATUS_LATE] = N_("late"),
	[STATUS_ENDED] = N_("ended"),
	[STATUS_WITHDRAWN] = N_("withdrawn"),
	[STATUS_ATTENTION] = N_("needs attention"),
};

/* The reasons that a calendar gives, so that they are found for translation. */
static const char *const reasons[] = {
	N_("Saturday"),
	N_("Sunday"),
	N_("Monday"),
	N_("Tuesday"),
	N_("Wednesday"),
	N_("Thursday"),
	N_("Friday"),
	N_("New Year’s Day"),
	N_("Good Friday"),
	N_("Easter Monday"),
	N_("Early May bank holiday"),
	N_("Spring bank holiday"),
	N_("Summer bank holiday"),
	N_("Christmas Day"),
	N_("Boxing Day"),
	N_("No office hours"),
};

const char *words_status(enum clock_status status)
{
	return _(status_words[status]);
}

const char *words_rating(const char *rating)
{
	static const char *const ratings[] = { N_("red"), N_("amber"), N_("green") };

	for (size_t i = 0; i < sizeof ratings / sizeof *ratings; i++)
		if (strcmp(ratings[i], rating) == 0)
			return _(ratings[i]);
	return rating;
}

int words_rating_rank(const char *rating)
{
	static const char *const known[] = { "red", "amber", "green" };

	for (int i = 0; i < 3; i++)
		if (rating && strcmp(known[i], rating) == 0)
			return i;
	return rating && *rating ? 3 : 4;
}

void words_limit(struct limit limit, char out[WORDS_SIZE])
{
	unsigned long n = (unsigned long)limit.n;
	const char *bar;

	switch (limit.unit) {
	case UNIT_MINUTES:
		snprintf(out, WORDS_SIZE, ngettext("%d minute", "%d minutes", n), limit.n);
		return;
	case UNIT_HOURS:
		snprintf(out, WORDS_SIZE, ngettext("%d hour", "%d hours", n), limit.n);
		return;
	case UNIT_OFFICE_MINUTES:
		snprintf(out, WORDS_SIZE, ngettext("%d office minute", "%d office minutes", n), limit.n);
		return;
	case UNIT_OFFICE_HOURS:
		snprintf(out, WORDS_SIZE, ngettext("%d office hour", "%d office hours", n), limit.n);
		return;
	case UNIT_WORKING_DAYS:
		snprintf(out, WORDS_SIZE, ngettext("%d working day", "%d working days", n), limit.n);
		return;
	case UNIT_DAYS:
		snprintf(out, WORDS_SIZE, ngettext("%d day", "%d days", n), limit.n);
		return;
	case UNIT_WEEKS:
		snprintf(out, WORDS_SIZE, ngettext("%d week", "%d weeks", n), limit.n);
		return;
	case UNIT_MONTHS:
		snprintf(out, WORDS_SIZE, ngettext("%d month", "%d months", n), limit.n);
		return;
	case UNIT_YEARS:
		/* TRANSLATORS: a length of time, not an age; what is before the bar is not shown. */
		snprintf(out, WORDS_SIZE, ngettext("limit|%d year", "limit|%d years", n), limit.n);
		bar = strchr(out, '|');
		if (bar)
			memmove(out, bar + 1, strlen(bar));
		return;
	}
}

const char *words_reason(const char *reason)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (strcmp(reasons[i], reason) == 0)
			return _(reasons[i]);
	return i18n_text(reason);
}

/* "2h 13m", "1d 3h", "5m": the two largest parts of seconds, rounded down or up to the smaller of
 * them; days only where a day is 24 hours (not for office time). */
static void lasting(int64_t seconds, bool up, bool days, char out[WORDS_SIZE])
{
	int64_t part = days && seconds >= DAY_OF_HOURS ? HOUR : MINUTE;

	if (up) {
		seconds = (seconds + part - 1) / part * part;
		if (days && part == MINUTE && seconds >= DAY_OF_HOURS)
			part = HOUR;	/* 23h 59m 30s over is 1d over */
	}
	if (part == HOUR) {
		int64_t d = seconds / DAY_OF_HOURS, h = seconds % DAY_OF_HOURS / HOUR;

		/* TRANSLATORS: days and hours */
		if (h)
			snprintf(out, WORDS_SIZE, _("%lldd %lldh"), (long long)d, (long long)h);
		else
			snprintf(out, WORDS_SIZE, _("%lldd"), (long long)d);
		return;
	}
	if (seconds < HOUR)
		snprintf(out, WORDS_SIZE, _("%lldm"), (long long)(seconds / MINUTE));
	else if (seconds % HOUR / MINUTE)
		/* TRANSLATORS: hours and minutes */
		snprintf(out, WORDS_SIZE, _("%lldh %lldm"), (long long)(seconds / HOUR),
			 (long long)(seconds % HOUR / MINUTE));
	else
		snprintf(out, WORDS_SIZE, _("%lldh"), (long long)(seconds / HOUR));
}

/* How a clock is counted for a person. */
enum manner { BY_SECONDS, BY_OFFICE, BY_WORKING_DAYS, BY_DATES };

/* A date limit that ends within its date (a moment held in a field) is told in hours. */
static enum manner manner_of(const struct clock_times *times, const struct calendar *calendar)
{
	const struct zone *zone = calendar_zone(calendar);
	bool ends_its_date = zone_last(zone, zone_day(zone, times->due)) == times->due;

	switch (times->unit) {
	case UNIT_MINUTES:
	case UNIT_HOURS:
		return BY_SECONDS;
	case UNIT_OFFICE_MINUTES:
	case UNIT_OFFICE_HOURS:
		return calendar_has_hours(calendar) ? BY_OFFICE : BY_SECONDS;
	case UNIT_WORKING_DAYS:
		return BY_WORKING_DAYS;
	case UNIT_DAYS:
	case UNIT_WEEKS:
	case UNIT_MONTHS:
	case UNIT_YEARS:
		return ends_its_date ? BY_DATES : BY_SECONDS;
	}
	return BY_SECONDS;
}

/* From now to the due (which is not before), rounded down; empty where it is the date of today. */
static void left(const struct clock_times *times, const struct calendar *calendar, int64_t now,
		 char out[WORDS_SIZE])
{
	const struct zone *zone = calendar_zone(calendar);
	enum manner manner = manner_of(times, calendar);
	int32_t today = zone_day(zone, now), day = zone_day(zone, times->due);

	out[0] = '\0';
	switch (manner) {
	case BY_SECONDS:
	case BY_OFFICE: {
		int64_t seconds = manner == BY_OFFICE ? calendar_count_office(calendar, now, times->due)
						      : times->due - now;

		if (seconds < MINUTE)
			snprintf(out, WORDS_SIZE, "%s", _("under 1m"));
		else
			lasting(seconds, false, manner == BY_SECONDS, out);
		return;
	}
	case BY_WORKING_DAYS:
		if (day != today)
			/* TRANSLATORS: working days */
			snprintf(out, WORDS_SIZE, _("%d wd"), calendar_count(calendar, today, day));
		return;
	case BY_DATES:
		if (day != today)
			snprintf(out, WORDS_SIZE, _("%dd"), (int)(day - today));
		return;
	}
}

/* From the due to `then` (which is after it), rounded up. */
static void over(const struct clock_times *times, const struct calendar *calendar, int64_t then,
		 char out[WORDS_SIZE])
{
	const struct zone *zone = calendar_zone(calendar);
	enum manner manner = manner_of(times, calendar);
	int32_t on = zone_day(zone, then), day = zone_day(zone, times->due);

	switch (manner) {
	case BY_SECONDS:
	case BY_OFFICE: {
		int64_t seconds = manner == BY_OFFICE ? calendar_count_office(calendar, times->due, then)
						      : then - times->due;

		lasting(seconds > 0 ? seconds : 1, true, manner == BY_SECONDS, out);
		return;
	}
	case BY_WORKING_DAYS: {
		int n = calendar_count(calendar, day, on);

		snprintf(out, WORDS_SIZE, _("%d wd"), n > 0 ? n : 1);
		return;
	}
	case BY_DATES:
		snprintf(out, WORDS_SIZE, _("%dd"), (int)(on - day));
		return;
	}
}

void words_left(const struct clock_times *times, const struct calendar *calendar, int64_t now,
		char out[WORDS_SIZE])
{
	enum clock_status status = clock_status(times, now > times->started ? now : times->started);
	char length[WORDS_SIZE];

	switch (status) {
	case STATUS_ON_TRACK:
	case STATUS_DUE_SOON:
		left(times, calendar, now, length);
		if (!*length)
			snprintf(out, WORDS_SIZE, "%s", _("today"));
		else if (strcmp(length, _("under 1m")) == 0)
			snprintf(out, WORDS_SIZE, "%s", length);
		else
			snprintf(out, WORDS_SIZE, _("%s left"), length);
		return;
	case STATUS_OVERDUE:
		over(times, calendar, now, length);
		snprintf(out, WORDS_SIZE, _("%s over"), length);
		return;
	case STATUS_LATE:
		over(times, calendar, times->stopped, length);
		snprintf(out, WORDS_SIZE, _("late by %s"), length);
		return;
	case STATUS_PAUSED:
	case STATUS_MET:
	case STATUS_ENDED:
	case STATUS_WITHDRAWN:
	case STATUS_ATTENTION:
		snprintf(out, WORDS_SIZE, "%s", words_status(status));
		return;
	}
}

const char *words_beside(const char *left, enum clock_status status)
{
	return strcmp(left, words_status(status)) == 0 ? "" : left;
}

void words_day_of(const struct clock_times *times, struct limit limit, const struct calendar *calendar,
		  int64_t now, char out[WORDS_SIZE])
{
	const struct zone *zone = calendar_zone(calendar);

	out[0] = '\0';
	if (limit.unit != UNIT_WORKING_DAYS || limit.n == 0 || times->end != END_RUNNING ||
	    now < times->started)
		return;
	/* TRANSLATORS: the working day that today is, of the working days that there are */
	snprintf(out, WORDS_SIZE, _("day %d of %d"),
		 calendar_count(calendar, zone_day(zone, times->started), zone_day(zone, now)), limit.n);
}

void words_age(int64_t since, int64_t now, char out[WORDS_SIZE])
{
	int64_t seconds = now > since ? now - since : 0;

	if (seconds < HOUR)
		snprintf(out, WORDS_SIZE, _("%lldm"), (long long)(seconds / MINUTE));
	else if (seconds < DAY_OF_HOURS)
		snprintf(out, WORDS_SIZE, _("%lldh"), (long long)(seconds / HOUR));
	else
		snprintf(out, WORDS_SIZE, _("%lldd"), (long long)(seconds / DAY_OF_HOURS));
}
