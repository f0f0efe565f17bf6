#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "exchange/csv.h"
#include "transcript.h"

struct sample {
	const char *what;
	const char *bytes;
	size_t n;
	const char *expected;
};

#define SAMPLE(what, bytes, expected) { what, bytes, sizeof(bytes) - 1, expected }

#define UNCLOSED "the quote that opens here is not closed before the end of the file\n"
#define TRAILING "text after the closing quote: a quote inside quotes is written twice\n"

static const struct sample separators[] = {
	SAMPLE("comma", "a,b\nx,y\n", "H1[a|b]\nR2[x|y]\nZ1\n"),
	SAMPLE("semicolon", "a;b\nx,1;y\n", "H1[a|b]\nR2[x,1|y]\nZ1\n"),
	SAMPLE("tab", "a\tb\nx,1;2\ty\n", "H1[a|b]\nR2[x,1;2|y]\nZ1\n"),
	SAMPLE("the one that occurs most", "a;b, c;d\nx;y;z\n", "H1[a|b, c|d]\nR2[x|y|z]\nZ1\n"),
	SAMPLE("not those inside quotes", "\"a,b,c\";d\nx;y\n", "H1[a,b,c|d]\nR2[x|y]\nZ1\n"),
	SAMPLE("a single column", "a\nx\ny;z\n", "H1[a]\nR2[x]\nR3[y;z]\nZ2\n"),
	SAMPLE("named by Excel", "sep=;\r\na;b,c,d\r\nx;y\r\n", "H2[a|b,c,d]\nR3[x|y]\nZ1\n"),
	SAMPLE("named by Excel as a tab", "SEP=\t\na\tb\n", "H2[a|b]\nZ0\n"),
};

static const struct sample quotes[] = {
	SAMPLE("a separator inside", "a,b\n\"x,y\",z\n", "H1[a|b]\nR2[x,y|z]\nZ1\n"),
	SAMPLE("a doubled quote", "a,b\n\"x \"\"y\"\"\",\"\"\"\"\n", "H1[a|b]\nR2[x \"y\"|\"]\nZ1\n"),
	SAMPLE("an empty text", "a,b\n\"\",x\n", "H1[a|b]\nR2[|x]\nZ1\n"),
	SAMPLE("a line end inside", "a,b\n\"x\ny\",z\nv,w\n", "H1[a|b]\nR2[x\ny|z]\nR4[v|w]\nZ2\n"),
	SAMPLE("CR LF inside becomes LF", "a,b\r\n\"x\r\n\r\ny\r\",z\r\n", "H1[a|b]\nR2[x\n\ny\r|z]\nZ1\n"),
	SAMPLE("a line end in the heading row", "a,\"b\n c\"\nx,y\n", "H1[a|b c]\nR3[x|y]\nZ1\n"),
	SAMPLE("blanks around the quotes", "a,b\n \"x,y\" ,  \"z\"\t\n", "H1[a|b]\nR2[x,y|z]\nZ1\n"),
	SAMPLE("inside a cell it is a sign", "a,b\n5\" nail,x\"\n", "H1[a|b]\nR2[5\" nail|x\"]\nZ1\n"),
	SAMPLE("closed by the end of the file", "a,b\nx,\"y\"", "H1[a|b]\nR2[x|y]\nZ1\n"),
	SAMPLE("text after the closing one", "a,b\nx,\"y\"z\nv,w\n",
		"H1[a|b]\nX2.2 " TRAILING "R3[v|w]\nZ2\n"),
	SAMPLE("text after it and blanks", "a,b\n\"x\" y,z\n", "H1[a|b]\nX2.1 " TRAILING "Z1\n"),
	SAMPLE("a quote after it and blanks", "a,b\n\"x\" \"y\",z\n", "H1[a|b]\nX2.1 " TRAILING "Z1\n"),
	SAMPLE("not closed", "a,b\nv,w\nx,\"y\nz,\nq\n", "H1[a|b]\nR2[v|w]\nE line 3, column 2: " UNCLOSED),
	SAMPLE("not closed after others were", "a,b\n\"x\n\",\"y\n",
		"H1[a|b]\nE line 3, column 2: " UNCLOSED),
	SAMPLE("not closed at once", "a\n\"", "H1[a]\nE line 2, column 1: " UNCLOSED),
	SAMPLE("not closed in the heading row", "a,\"b\nx,y\n",
		"E line 1: the quote that opens in this heading row is not closed\n"),
};

