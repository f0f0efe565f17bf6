#include "config.h"
#include "report/calendar.h"

#include <string.h>
#include "base/str.h"
#include "base/utf8.h"
#include "clock/civil.h"
#include "clock/zone.h"

enum { FOLD_AT = 75 };

void ical_line(FILE *out, const char *line)
{
	size_t n = strlen(line), room = FOLD_AT;
	while (n > 0) {
		size_t part = n > room ? room : n;
		while (part < n && part > 1 && ((unsigned char)line[part] & 0xc0) == 0x80)
			part--;
		fwrite(line, 1, part, out);
		fputs("\r\n", out);
		line += part;
		n -= part;
		if (n > 0)
			putc(' ', out);
		room = FOLD_AT - 1;
	}
}

/* Text of a value: made safe, with what separates values escaped. */
static void add_text(struct str_buf *line, const char *text)
{
	struct str_buf safe = {0};
	utf8_safe(&safe, text ? text : "", false);
	for (const char *at = safe.text ? safe.text : ""; *at; at++) {
		if (strchr("\\,;", *at))
			str_add_char(line, '\\');
		str_add_char(line, *at);
	}
	str_done(&safe);
}

static void put_text(FILE *out, const char *name, const char *text)
{
	struct str_buf line = {0};
	str_addf(&line, "%s:", name);
	add_text(&line, text);
	ical_line(out, line.text);
	str_done(&line);
}

/* 20240301T100000Z */
static void put_moment(FILE *out, const char *name, int64_t instant)
{
	struct zone_time utc = zone_local(zone_find("UTC"), instant);
	struct civil date = civil_from_day(utc.day);
	fprintf(out, "%s:%04d%02d%02dT%02d%02d%02dZ\r\n", name, date.year, date.month, date.day,
		utc.second / 3600, utc.second / 60 % 60, utc.second % 60);
}

static void put_date(FILE *out, const char *name, int32_t day)
{
	struct civil date = civil_from_day(day);
	fprintf(out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, date.year, date.month, date.day);
}

void ical_begin(FILE *out)
{
	fputs("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//caseclock//" PACKAGE_VERSION "//EN\r\n", out);
}

void ical_row(FILE *out, const struct queue_row *row, const struct zone *zone, int64_t stamp)
{
	struct str_buf text = {0};
	if (row->times.due == INSTANT_NONE || !row->timescale)
		return;
	fputs("BEGIN:VEVENT\r\n", out);
	/* The same clock has the same id each time, so that a diary replaces it. */
	str_addf(&text, "%s-%s-%s-%lld-%d@caseclock", row->case_id, row->timescale,
		 row->about ? row->about : "", (long long)row->times.started, row->mark);
	put_text(out, "UID", text.text);
	put_moment(out, "DTSTAMP", stamp);
	if (limit_has_time(row->times.unit)) {
		put_moment(out, "DTSTART", row->times.due);
		put_moment(out, "DTEND", row->times.due);
	} else {
		put_date(out, "DTSTART", zone_day(zone, row->times.due));
		put_date(out, "DTEND", zone_day(zone, row->times.due) + 1);
	}
	str_clear(&text);
	str_addf(&text, "%s: %s", row->reference, row->title);
	put_text(out, "SUMMARY", text.text);
	str_clear(&text);
	str_addf(&text, "%s, %s%s%s", row->timescale, status_word(row->status), row->worker ? ", " : "",
		 row->worker ? row->worker : "");
	put_text(out, "DESCRIPTION", text.text);
	fputs("END:VEVENT\r\n", out);
	str_done(&text);
}

void ical_end(FILE *out)
{
	fputs("END:VCALENDAR\r\n", out);
}
