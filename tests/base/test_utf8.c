#include "config.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define BAD "\xEF\xBF\xBD"
#define WANG_XIAO "\xE7\x8E\x8B\xE5\xB0\x8F"
#define WANG WANG_XIAO "\xE6\x98\x8E"	/* a Chinese name of three characters */
#define E_ACUTE "e\xCC\x81"	/* e and a combining acute accent */

static void utf8__reads_and_writes__every_code_point(void **state)
{
	(void)state;
	for (uint32_t code = 0; code <= 0x10FFFF; code++) {
		char bytes[4];
		uint32_t back;
		size_t n;

		if (code == 0xD800)
			code = 0xE000;
		n = utf8_encode(code, bytes);
		if (utf8_decode(bytes, n, &back) != n || back != code)
			fail_msg("U+%04X", (unsigned)code);
		if (n > 1 && (utf8_decode(bytes, n - 1, &back) != 1 || back != 0xFFFD))
			fail_msg("U+%04X cut short", (unsigned)code);
		assert_in_range(utf8_cells(code), 0, 2);
	}
}

static void utf8__refuses__what_is_not_a_character(void **state)
{
	static const char *const bad[] = {
		"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xF0\x80\x80\x80",
		"\xF0\x8F\xBF\xBF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
		"\xFE", "\xFF", "\xC3", "\xE2\x82", "\xC3(", "\xE2\x28\xA1", "\xE2\x82\x28", "\xF0\x9F\x98",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		uint32_t code = 0;

		assert_int_equal(utf8_decode(bad[i], strlen(bad[i]), &code), 1);
		assert_int_equal(code, 0xFFFD);
		assert_false(utf8_valid(bad[i], strlen(bad[i])));
	}
	assert_true(utf8_valid("", 0));
	assert_true(utf8_valid("Zo\xC3\xAB", 4));
	assert_false(utf8_valid("a\0b", 3));
}

static void assert_repaired(const char *text, size_t n, const char *want, size_t count)
{
	size_t repaired = 77;
	char *got = utf8_repair(text, n, &repaired);

	assert_string_equal(got, want);
	assert_int_equal(repaired, count);
	assert_true(utf8_valid(got, strlen(got)));
	free(got);
}

static void utf8__repairs__each_bad_byte(void **state)
{
	char *got = utf8_repair("\xFF", 1, NULL);

	(void)state;
	assert_string_equal(got, BAD);
	free(got);
	assert_repaired("", 0, "", 0);
	assert_repaired("Zo\xC3\xAB", 4, "Zo\xC3\xAB", 0);
	assert_repaired("Zo\xEB!", 4, "Zo" BAD "!", 1);
	assert_repaired("a\0b", 3, "a" BAD "b", 1);
	assert_repaired("\xE2\x82", 2, BAD BAD, 2);
	assert_repaired(BAD, 3, BAD, 0);
}

static void utf8__reads__windows_1252(void **state)
{
	char *got = utf8_from_1252("O\x92" "Brien \x80" "5 caf\xE9 \x81\x9F\xFF\0", 20);

	(void)state;
	assert_string_equal(got,
		"O\xE2\x80\x99" "Brien \xE2\x82\xAC" "5 caf\xC3\xA9 " BAD "\xC5\xB8\xC3\xBF" BAD);
	free(got);
}