static const struct sample line_ends[] = {
	SAMPLE("LF", "a,b\nx,y\n", "H1[a|b]\nR2[x|y]\nZ1\n"),
	SAMPLE("CR LF", "a,b\r\nx,y\r\n\"v\",\"w\"\r\n", "H1[a|b]\nR2[x|y]\nR3[v|w]\nZ2\n"),
	SAMPLE("both", "a,b\r\nx,y\nv,w\r\n", "H1[a|b]\nR2[x|y]\nR3[v|w]\nZ2\n"),
	SAMPLE("CR CR LF, written twice over", "a,b\r\r\nx,y\r\r\n", "H1[a|b]\nR2[x|y]\nZ1\n"),
	SAMPLE("none at the end", "a,b\nx,y", "H1[a|b]\nR2[x|y]\nZ1\n"),
	SAMPLE("a CR at the end", "a,b\r\nx,y\r", "H1[a|b]\nR2[x|y]\nZ1\n"),
	SAMPLE("a heading row without one", "a,b", "H1[a|b]\nZ0\n"),
	SAMPLE("CR alone", "a,b\rx,y\r",
		"E line 1: its line ends are CR alone: save it again as \"CSV UTF-8\", with CR LF or LF\n"),
	SAMPLE("a CR in a row", "a,b\nx\ry,z\nv,w\n", "H1[a|b]\nX2.1 a CR without LF\nR3[v|w]\nZ2\n"),
};

static const struct sample encodings[] = {
	SAMPLE("UTF-8", "a,b\nZo\xC3\xAB,\xE2\x82\xAC\n", "H1[a|b]\nR2[Zo\xC3\xAB|\xE2\x82\xAC]\nZ1\n"),
	SAMPLE("its mark", "\xEF\xBB\xBF" "a,b\nx,y\n", "H1[a|b]\nR2[x|y]\nZ1\n"),
	SAMPLE("its mark before a quote", "\xEF\xBB\xBF\"a\",b\nx,y\n", "H1[a|b]\nR2[x|y]\nZ1\n"),
	SAMPLE("Windows-1252", "a,b\nx,y\nZo\xEB,\x80\n\xC3\xAB,z\n",
		"H1[a|b]\nR2[x|y]\nW read as Windows-1252, since line 3 is not UTF-8\n"
		"R3[Zo\xC3\xAB|\xE2\x82\xAC]\nR4[\xC3\x83\xC2\xAB|z]\nZ3\n"),
	SAMPLE("Windows-1252 in the heading row", "N\xE9,b\nx,y\n",
		"W read as Windows-1252, since line 1 is not UTF-8\nH1[ne|b]\nR2[x|y]\nZ1\n"),
	SAMPLE("what Windows-1252 leaves undefined", "a,b\nx,\x81\n\xEB,z\n",
		"H1[a|b]\nW read as Windows-1252, since line 2 is not UTF-8\n"
		"X2.2 a byte that is neither UTF-8 nor Windows-1252\nR3[\xC3\xAB|z]\nZ2\n"),
	SAMPLE("a spoilt row of UTF-8", "a,b\n\xC3\xAB,y\nx,\xEB\nv,w\n",
		"H1[a|b]\nR2[\xC3\xAB|y]\nX3.2 bytes that are not UTF-8, as the file otherwise is\n"
		"R4[v|w]\nZ3\n"),
	SAMPLE("a spoilt row of marked UTF-8", "\xEF\xBB\xBF" "a,b\n\xED\xA0\x80,y\n",
		"H1[a|b]\nX2.1 bytes that are not UTF-8, as the file otherwise is\nZ1\n"),
	SAMPLE("half a character in each of two cells", "\xEF\xBB\xBF" "a,b\nx\xC3,\xAB\n",
		"H1[a|b]\nX2.1 bytes that are not UTF-8, as the file otherwise is\nZ1\n"),
	SAMPLE("UTF-16, least first", "\xFF\xFE" "a\0,\0b\0\n\0",
		"E line 1: it is UTF-16: save it again as \"CSV UTF-8\"\n"),
	SAMPLE("UTF-16, most first", "\xFE\xFF\0a\0,\0b\0\n",
		"E line 1: it is UTF-16: save it again as \"CSV UTF-8\"\n"),
	SAMPLE("UTF-16 without a mark", "a\0,\0b\0\n\0",
		"E line 1: a NUL byte in the heading row: this is no text file, or UTF-16; "
		"save it again as \"CSV UTF-8\"\n"),
	SAMPLE("a workbook", "PK\3\4xyz",
		"E line 1: it is a workbook or another archive: save the sheet as \"CSV UTF-8\"\n"),
	SAMPLE("NUL in a row", "a,b\nx,y\0z\n\0,\n\"\0\",\nv,w\n",
		"H1[a|b]\nX2.2 a NUL byte\nX3.1 a NUL byte\nX4.1 a NUL byte\nR5[v|w]\nZ4\n"),
	SAMPLE("NUL after the closing quote", "a,b\n\"x\"\0,y\n", "H1[a|b]\nX2.1 a NUL byte\nZ1\n"),
};

