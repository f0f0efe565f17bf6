/* The bank holidays of England and Wales and the calendars that the tests of this room share. */
#ifndef TESTS_CLOCK_HOLIDAYS_H
#define TESTS_CLOCK_HOLIDAYS_H

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include "clock/calendar.h"
#include "clock/civil.h"
#include "clock/zone.h"

enum { HOLIDAYS_KNOWN_UNTIL = 20281231, HOLIDAYS_MOST = 400 };

/* YYYYMMDD, as GOV.UK lists them for 2012-2028. */
static const int bank_holidays_ew[] = {
	20120102, 20120406, 20120409, 20120507, 20120604, 20120605, 20120827, 20121225, 20121226, 20130101,
	20130329, 20130401, 20130506, 20130527, 20130826, 20131225, 20131226, 20140101, 20140418, 20140421,
	20140505, 20140526, 20140825, 20141225, 20141226, 20150101, 20150403, 20150406, 20150504, 20150525,
	20150831, 20151225, 20151228, 20160101, 20160325, 20160328, 20160502, 20160530, 20160829, 20161226,
	20161227, 20170102, 20170414, 20170417, 20170501, 20170529, 20170828, 20171225, 20171226, 20180101,
	20180330, 20180402, 20180507, 20180528, 20180827, 20181225, 20181226, 20190101, 20190419, 20190422,
	20190506, 20190527, 20190826, 20191225, 20191226, 20200101, 20200410, 20200413, 20200508, 20200525,
	20200831, 20201225, 20201228, 20210101, 20210402, 20210405, 20210503, 20210531, 20210830, 20211227,
	20211228, 20220103, 20220415, 20220418, 20220502, 20220602, 20220603, 20220829, 20220919, 20221226,
	20221227, 20230102, 20230407, 20230410, 20230501, 20230508, 20230529, 20230828, 20231225, 20231226,
	20240101, 20240329, 20240401, 20240506, 20240527, 20240826, 20241225, 20241226, 20250101, 20250418,
	20250421, 20250505, 20250526, 20250825, 20251225, 20251226, 20260101, 20260403, 20260406, 20260504,
	20260525, 20260831, 20261225, 20261228, 20270101, 20270326, 20270329, 20270503, 20270531, 20270830,
	20271227, 20271228, 20280103, 20280414, 20280417, 20280501, 20280529, 20280828, 20281225, 20281226,
};

enum { HOLIDAYS = sizeof(bank_holidays_ew) / sizeof(bank_holidays_ew[0]) };

static inline int32_t day_from_number(int number)
{
	return civil_day(number / 10000, number / 100 % 100, number % 100);
}

/* "2024-03-28" */
static inline int32_t day_of(const char *text)
{
	int32_t day = CIVIL_NONE;
	bool read = civil_parse((struct str_view){ text, 10 }, &day);

	assert(read);
	return day;
}

static inline const struct zone *london(void)
{
	return zone_find("Europe/London");
}

/* "2024-03-31 00:30" or "2024-03-31 00:30:15", on the clock of a wall in London; the first
 * of two. */
static inline int64_t at(const char *text)
{
	int hour = 0;
	int minute = 0;
	int second = 0;
	int64_t instant;
	int read = sscanf(text + 10, " %d:%d:%d", &hour, &minute, &second);

	assert(read >= 2);
	zone_instant(london(), day_of(text), hour * 3600 + minute * 60 + second, &instant);
	return instant;
}

/* What may be changed of the usual calendar. */
struct calendar_change {
	const struct calendar_span *spans;	/* NULL: 09:00-17:00 on Monday to Friday */
	size_t n_spans;
	const int *without;			/* bank holidays left out */
	size_t n_without;
	const struct calendar_closure *with;	/* closures added */
	size_t n_with;
	bool saturdays;
};

static const struct calendar_span nine_to_five[] = {
	{ 0, 540, 1020 }, { 1, 540, 1020 }, { 2, 540, 1020 }, { 3, 540, 1020 }, { 4, 540, 1020 },
};

static inline bool left_out(const struct calendar_change *change, int number)
{
	for (size_t i = 0; i < change->n_without; i++)
		if (change->without[i] == number)
			return true;
	return false;
}

/* England and Wales in London, owned by the caller. */
static inline struct calendar *calendar_with(const struct calendar_change *change)
{
	struct calendar_closure closures[HOLIDAYS_MOST];
	struct calendar_spec spec = {
		.zone = london(),
		.open_weekday = { true, true, true, true, true, change->saturdays, false },
		.closures = closures,
		.spans = change->spans ? change->spans : nine_to_five,
		.n_spans = change->spans ? change->n_spans : 5,
		.known_until = day_from_number(HOLIDAYS_KNOWN_UNTIL),
	};

	for (size_t i = 0; i < HOLIDAYS; i++)
		if (!left_out(change, bank_holidays_ew[i]))
			closures[spec.n_closures++] = (struct calendar_closure){
				day_from_number(bank_holidays_ew[i]), "Bank holiday" };
	for (size_t i = 0; i < change->n_with; i++)
		closures[spec.n_closures++] = change->with[i];
	assert(spec.n_closures <= HOLIDAYS_MOST);
	return calendar_new(&spec);
}

static inline struct calendar *calendar_ew(void)
{
	return calendar_with(&(struct calendar_change){ 0 });
}

#endif
