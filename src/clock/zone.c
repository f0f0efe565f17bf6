#include "config.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "clock/civil.h"
#include "clock/zone.h"

enum { DAY_SECONDS = 86400, HOUR_SECONDS = 3600 };

struct zone {
	const char *name;
	int32_t summer;		/* seconds that summer time adds; 0 where there is none */
};

static const struct zone zones[] = {
	{ "Europe/London", HOUR_SECONDS },
	{ "UTC", 0 },
};

const struct zone *zone_find(const char *name)
{
	for (size_t i = 0; name && i < sizeof(zones) / sizeof(zones[0]); i++)
		if (strcmp(zones[i].name, name) == 0)
			return &zones[i];
	return NULL;
}

const char *zone_name(const struct zone *zone)
{
	return zone->name;
}

static int32_t day_of(int64_t seconds)
{
	return (int32_t)((seconds >= 0 ? seconds : seconds - (DAY_SECONDS - 1)) / DAY_SECONDS);
}

/* 01:00 UTC on the last Sunday of a month of 31 days. */
static int64_t change(int year, int month)
{
	int32_t last = civil_day(year, month, 31);

	return (int64_t)(last - (civil_weekday(last) + 1) % 7) * DAY_SECONDS + HOUR_SECONDS;
}

static int32_t offset_at(const struct zone *zone, int64_t instant)
{
	struct civil date;

	if (zone->summer == 0)
		return 0;
	date = civil_from_day(day_of(instant));
	if (date.month < 3 || date.month > 10)
		return 0;
	if (date.month == 3)
		return instant >= change(date.year, 3) ? zone->summer : 0;
	if (date.month == 10)
		return instant < change(date.year, 10) ? zone->summer : 0;
	return zone->summer;
}

struct zone_time zone_local(const struct zone *zone, int64_t instant)
{
	struct zone_time time = { .offset = offset_at(zone, instant) };
	int64_t local = instant + time.offset;

	time.day = day_of(local);
	time.second = (int32_t)(local - (int64_t)time.day * DAY_SECONDS);
	return time;
}

int32_t zone_day(const struct zone *zone, int64_t instant)
{
	int32_t day = day_of(instant);

	/* Summer time matters to the date only in the last hour of a day. */
	if (instant - (int64_t)day * DAY_SECONDS < DAY_SECONDS - zone->summer)
		return day;
	return day_of(instant + offset_at(zone, instant));
}

int64_t zone_first(const struct zone *zone, int32_t day)
{
	int64_t instant;

	zone_instant(zone, day, 0, &instant);
	return instant;
}

int64_t zone_last(const struct zone *zone, int32_t day)
{
	return zone_first(zone, day + 1) - 1;
}

enum zone_reading zone_instant(const struct zone *zone, int32_t day, int32_t second, int64_t *instant)
{
	int64_t standard = (int64_t)day * DAY_SECONDS + second;
	int64_t summer = standard - zone->summer;
	bool is_standard = offset_at(zone, standard) == 0;
	bool is_summer = zone->summer != 0 && offset_at(zone, summer) == zone->summer;

	assert(second >= 0 && second < DAY_SECONDS);
	if (!is_standard && !is_summer) {
		*instant = change(civil_from_day(day).year, 3);
		return ZONE_SKIPPED;
	}
	*instant = is_summer ? summer : standard;
	return is_summer && is_standard ? ZONE_TWICE : ZONE_ONCE;
}

int64_t zone_next_change(const struct zone *zone, int64_t instant)
{
	int year;

	if (zone->summer == 0)
		return INT64_MAX;
	year = civil_from_day(day_of(instant)).year;
	if (instant < change(year, 3))
		return change(year, 3);
	return instant < change(year, 10) ? change(year, 10) : change(year + 1, 3);
}

void zone_iso(const struct zone *zone, int64_t instant, char out[ZONE_ISO_SIZE])
{
	struct zone_time time = zone_local(zone, instant);
	char date[CIVIL_SIZE];

	civil_iso(time.day, date);
	snprintf(out, ZONE_ISO_SIZE, "%.10sT%02d:%02d:%02d+%02d:00", date, time.second / 3600 % 24,
		time.second / 60 % 60, time.second % 60, time.offset / 3600 % 24);
}