static void utf8__measures__cells(void **state)
{
	static const struct { uint32_t code; int cells; } rows[] = {
		{ 'a', 1 }, { 0xEB, 1 }, { 0x2026, 1 }, { 0x26A0, 1 }, { 0x2713, 1 }, { 0x1F1EC, 1 },
		{ 0x645, 1 }, { 0x300, 0 }, { 0x36F, 0 }, { 0x64B, 0 }, { 0x200D, 0 }, { 0xFE0F, 0 },
		{ 0x1160, 0 }, { 0x10FFFD, 1 },
		{ 0x20D0, 0 }, { 0xE0100, 0 }, { 0x738B, 2 }, { 0xAC00, 2 }, { 0xFF21, 2 }, { 0x1F600, 2 },
		{ 0x3042, 2 }, { 0x20000, 2 }, { 0x1100, 2 }, { 0x370, 1 }, { 0xFFFD, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (utf8_cells(rows[i].code) != rows[i].cells)
			fail_msg("U+%04X", (unsigned)rows[i].code);
	assert_int_equal(utf8_width("Zo\xC3\xAB"), 3);
	assert_int_equal(utf8_width("Nguy\xE1\xBB\x85n"), 6);
	assert_int_equal(utf8_width("Nguye\xCC\x82\xCC\x83n"), 6);
	assert_int_equal(utf8_width(WANG), 6);
	assert_int_equal(utf8_width("a\x1B["), 4);
	assert_int_equal(utf8_width("\xFF"), 1);
	assert_int_equal(utf8_width(""), 0);
}

static void assert_safe(const char *text, bool lines, const char *want)
{
	struct str_buf buf = { 0 };

	str_add(&buf, "");
	utf8_safe(&buf, text, lines);
	assert_string_equal(buf.text, want);
	str_done(&buf);
}

static void utf8__shows__what_a_terminal_would_obey(void **state)
{
	(void)state;
	assert_safe("Zo\xC3\xAB O\xE2\x80\x99" "Brien", false, "Zo\xC3\xAB O\xE2\x80\x99" "Brien");
	assert_safe("a\x1B[31mb\x07\x7F\x01", false, "a^[[31mb^G^?^A");
	assert_safe("a\nb\tc\r", false, "a^Jb^Ic^M");
	assert_safe("a\nb\tc\r", true, "a\nb\tc^M");
	assert_safe("\xC2\x9B" "1m", false, "<U+009B>1m");
	assert_safe("a\xE2\x80\xAE" "b\xE2\x81\xA6\xE2\x80\x8B\xEF\xBB\xBF", false,
		"a<U+202E>b<U+2066><U+200B><U+FEFF>");
	assert_safe("\xF3\xA0\x81\x81", false, "<U+E0041>");
	assert_safe("a\xFF\xC3", false, "a" BAD BAD);
}

static void utf8__keeps__eight_marks_a_cell(void **state)
{
	struct str_buf text = { 0 }, want = { 0 };

	(void)state;
	str_add(&text, "a");
	str_add(&want, "a");
	for (int i = 0; i < 100; i++) {
		str_add(&text, "\xCC\x81");
		if (i < 8)
			str_add(&want, "\xCC\x81");
	}
	str_add(&text, "b\xCC\x81");
	str_add(&want, "b\xCC\x81");
	assert_safe(text.text, false, want.text);
	assert_int_equal(utf8_width(text.text), 2);
	str_done(&text);
	str_done(&want);
	/* A mark with nothing before it on its line has a circle of its own to stand on. */
	assert_safe("\xCC\x81", false, "\xE2\x97\x8C\xCC\x81");
	assert_safe("a\n\xCC\x81", true, "a\n\xE2\x97\x8C\xCC\x81");
	assert_int_equal(utf8_width("\xCC\x81"), 1);
}

static bool is_obeyed(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
		(code >= 0x2066 && code <= 0x2069);
}

static void utf8__lets__no_control_through_whatever_the_bytes(void **state)
{
	static const unsigned char starts[] = { 0xC2, 0xE2, 0x80, 0xCC, 0xF3, 0xA0, 0x1B, 0xEF };
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct str_buf safe = { 0 }, fit = { 0 };
		char text[24];
		int cells = round % 12;
		int columns;

		for (size_t i = 0; i < sizeof(text) - 1; i++) {
			seed = seed * 1664525 + 1013904223;
			text[i] = (char)(seed >> 28 & 1 ? starts[seed >> 24 & 7] : seed >> 16 & 0xFF);
		}
		text[sizeof(text) - 1] = '\0';
		utf8_safe(&safe, text, false);
		columns = utf8_fit(&fit, text, cells, round % 2);
		assert_true(columns <= cells);
		assert_int_equal(columns, fit.text ? utf8_width(fit.text) : 0);
		for (size_t i = 0; i < safe.n;) {
			uint32_t code;
			size_t used = utf8_decode(safe.text + i, safe.n - i, &code);

			assert_false(is_obeyed(code));
			i += used;
		}
		if (safe.n) {
			assert_true(utf8_valid(safe.text, safe.n));
			assert_int_equal(utf8_width(safe.text), utf8_width(text));
		}
		str_done(&safe);
		str_done(&fit);
	}
}

static void utf8__fits__between_characters(void **state)
{
	static const struct {
		const char *text;
		int cells;
		bool ascii;
		const char *want;
		int used;
	} rows[] = {
		{ "Zo\xC3\xAB", 3, false, "Zo\xC3\xAB", 3 },
		{ "Zo\xC3\xAB", 2, false, "Z\xE2\x80\xA6", 2 },
		{ "Zo\xC3\xAB", 2, true, "Z~", 2 },
		{ "Zo\xC3\xAB", 1, true, "~", 1 },
		{ "Zo\xC3\xAB", 0, true, "", 0 },
		{ "Zo\xC3\xAB", -1, true, "", 0 },
		{ "", 5, true, "", 0 },
		{ WANG, 6, true, WANG, 6 },
		{ WANG, 5, true, WANG_XIAO "~", 5 },
		{ WANG, 4, true, "\xE7\x8E\x8B~", 3 },
		{ "\xE7\x8E\x8B", 1, true, "~", 1 },
		{ "ab" E_ACUTE, 3, true, "ab" E_ACUTE, 3 },
		{ "a" E_ACUTE "bc", 3, true, "a" E_ACUTE "~", 3 },
		{ "a\nb", 4, true, "a^Jb", 4 },
		{ "a\nb", 3, true, "a~", 2 },
		{ "a\xE2\x80\xAE" "b", 8, true, "a~", 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str_buf buf = { 0 };

		str_add(&buf, "|");
		assert_int_equal(utf8_fit(&buf, rows[i].text, rows[i].cells, rows[i].ascii), rows[i].used);
		assert_string_equal(buf.text + 1, rows[i].want);
		str_done(&buf);
	}
}

static void assert_folds(const char *text, const char *want)
{
	char *got = utf8_fold(text);

	assert_string_equal(got, want);
	free(got);
}

static void utf8__folds__names_as_people_look_for_them(void **state)
{
	(void)state;
	assert_folds("Zo\xC3\xAB", "zoe");
	assert_folds("ZOE", "zoe");
	assert_folds("Zoe\xCC\x88", "zoe");
	assert_folds("\xC5\x81ukasz", "lukasz");
	assert_folds("Nguy\xE1\xBB\x85n", "nguyen");
	assert_folds("Nguye\xCC\x82\xCC\x83n", "nguyen");
	assert_folds("O\xE2\x80\x99" "Brien", "o'brien");
	assert_folds("\xE2\x80\x9CRed\xE2\x80\x9D", "\"red\"");
	assert_folds("  two \t\n words\xC2\xA0\xC2\xA0 ", "two words");
	assert_folds("\xC3\x86 \xC3\x98 \xC3\x9F \xC3\x9E", "ae o ss th");
	assert_folds("Siwan \xC5\xB4yn", "siwan wyn");
	assert_folds("\xC3\x97", "\xC3\x97");				/* multiplication sign: no letter */
	assert_folds("\xE7\x8E\x8B", "\xE7\x8E\x8B");			/* a Chinese name stays */
	assert_folds("\xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD", "\xD0\xB8\xD0\xB2\xD0\xB0\xD0\xBD");
	assert_folds("a\xE2\x80\x8B" "b\xFF", "ab" BAD);
	assert_folds("", "");
	assert_folds(" \t", "");
}

static void utf8__folds__what_is_folded_to_itself(void **state)
{
	(void)state;
	for (uint32_t code = 1; code < 0x3000; code++) {
		char text[5] = "";
		char *once, *twice;

		text[utf8_encode(code, text)] = '\0';
		once = utf8_fold(text);
		twice = utf8_fold(once);
		assert_string_equal(once, twice);
		free(once);
		free(twice);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utf8__reads_and_writes__every_code_point),
		cmocka_unit_test(utf8__refuses__what_is_not_a_character),
		cmocka_unit_test(utf8__repairs__each_bad_byte),
		cmocka_unit_test(utf8__reads__windows_1252),
		cmocka_unit_test(utf8__measures__cells),
		cmocka_unit_test(utf8__shows__what_a_terminal_would_obey),
		cmocka_unit_test(utf8__keeps__eight_marks_a_cell),
		cmocka_unit_test(utf8__lets__no_control_through_whatever_the_bytes),
		cmocka_unit_test(utf8__fits__between_characters),
		cmocka_unit_test(utf8__folds__names_as_people_look_for_them),
		cmocka_unit_test(utf8__folds__what_is_folded_to_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