static const struct sample shapes[] = {
	SAMPLE("headings trimmed and folded", " Date of  Birth ,\"NAME\"\nx,y\n",
		"H1[date of birth|name]\nR2[x|y]\nZ1\n"),
	SAMPLE("empty headings at the end", "a,b,,\nx,y,,\nx,y,z,\n",
		"H1[a|b]\nR2[x|y]\nX3.3 a cell beyond the last heading\nZ2\n"),
	SAMPLE("an empty heading between", "a,,b\nx,y,z\n", "H1[a||b]\nR2[x|y|z]\nZ1\n"),
	SAMPLE("two headings alike", "a,b,A\nx,y,z\n",
		"H1[a|b|a]\nW columns 1 and 3 have the same heading\nR2[x|y|z]\nZ1\n"),
	SAMPLE("too few cells", "a,b,c\nx\nx,y\n", "H1[a|b|c]\nR2[x||]\nR3[x|y|]\nZ2\n"),
	SAMPLE("too many, empty", "a,b\nx,y,, \n", "H1[a|b]\nR2[x|y]\nZ1\n"),
	SAMPLE("too many, filled", "a,b\nx,y,,z\n", "H1[a|b]\nX2.4 a cell beyond the last heading\nZ1\n"),
	SAMPLE("cells are not trimmed", "a,b\n x , y\n", "H1[a|b]\nR2[ x | y]\nZ1\n"),
	SAMPLE("empty rows are passed over", "\n\r\n,,\na,b\n\n,\n \n\"\",\"\"\nx,y\n",
		"H4[a|b]\nR9[x|y]\nZ1\n"),
	SAMPLE("the heading row again", "a,B\nx,y\n A ,b\na,b,c\n",
		"H1[a|b]\nR2[x|y]\nX3.0 the heading row once more\n"
		"X4.3 a cell beyond the last heading\nZ3\n"),
	SAMPLE("nothing", "", "E line 1: no heading row: the file is empty\n"),
	SAMPLE("blank lines alone", "\n \n,,\n", "E line 1: no heading row: the file is empty\n"),
	SAMPLE("the mark alone", "\xEF\xBB\xBF", "E line 1: no heading row: the file is empty\n"),
	SAMPLE("a short file", "a", "H1[a]\nZ0\n"),
	SAMPLE("empty headings in quotes", "\"\",\"\"\n", "E line 1: no heading row: the file is empty\n"),
};

static void expect(const struct sample *sample, size_t first, size_t step)
{
	char *got = transcript(sample->bytes, sample->n, first, step);

	if (strcmp(got, sample->expected) != 0)
		print_error("%s, cut at %zu, then each %zu\n", sample->what, first, step);
	assert_string_equal(got, sample->expected);
	free(got);
}

/* However the bytes come, the rows are the same: whole, one by one, and cut at each place. */
static void expect_all(const struct sample *samples, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		expect(&samples[i], 1, 1);
		for (size_t first = 1; first <= samples[i].n; first++)
			expect(&samples[i], first, samples[i].n);
	}
}

#define EXPECT_ALL(samples) expect_all(samples, sizeof(samples) / sizeof(samples[0]))

static void csv__finds__the_separator_from_the_heading_row(void **state)
{
	(void)state;
	EXPECT_ALL(separators);
}

static void csv__reads__quotes_and_names_the_row_of_a_bad_one(void **state)
{
	(void)state;
	EXPECT_ALL(quotes);
}

static void csv__reads__either_line_end_and_refuses_cr_alone(void **state)
{
	(void)state;
	EXPECT_ALL(line_ends);
}

static void csv__finds__the_encoding_or_says_what_is_wrong(void **state)
{
	(void)state;
	EXPECT_ALL(encodings);
}

static void csv__gives__rows_the_shape_of_the_heading_row(void **state)
{
	(void)state;
	EXPECT_ALL(shapes);
}

/* before, then n times filler, then after. */
static void expect_filled(const char *before, char filler, size_t n, const char *after, const char *expected)
{
	static const size_t steps[] = { 4093, 65536, SIZE_MAX };
	size_t head = strlen(before), tail = strlen(after), all = head + n + tail;
	char *bytes = mem_new(all);

	memcpy(bytes, before, head);
	memset(bytes + head, filler, n);
	memcpy(bytes + head + n, after, tail);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		char *got = transcript(bytes, all, steps[i], steps[i]);

		assert_string_equal(got, expected);
		free(got);
	}
	free(bytes);
}

