#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "exchange/choice.h"
#include "exchange/heading.h"
#include "exchange/value.h"

#define NO_DATE "it is no date: a date is written DD/MM/YYYY"
#define UNKNOWN "this date stands for one that is not known"
#define NO_DAY "there is no such day"

/* What a cell is as a date, as a time, or why not. */
static const struct {
	const char *cell, *date, *time;
} moments[] = {
	{"01/02/2024", "2024-02-01", "2024-02-01"},
	{"1/2/2024", "2024-02-01", "2024-02-01"},
	{"01-02-2024", "2024-02-01", "2024-02-01"},
	{"01.02.2024", "2024-02-01", "2024-02-01"},
	{"2024-02-01", "2024-02-01", "2024-02-01"},
	{"2024/02/01", "2024-02-01", "2024-02-01"},
	{"8 Jan 2000", "2000-01-08", "2000-01-08"},
	{"08-January-2000", "2000-01-08", "2000-01-08"},
	{"8-SEP-2000", "2000-09-08", "2000-09-08"},
	{"29/02/2024", "2024-02-29", "2024-02-29"},
	{"29/02/2023", NO_DAY, NO_DAY},
	{"31/04/2024", NO_DAY, NO_DAY},
	{"00/01/2024", NO_DAY, NO_DAY},
	{"02/13/2024", NO_DAY, NO_DAY},
	{"2024-13-01", NO_DAY, NO_DAY},
	{"01/01/1900", UNKNOWN, UNKNOWN},
	{"02/01/1900", "1900-01-02", "1900-01-02"},
	{"31/12/9999", UNKNOWN, UNKNOWN},
	{"0001-01-01", UNKNOWN, UNKNOWN},
	{"May be 8 Jan 2000", NO_DATE, NO_DATE},
	{"01/02/24", NO_DATE, NO_DATE},
	{"2024", NO_DATE, NO_DATE},
	{"yesterday", NO_DATE, NO_DATE},
	{"#N/A", NO_DATE, NO_DATE},
	{"1/2/2024x", NO_DATE, NO_DATE},
	{"01/02/2024 14:05", "2024-02-01", "2024-02-01T14:05:00"},
	{"2024-02-01T14:05:06", "2024-02-01", "2024-02-01T14:05:06"},
	{"2024-02-01 14:05:06.789", "2024-02-01", "2024-02-01T14:05:06"},
	{"2024-02-01T14:05:06Z", "2024-02-01", "2024-02-01T14:05:06Z"},
	{"2024-02-01T14:05:06+01:00", "2024-02-01", "2024-02-01T14:05:06+01:00"},
	{"2024-02-01T00:00:00", "2024-02-01", "2024-02-01"},
	{"01/02/2024 25:00", "it is no time: a time is written DD/MM/YYYY HH:MM",
	 "it is no time: a time is written DD/MM/YYYY HH:MM"},
	{"45323", "2024-02-01", "2024-02-01"},
	{"45323.5", "2024-02-01", "2024-02-01T12:00:00"},
	{"45323.999999", "2024-02-02", "2024-02-02"},
	{"1", UNKNOWN, UNKNOWN},
	{"0", UNKNOWN, UNKNOWN},
	{"-5", "it is no date", "it is no date"},
	{"1e300", "it is no date", "it is no date"},
	{"2958465", UNKNOWN, UNKNOWN},
	{"25569", "1970-01-01", "1970-01-01"},
	{"60000", "2064-04-08", "2064-04-08"},
};

static void moment__is_read__however_it_is_written(void **state)
{
	char out[VALUE_TIME];

	(void)state;
	for (size_t i = 0; i < sizeof(moments) / sizeof(moments[0]); i++) {
		for (int timed = 0; timed < 2; timed++) {
			const char *expected = timed ? moments[i].time : moments[i].date;
			const char *why = value_time(str_view(moments[i].cell), timed, false, out);

			if (strcmp(why ? why : out, expected) != 0)
				fail_msg("`%s`: %s, expected %s", moments[i].cell, why ? why : out, expected);
		}
	}
}

static void serial__follows__its_own_beginning(void **state)
{
	char out[VALUE_TIME];

	(void)state;
	assert_null(value_time(str_view("43861"), false, true, out));
	assert_string_equal(out, "2024-02-01");
	assert_true(value_serial(60, false, false, out));
	assert_string_equal(out, "1900-02-28");
	assert_true(value_serial(61, false, false, out));
	assert_string_equal(out, "1900-03-01");
	assert_false(value_serial(1, false, false, out));
	assert_false(value_serial(3e6, false, false, out));
}

