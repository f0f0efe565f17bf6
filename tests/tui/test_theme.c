#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <locale.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "tui/theme.h"

static void scheme__follows_what_the_terminal_can(void **state)
{
	(void)state;
	assert_int_equal(theme_scheme(256, false), SCHEME_256);
	assert_int_equal(theme_scheme(88, false), SCHEME_16);
	assert_int_equal(theme_scheme(8, false), SCHEME_8);
	assert_int_equal(theme_scheme(0, false), SCHEME_MONO);
	assert_int_equal(theme_scheme(-1, false), SCHEME_MONO);
	assert_int_equal(theme_scheme(16777216, true), SCHEME_MONO);
}

static void scheme__uses_no_colour_that_it_has_not(void **state)
{
	static const int most[SCHEMES] = { -1, 7, 15, 255 };

	(void)state;
	for (int s = 0; s < SCHEMES; s++)
		for (int e = 0; e < ELEMENTS; e++) {
			struct style style = theme_style((enum scheme)s, (enum element)e);

			assert_in_range(style.fg + 1, 0, most[s] + 1);
			assert_in_range(style.bg + 1, 0, most[s] + 1);
		}
}

static void status__has_a_sign_of_its_own_without_colour(void **state)
{
	(void)state;
	for (int utf8 = 0; utf8 < 2; utf8++)
		for (int a = 0; a < STATUSES; a++) {
			const char *sign = theme_sign((enum clock_status)a, utf8);

			assert_int_equal(utf8_width(sign), 1);
			assert_true(utf8 || (strlen(sign) == 1 && sign[0] > ' ' && sign[0] < 0x7f));
			for (int b = 0; b < a; b++)
				assert_string_not_equal(sign, theme_sign((enum clock_status)b, utf8));
		}
}

static void overdue__is_never_the_quietest(void **state)
{
	(void)state;
	for (int s = 0; s < SCHEMES; s++)
		assert_true(theme_style((enum scheme)s, EL_OVERDUE).attributes & STYLE_BOLD);
}

static void cursor__is_reverse_in_every_scheme(void **state)
{
	(void)state;
	for (int s = 0; s < SCHEMES; s++)
		assert_true(theme_style((enum scheme)s, EL_CURSOR).attributes & STYLE_REVERSE);
}

static void rating__has_a_letter(void **state)
{
	(void)state;
	assert_string_equal(theme_rating_letter("red"), "R");
	assert_string_equal(theme_rating_letter("amber"), "A");
	assert_string_equal(theme_rating_letter("green"), "G");
	assert_string_equal(theme_rating_letter("purple"), "?");
	assert_string_equal(theme_rating_letter(""), "-");
	assert_string_equal(theme_rating_letter(NULL), "-");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scheme__follows_what_the_terminal_can),
		cmocka_unit_test(scheme__uses_no_colour_that_it_has_not),
		cmocka_unit_test(status__has_a_sign_of_its_own_without_colour),
		cmocka_unit_test(overdue__is_never_the_quietest),
		cmocka_unit_test(cursor__is_reverse_in_every_scheme),
		cmocka_unit_test(rating__has_a_letter),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