static void csv__refuses__a_row_over_one_megabyte_and_goes_on(void **state)
{
	(void)state;
	expect_filled("a,b\nx,", 'y', CSV_RECORD_MAX - 2, "\nv,w\n",
		"H1[a|b]\nX2.2 the row is longer than 1 MB\nR3[v|w]\nZ2\n");
	expect_filled("a,b\nx,", 'y', 5 * CSV_RECORD_MAX, "\nv,w\n",
		"H1[a|b]\nX2.2 the row is longer than 1 MB\nR3[v|w]\nZ2\n");
	expect_filled("a,b\nx,", '\0', 5 * CSV_RECORD_MAX, "\nv,w\n",
		"H1[a|b]\nX2.2 a NUL byte\nR3[v|w]\nZ2\n");
	expect_filled("a\n", '\xEB', CSV_RECORD_MAX - 1, "\nv\n",
		"H1[a]\nW read as Windows-1252, since line 2 is not UTF-8\n"
		"X2.1 the row is longer than 1 MB\nR3[v]\nZ2\n");
}

static void csv__takes__a_row_of_exactly_one_megabyte(void **state)
{
	struct str_buf expected = { 0 };

	(void)state;
	str_add(&expected, "H1[a]\nR2[");
	for (size_t i = 0; i < CSV_RECORD_MAX - 1; i++)
		str_add_char(&expected, 'y');
	str_add(&expected, "]\nZ1\n");
	expect_filled("a\n", 'y', CSV_RECORD_MAX - 1, "\n", expected.text);
	str_done(&expected);
}

static void csv__stops__at_a_quote_not_closed_within_one_megabyte(void **state)
{
	(void)state;
	expect_filled("a,b\nv,w\nx,\"", '\n', 3 * CSV_RECORD_MAX, "\"\n",
		"H1[a|b]\nR2[v|w]\n"
		"E line 3, column 2: the quote that opens here is not closed within 1 MB\n");
	expect_filled("a,\"", 'y', 3 * CSV_RECORD_MAX, "\"\n",
		"E line 1: the quote that opens in this heading row is not closed\n");
}

static void csv__refuses__more_than_a_thousand_columns(void **state)
{
	(void)state;
	expect_filled("a,b\nx", ',', 1000, "\nv,w\n",
		"H1[a|b]\nX2.1001 more than 1,000 columns\nR3[v|w]\nZ2\n");
	expect_filled("a,b\nx", ',', 999, "\nv,w\n", "H1[a|b]\nR2[x|]\nR3[v|w]\nZ2\n");
	expect_filled("a,b\nx", ',', 1000 * 1000, "\nv,w\n",
		"H1[a|b]\nX2.1001 more than 1,000 columns\nR3[v|w]\nZ2\n");
	expect_filled("a", ',', 1000 * 1000, "\nv,w\n", "E line 1, column 1001: more than 1,000 columns\n");
}

static void csv__refuses__what_is_no_heading_row(void **state)
{
	(void)state;
	expect_filled("a,", 'b', 1001, "\nx,y\n",
		"E line 1, column 2: too long for a heading: does the file begin with its heading row?\n");
	expect_filled("a", 'b', 3 * CSV_RECORD_MAX, "\n", "E line 1: the heading row is longer than 1 MB\n");
}

static bool stop(void *world, uint64_t line, const struct str_view *cells, size_t n)
{
	(void)line;
	(void)cells;
	(void)n;
	++*(int *)world;
	return *(int *)world < 2;
}

static bool no_refusal(void *world, uint64_t line, uint32_t column, const char *why)
{
	(void)world;
	(void)line;
	(void)column;
	(void)why;
	return true;
}

static bool no_note(void *world, const char *text)
{
	(void)world;
	(void)text;
	return true;
}

static void csv__stops__when_the_sink_does(void **state)
{
	static const char bytes[] = "a\nx\ny\nz\n";
	int calls = 0;
	const struct csv_sink sink = { &calls, stop, stop, no_refusal, no_note };
	struct csv *csv = csv_new(&sink);
	struct error err = { 0 };

	(void)state;
	assert_false(csv_feed(csv, bytes, sizeof(bytes) - 1, &err));
	assert_int_equal(err.kind, ERROR_NONE);
	assert_int_equal(calls, 2);
	csv_free(csv);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(csv__finds__the_separator_from_the_heading_row),
		cmocka_unit_test(csv__reads__quotes_and_names_the_row_of_a_bad_one),
		cmocka_unit_test(csv__reads__either_line_end_and_refuses_cr_alone),
		cmocka_unit_test(csv__finds__the_encoding_or_says_what_is_wrong),
		cmocka_unit_test(csv__gives__rows_the_shape_of_the_heading_row),
		cmocka_unit_test(csv__refuses__a_row_over_one_megabyte_and_goes_on),
		cmocka_unit_test(csv__takes__a_row_of_exactly_one_megabyte),
		cmocka_unit_test(csv__stops__at_a_quote_not_closed_within_one_megabyte),
		cmocka_unit_test(csv__refuses__more_than_a_thousand_columns),
		cmocka_unit_test(csv__refuses__what_is_no_heading_row),
		cmocka_unit_test(csv__stops__when_the_sink_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
