#include "config.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

static void str__grows__by_pieces(void **state)
{
	struct str_buf buf = { 0 };
	char *taken;

	(void)state;
	str_add(&buf, NULL);
	assert_null(buf.text);
	str_add(&buf, "45");
	str_add_char(&buf, ' ');
	str_add_n(&buf, "working days", 7);
	str_addf(&buf, " %s %d", "day", 7);
	assert_string_equal(buf.text, "45 working day 7");
	assert_int_equal(buf.n, strlen(buf.text));
	for (int i = 0; i < 1000; i++)
		str_addf(&buf, "%04d", i);
	assert_int_equal(buf.n, 4016);
	assert_string_equal(buf.text + 4012, "0999");
	str_clear(&buf);
	assert_string_equal(buf.text, "");
	assert_true(buf.room > 4000);
	str_add(&buf, "kept");
	taken = str_take(&buf);
	assert_string_equal(taken, "kept");
	assert_null(buf.text);
	assert_int_equal(buf.n + buf.room, 0);
	free(taken);
	taken = str_take(&buf);
	assert_string_equal(taken, "");
	free(taken);
	str_clear(&buf);
	str_add_n(&buf, "", 0);
	assert_string_equal(buf.text, "");
	str_done(&buf);
	assert_null(buf.text);
	str_done(&buf);
}

static void str__trims__blanks_at_both_ends(void **state)
{
	(void)state;
	assert_true(str_equal(str_trim(str_view(" \t a b \r\n")), "a b"));
	assert_true(str_equal(str_trim(str_view("ab")), "ab"));
	assert_int_equal(str_trim(str_view(" \t ")).n, 0);
	assert_int_equal(str_trim(str_view(NULL)).n, 0);
}

static void str__cuts__at_a_separator(void **state)
{
	struct str_view rest = str_view("a,,bc");

	(void)state;
	assert_true(str_equal(str_cut(&rest, ','), "a"));
	assert_true(str_equal(str_cut(&rest, ','), ""));
	assert_true(str_equal(str_cut(&rest, ','), "bc"));
	assert_null(rest.at);
	assert_int_equal(rest.n, 0);
	assert_int_equal(str_cut(&rest, ',').n, 0);
	rest = str_view("a,");
	assert_true(str_equal(str_cut(&rest, ','), "a"));
	assert_non_null(rest.at);
	assert_int_equal(rest.n, 0);
}

static void str__compares__whole_texts(void **state)
{
	(void)state;
	assert_true(str_equal(str_view("Red"), "Red"));
	assert_false(str_equal(str_view("Red"), "red"));
	assert_false(str_equal(str_view("Red"), "Re"));
	assert_false(str_equal(str_view("Red"), "Redd"));
	assert_true(str_equal((struct str_view){ NULL, 0 }, ""));
	assert_true(str_equal_fold(str_view("RED z@[`{"), "red Z@[`{"));
	assert_false(str_equal_fold(str_view("red"), "re"));
	assert_false(str_equal_fold(str_view("re"), "red"));
	assert_false(str_equal_fold(str_view("@"), "`"));
	assert_true(str_same(NULL, NULL));
	assert_true(str_same("a", "a"));
	assert_false(str_same("a", NULL));
	assert_false(str_same(NULL, "a"));
	assert_false(str_same("a", "b"));
}

static void str__reads__integers_that_fit(void **state)
{
	static const struct { const char *text; int64_t value; } good[] = {
		{ "0", 0 }, { "-0", 0 }, { "+7", 7 }, { "0042", 42 }, { "-12", -12 },
		{ "9223372036854775807", INT64_MAX }, { "-9223372036854775808", INT64_MIN },
	};
	static const char *const bad[] = {
		"", "-", "+", " 1", "1 ", "1x", "0x1", "1.0", "--1", "9223372036854775808",
		"-9223372036854775809", "99999999999999999999999",
	};
	int64_t value = 77;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (str_to_int(str_view(bad[i]), &value))
			fail_msg("read: %s", bad[i]);
		assert_int_equal(value, 77);
	}
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_true(str_to_int(str_view(good[i].text), &value));
		assert_true(value == good[i].value);
	}
}

static void str__copies__a_view(void **state)
{
	char *copy = str_copy((struct str_view){ "abcdef", 3 });

	(void)state;
	assert_string_equal(copy, "abc");
	free(copy);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(str__grows__by_pieces),
		cmocka_unit_test(str__trims__blanks_at_both_ends),
		cmocka_unit_test(str__cuts__at_a_separator),
		cmocka_unit_test(str__compares__whole_texts),
		cmocka_unit_test(str__reads__integers_that_fit),
		cmocka_unit_test(str__copies__a_view),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