static void number__is__whole(void **state)
{
	char out[VALUE_NUMBER];

	(void)state;
	assert_null(value_number(str_view(" 3.0 "), out));
	assert_string_equal(out, "3");
	assert_null(value_number(str_view("-1"), out));
	assert_string_equal(out, "-1");
	assert_non_null(value_number(str_view("3.5"), out));
	assert_non_null(value_number(str_view("three"), out));
	assert_non_null(value_number(str_view("1e20"), out));
	assert_non_null(value_number(str_view("nan"), out));
}

static void heading__is_the_same__however_it_is_written(void **state)
{
	static const char *const pairs[][2] = {
		{"Age of Child (Years)", "age of child  years"},
		{"LA In Touch ", "LA in Touch"},
		{"Was the child assessed as requiring LA children\xE2\x80\x99s social care support",
		 "Was the child assessed as requiring LA children's social care support?"},
		{"UASC (Y/N)", "UASC (Y/N))"},
		{"Date_of_Birth", "Date of birth"},
		{"Number of \xE2\x80\x98Missing\xE2\x80\x99", "number of 'missing'"},
	};
	char a[HEADING_KEY], b[HEADING_KEY];

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		heading_key(str_view(pairs[i][0]), a);
		heading_key(str_view(pairs[i][1]), b);
		assert_string_equal(a, b);
	}
}

static void sheet__is_found__by_its_number_alone(void **state)
{
	(void)state;
	assert_true(heading_fits("list3", "list3*"));
	assert_true(heading_fits("list3referrals", "list3*"));
	assert_false(heading_fits("list30", "list3*"));
	assert_false(heading_fits("list13", "*list3"));
	assert_true(heading_fits("annexalist3", "*list3"));
	assert_false(heading_fits("annexalist3x", "*list3"));
	assert_true(heading_fits("anythingcontactsetc", "*contacts*"));
	assert_true(heading_fits("3referrals", "3referral*"));
	assert_false(heading_fits("13referrals", "*3referral*"));
	assert_false(heading_fits("", "list3*"));
}

struct kept {
	struct map_codes codes;
	struct map_spelling spellings[40];
	char keys[40][HEADING_KEY];
};

static void keep(void *world, const char *key, const char *code)
{
	struct kept *kept = world;
	size_t n = kept->codes.n++;

	assert_true(n < 40);
	memcpy(kept->keys[n], key, strlen(key) + 1);
	kept->spellings[n] = (struct map_spelling){kept->keys[n], code};
}

static void choice__is_found__with_and_without_its_letter(void **state)
{
	static const char *const spelled[][2] = {
		{"male", "a) Male"},        {"male", "M"},
		{"female", "b) Female"},    {"female", "F"},
		{"police", "q) 6: Police"}, {"N2", "N2 - Child's disability"},
		{"other", "f) Other"},
	};
	static const char *const cells[][2] = {
		{"a) Male", "male"},
		{"MALE", "male"},
		{"m", "male"},
		{"a)", "male"},
		{"a", "male"},
		{"F", "female"},
		{"f)", "other"},
		{"6", "police"},
		{"POLICE", "police"},
		{"q) 6: Police", "police"},
		{"6: Police", "police"},
		{"n2", "N2"},
		{"N2 - Child\xE2\x80\x99s disability", "N2"},
		{"N2 \xE2\x80\x93 Something else", "N2"},
		{"x) Female", "female"},
		{"7", NULL},
		{"Fem", NULL},
		{"", NULL},
		{"z)", NULL},
	};
	struct kept kept = {.codes = {.n = 0}};

	(void)state;
	kept.codes.spellings = kept.spellings;
	for (size_t i = 0; i < sizeof(spelled) / sizeof(spelled[0]); i++)
		choice_spell(str_view(spelled[i][1]), spelled[i][0], keep, &kept);
	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		const char *code = choice_find(&kept.codes, str_view(cells[i][0]));

		if (!str_same(code, cells[i][1]))
			fail_msg("`%s` is %s", cells[i][0], code ? code : "none");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moment__is_read__however_it_is_written),
		cmocka_unit_test(serial__follows__its_own_beginning),
		cmocka_unit_test(number__is__whole),
		cmocka_unit_test(heading__is_the_same__however_it_is_written),
		cmocka_unit_test(sheet__is_found__by_its_number_alone),
		cmocka_unit_test(choice__is_found__with_and_without_its_letter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
