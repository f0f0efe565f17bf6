/* How rows are written: widths, quoting, and nothing that steers a terminal or a spreadsheet. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "report/json.h"
#include "report/share.h"
#include "report/sheet.h"

static const struct sheet_column columns[] = {
	{"name", "Name", false},
	{"n", "How many", true},
	{"note", "Note", false},
};

/* Two rows with what there may be in a cell; owned text. */
static char *write_rows(enum sheet_format format, const char *first, const char *second)
{
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	assert_non_null(out);
	struct sheet *sheet = sheet_new(out, format, columns, 3);
	sheet_text(sheet, first);
	sheet_number(sheet, -5);
	sheet_null(sheet);
	sheet_text(sheet, second);
	sheet_number(sheet, 1200);
	sheet_text(sheet, "x");
	assert_int_equal(sheet_done(sheet), 2);
	fclose(out);
	return text;
}

static void table__aligns__by_true_width(void **state)
{
	(void)state;
	char *text = write_rows(SHEET_TABLE, "Zo\xc3\xab", "\xe7\x8e\x8b\xe5\xb0\x8f\xe6\x98\x8e");
	assert_string_equal(text, "Name    How many  Note\n"
				  "Zo\xc3\xab           -5  -\n"
				  "\xe7\x8e\x8b\xe5\xb0\x8f\xe6\x98\x8e      1200  x\n");
	free(text);
}

static void table__shows__controls_as_marks(void **state)
{
	(void)state;
	char *text = write_rows(SHEET_TABLE, "a\x1b[2J\nb",
				"\xe2\x80\xae"
				"c");
	assert_null(strchr(text, '\x1b'));
	assert_null(strstr(text, "\xe2\x80\xae"));
	assert_non_null(strstr(text, "a^[[2J^Jb"));
	free(text);
}

static void table__writes__nothing_without_rows(void **state)
{
	(void)state;
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	assert_int_equal(sheet_done(sheet_new(out, SHEET_TABLE, columns, 3)), 0);
	fclose(out);
	assert_string_equal(text, "");
	free(text);
}

static void csv__quotes__as_the_standard_asks(void **state)
{
	(void)state;
	char *text = write_rows(SHEET_CSV, "a,\"b\"\nc", "plain");
	assert_string_equal(text, "name,n,note\r\n\"a,\"\"b\"\"\nc\",-5,\r\nplain,1200,x\r\n");
	free(text);
}

static void csv__shows__controls_as_marks(void **state)
{
	(void)state;
	char *text = write_rows(SHEET_CSV, "A\x1b[31mda\nX\x07", "B\x1b]0;x\xc2\x9b\r");
	assert_string_equal(text, "name,n,note\r\n\"A^[[31mda\nX^G\",-5,\r\nB^[]0;x<U+009B>^M,1200,x\r\n");
	free(text);
}

static void csv__takes__the_formula_out_of_a_text(void **state)
{
	static const struct {
		const char *in, *out;
	} cells[] = {
		{"=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
		{"+1+1", "'+1+1"},
		{"-2+3", "'-2+3"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"\t=1", "'\t=1"},
		{"\r=1", "'^M=1"},
		{" =1", "\"' =1\""},
		{"\"=1\"", "\"'\"\"=1\"\"\""},
		{"\xef\xbc\x9d"
		 "1",
		 "'\xef\xbc\x9d"
		 "1"},
		{"\x1b[2J", "'^[[2J"},
		{"a=b", "a=b"},
		{"Smith-Jones", "Smith-Jones"},
		{"", ""},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		char *text = NULL;
		size_t n = 0;
		FILE *out = open_memstream(&text, &n);
		csv_cell(out, cells[i].in);
		fclose(out);
		assert_string_equal(text, cells[i].out);
		free(text);
	}
}

static void json__is__one_array_whatever_the_rows(void **state)
{
	(void)state;
	char *text = write_rows(SHEET_JSON, NULL, "\"\\\x01\x7f\xe2\x80\xae\xff");
	assert_string_equal(
		text,
		"[\n{\"name\":null,\"n\":-5,\"note\":null},\n"
		"{\"name\":\"\\\"\\\\\\u0001\\u007f\\u202e\xef\xbf\xbd\",\"n\":1200,\"note\":\"x\"}\n]\n");
	free(text);
	size_t n = 0;
	text = NULL;
	FILE *out = open_memstream(&text, &n);
	sheet_done(sheet_new(out, SHEET_JSON, columns, 3));
	fclose(out);
	assert_string_equal(text, "[]\n");
	free(text);
}

static void json__nests__objects_and_lines(void **state)
{
	char *text = NULL;
	size_t n = 0;
	(void)state;
	FILE *out = open_memstream(&text, &n);
	struct json json = {.out = out};
	json_object(&json);
	json_member(&json, "a", "b");
	json_key(&json, "list");
	json_lines(&json);
	json_number(&json, 1);
	json_object(&json);
	json_key(&json, "rate");
	json_share(&json, 2, 3);
	json_key(&json, "none");
	json_share(&json, 0, 0);
	json_end(&json);
	json_end(&json);
	json_key(&json, "last");
	json_bool(&json, true);
	json_end(&json);
	fclose(out);
	assert_string_equal(
		text, "{\"a\":\"b\",\"list\":[\n1,\n{\"rate\":0.666667,\"none\":null}\n],\"last\":true}\n");
	free(text);
}

static void share__says__all_only_when_it_is_all(void **state)
{
	char text[SHARE_SIZE];
	(void)state;
	assert_string_equal(share_text(1, 1, text), "1");
	assert_string_equal(share_text(0, 7, text), "0");
	assert_string_equal(share_text(6, 7, text), "0.857143");
	assert_string_equal(share_text(850, 1000, text), "0.85");
	assert_string_equal(share_percent(1, 1, text), "100.0%");
	assert_string_equal(share_percent(9999, 10000, text), "99.9%");
	assert_string_equal(share_percent(6, 7, text), "85.7%");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table__aligns__by_true_width),
		cmocka_unit_test(table__shows__controls_as_marks),
		cmocka_unit_test(table__writes__nothing_without_rows),
		cmocka_unit_test(csv__quotes__as_the_standard_asks),
		cmocka_unit_test(csv__shows__controls_as_marks),
		cmocka_unit_test(csv__takes__the_formula_out_of_a_text),
		cmocka_unit_test(json__is__one_array_whatever_the_rows),
		cmocka_unit_test(json__nests__objects_and_lines),
		cmocka_unit_test(share__says__all_only_when_it_is_all),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
