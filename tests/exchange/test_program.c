#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/str.h"
#include "book.h"
#include "core/exchange.h"

static const char *program(void)
{
	const char *path = getenv("CASECLOCK_EXCHANGE");

	if (!path)
		skip();
	return path;
}

static int file_of(const char *bytes, size_t n)
{
	int fd = memfd_create("file", MFD_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), n);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

static void add_frame(struct str_buf *out, const struct frame *frame)
{
	str_addf(out, "%c%" PRIu64 ".%" PRIu32 " ", (int)frame->type, frame->line, frame->column);
	str_add_n(out, frame->text.at, frame->text.n);
	for (size_t i = 0; i < frame->n_cells; i++) {
		str_add_n(out, frame->cells[i].at, frame->cells[i].n);
		str_add_char(out, '|');
	}
	str_add_char(out, '\n');
}

/* What the program at path makes of the file: a line for each frame, `! text` for an error. */
static char *read_with(const char *path, const char *format, int fd)
{
	struct str_buf out = { 0 };
	struct error err = { 0 };
	struct frame frame = { 0 };
	struct exchange *exchange = exchange_start(path, format, fd, &err);

	while (exchange && frame.type != FRAME_END && exchange_next(exchange, &frame, &err))
		add_frame(&out, &frame);
	if (err.kind != ERROR_NONE)
		str_addf(&out, "! %s\n", err.text);
	exchange_finish(exchange);
	close(fd);
	return str_take(&out);
}

static void program__hands_over__what_a_file_holds(void **state)
{
	static const char bytes[] = "Reference;Name\r\nA1;Zo\xEB\r\n\"A2\";\"a\nb\"\r\nA3;\0\r\nA4\r\n";
	char *got = read_with(program(), "csv", file_of(bytes, sizeof(bytes) - 1));

	(void)state;
	assert_string_equal(got,
		"H0.0 reference|name|\n"
		"W0.0 read as Windows-1252, since line 2 is not UTF-8\n"
		"R2.0 A1|Zo\xC3\xAB|\n"
		"R3.0 A2|a\nb|\n"
		"X5.2 a NUL byte\n"
		"R6.0 A4||\n"
		"Z4.0 \n");
	free(got);
}

static void program__says__why_a_file_is_bad(void **state)
{
	static const char bytes[] = "a,b\nx,\"y\n";
	char *got = read_with(program(), "csv", file_of(bytes, sizeof(bytes) - 1));

	(void)state;
	assert_string_equal(got, "H0.0 a|b|\n"
		"! line 2, column 2: the quote that opens here is not closed before the end of the file\n");
	free(got);
	got = read_with(program(), "csv", file_of("", 0));
	assert_string_equal(got, "! line 1: no heading row: the file is empty\n");
	free(got);
	got = read_with(program(), "csv", open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
	assert_string_equal(got, "! it cannot be read: Is a directory\n");
	free(got);
}

static void program__reads__more_rows_than_fit_anywhere_at_once(void **state)
{
	enum { ROWS = 200000 };
	struct str_buf text = { 0 };
	struct error err = { 0 };
	struct frame frame = { 0 };
	struct exchange *exchange;
	uint64_t rows = 0;
	int fd;

	(void)state;
	str_add(&text, "reference,name,received\n");
	for (int i = 0; i < ROWS; i++)
		str_addf(&text, "C-%06d,Sample Child,2024-03-01T10:00\n", i);
	fd = file_of(text.text, text.n);
	exchange = exchange_start(program(), "csv", fd, &err);
	assert_non_null(exchange);
	while (frame.type != FRAME_END) {
		assert_true(exchange_next(exchange, &frame, &err));
		rows += frame.type == FRAME_ROW;
	}
	assert_int_equal(rows, ROWS);
	assert_int_equal(frame.line, ROWS);
	assert_int_equal(exchange_position(exchange), text.n);
	exchange_finish(exchange);
	close(fd);
	str_done(&text);
}

static void exchange__can_be_left__before_its_end(void **state)
{
	struct error err = { 0 };
	struct exchange *exchange;
	int ends[2];

	(void)state;
	/* A pipe in which nothing more comes: the program waits, and is ended all the same. */
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	assert_int_equal(write(ends[1], "a\nx\n", 4), 4);
	exchange = exchange_start(program(), "csv", ends[0], &err);
	assert_non_null(exchange);
	exchange_finish(exchange);
	close(ends[0]);
	close(ends[1]);
}

static void program__stops__at_a_file_without_end(void **state)
{
	struct error err = { 0 };
	struct frame frame;
	int fd = open("/dev/zero", O_RDONLY | O_CLOEXEC);
	struct exchange *exchange = exchange_start(program(), "csv", fd, &err);

	(void)state;
	assert_non_null(exchange);
	assert_false(exchange_next(exchange, &frame, &err));
	assert_non_null(strstr(err.text, "NUL"));
	exchange_finish(exchange);
	exchange_finish(NULL);
	close(fd);
}

static void exchange__says__that_the_program_is_missing(void **state)
{
	char *got = read_with("/nonexistent/caseclock-exchange", "csv", file_of("", 0));

	(void)state;
	assert_non_null(strstr(got, "cannot be started"));
	free(got);
}

static void exchange__says__that_the_program_ended_early(void **state)
{
	char *got = read_with("/bin/false", "csv", file_of("", 0));

	(void)state;
	assert_string_equal(got, "! the program that reads files stopped before the end (status 1)\n");
	free(got);
	got = read_with(program(), "no-such-format", file_of("", 0));
	assert_string_equal(got, "! the program that reads files stopped before the end (status 2)\n");
	free(got);
}

/* Programs that send what they like: the file is what they send (cat, run as `cat -`). */
static const struct {
	const char *what;
	const char *bytes;
	size_t n;
	const char *expected;
} taken_over[] = {
#define SENDS(what, bytes, expected) { what, bytes, sizeof(bytes) - 1, expected }
	SENDS("a row before the heading row", "R\x0C\0\0\0\2\0\0\0\0\0\0\0\0\0\0\0",
		"sent rows out of order"),
	SENDS("two heading rows", "H\x09\0\0\0\1\0\0\0\1\0\0\0aH\x09\0\0\0\1\0\0\0\1\0\0\0a",
		"sent rows out of order"),
	SENDS("a row of another width", "H\x09\0\0\0\1\0\0\0\1\0\0\0aR\x0C\0\0\0\2\0\0\0\0\0\0\0\0\0\0\0",
		"sent rows out of order"),
	SENDS("a wrong count", "H\x09\0\0\0\1\0\0\0\1\0\0\0aZ\x08\0\0\0\1\0\0\0\0\0\0\0",
		"sent rows out of order"),
	SENDS("no frame", "hello, world", "sent what is not a row"),
	SENDS("words that would move the cursor", "E\4\0\0\0\33[2J", "! ^[[2J"),
	SENDS("a heading row and no end", "H\x09\0\0\0\1\0\0\0\1\0\0\0a",
		"stopped before the end (status 0)"),
#undef SENDS
};

static void exchange__trusts__no_program(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(taken_over) / sizeof(taken_over[0]); i++) {
		char *got = read_with("/bin/cat", "-", file_of(taken_over[i].bytes, taken_over[i].n));

		if (!strstr(got, taken_over[i].expected))
			fail_msg("%s: %s", taken_over[i].what, got);
		free(got);
	}
}

static const char map_text[] =
	"[map m]\nfrom = workbook csv\n[list a]\nsheet = \"List 1*\"\n"
	"column child = id required from ID\ncolumn on = date needed from On\n"
	"make child =\nmake x.y = at on\n";

/* The same, by a map. */
static char *read_mapped(const char *path, const char *map, const char *file_name, int fd)
{
	struct exchange_map how = { .name = "m.map", .file_name = file_name };
	struct str_buf out = { 0 };
	struct error err = { 0 };
	struct frame frame = { 0 };
	struct exchange *exchange;

	how.fd = file_of(map, strlen(map));
	exchange = exchange_start_mapped(path, &how, fd, &err);

	while (exchange && frame.type != FRAME_END && exchange_next(exchange, &frame, &err))
		add_frame(&out, &frame);
	if (err.kind != ERROR_NONE)
		str_addf(&out, "! %s\n", err.text);
	exchange_finish(exchange);
	close(how.fd);
	close(fd);
	return str_take(&out);
}

static void program__reads__by_a_map_what_it_was_given(void **state)
{
	static const char csv[] = "ID,On,x\n007,03/04/2024,\n,,y\n";
	char *got = read_mapped(program(), map_text, "List 1.csv", file_of(csv, sizeof(csv) - 1));

	(void)state;
	assert_string_equal(got,
		"P0.1000 \n"
		"L1.0 a|a|List 1|\n"
		"K0.0 child||reference|id|ID|\n"
		"K0.1 event|x.y|reference|id|ID|at|date|On|about|text||out of|text||\n"
		"W0.0 List 1: not taken in: x\n"
		"B2.0 \n"
		"T0.0 007|\n"
		"T0.1 007|2024-04-03|||\n"
		"Y3.0 it is empty, and the row cannot be without itrow|ID||it is empty, and the row cannot be without it|\n"
		"Z2.0 \n");
	free(got);
	got = read_mapped(program(), "[map m]\nfrom = csv\n[list a]\n", "x", file_of("x", 1));
	assert_string_equal(got,
		"W0.0 m.map:3: no required column `child`, or `skip` with the reason why it is not taken in\n"
		"W0.0 m.map:3: nothing is made of its rows: expected `make`\n"
		"! m.map:3: no required column `child`, or `skip` with the reason why it is not taken in\n");
	free(got);
}

/* Behind the confinement neither a zone file nor a converter can be opened; a workbook's names are UTF-8
 * and its members have dates. */
static void program__unpacks__a_workbook_without_any_file(void **state)
{
	static const char sheet[] = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>ID</v></c>"
		"<c r=\"B1\" t=\"str\"><v>On</v></c></row>"
		"<row r=\"2\"><c r=\"A2\" t=\"str\"><v>Zo\xC3\xAB</v></c>"
		"<c r=\"B2\" s=\"1\"><v>45323</v></c></row></sheetData></worksheet>";
	struct book book = { .flags = 0x800 };
	char *bytes, *got;
	size_t n;

	(void)state;
	book_add(&book, "docProps/Zo\xC3\xAB.xml", "x", 1);
	book_parts(&book, "List 1");
	book_add(&book, "xl/worksheets/sheet1.xml", sheet, sizeof(sheet) - 1);
	bytes = book_take(&book, &n);
	got = read_mapped(program(), map_text, "x.xlsx", file_of(bytes, n));
	assert_non_null(strstr(got, "T0.1 Zo\xC3\xAB|2024-02-01|||\nZ1.0"));
	free(got);
	got = read_mapped(program(), map_text, "x.xlsx", file_of(bytes, n / 2));
	assert_string_equal(got, "! it is no whole workbook: it was cut off, or is another archive\n");
	free(got);
	free(bytes);
}

static const char census_map[] =
	"[map m]\nfrom = xml\n[list a]\nunit = M/C\nrow = .\n"
	"column child = id required from ID\nmake child =\n";

static void program__reads__xml_of_every_coding_without_any_file(void **state)
{
	static const char latin[] = "<?xml version=\"1.0\" encoding=\"windows-1252\"?>"
		"<M><C><ID>Zo\xEB</ID></C></M>";
	static const char external[] = "<!DOCTYPE M [<!ENTITY a SYSTEM \"/etc/passwd\">]><M>&a;</M>";
	static const char ebcdic[] = "\x4C\x6F\xA7\x94\x93\x40";
	char *got = read_mapped(program(), census_map, "x.xml", file_of(latin, sizeof(latin) - 1));

	(void)state;
	assert_non_null(strstr(got, "T0.0 Zo\xC3\xAB|\nZ1.0"));
	free(got);
	got = read_mapped(program(), census_map, "x.xml", file_of(external, sizeof(external) - 1));
	assert_string_equal(got, "P0.1000 \n"
		"! line 1: it has a DTD (<!DOCTYPE>), which no extract needs: it is not read\n");
	free(got);
	got = read_mapped(program(), census_map, "x.xml", file_of(ebcdic, sizeof(ebcdic) - 1));
	assert_string_equal(got, "! it is a text file, and m.map is read from XML\n");
	free(got);
}

#define L "L\x1D\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\3\0\0\0\1\0\0\0a\0\0\0\0\0\0\0\0"
#define B "B\x0C\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0"

/* The same of what comes by a map. */
static const struct {
	const char *what;
	const char *bytes;
	size_t n;
} mapped_over[] = {
#define SENDS(what, bytes) { what, bytes, sizeof(bytes) - 1 }
	SENDS("a row of no list", B),
	SENDS("a heading row", "H\x09\0\0\0\1\0\0\0\1\0\0\0a"),
	SENDS("a list out of turn", "L\x1D\0\0\0\1\0\0\0\0\0\0\0\1\0\0\0\3\0\0\0\1\0\0\0a\0\0\0\0\0\0\0\0"),
	SENDS("a list of two cells", "L\x19\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\2\0\0\0\1\0\0\0a\0\0\0\0"),
	SENDS("a record of no kind", L B "T\x0C\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
	SENDS("a record outside a row", L "T\x0C\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
	SENDS("a fault of nothing", L "Y\x10\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
	SENDS("too much progress", "P\4\0\0\0\xE9\3\0\0"),
	SENDS("a wrong count", L B "Z\x08\0\0\0\2\0\0\0\0\0\0\0"),
#undef SENDS
};

static void exchange__trusts__no_program_with_a_map(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(mapped_over) / sizeof(mapped_over[0]); i++) {
		/* cat says that there is no file called map, and sends the one on its input. */
		int fd = file_of(mapped_over[i].bytes, mapped_over[i].n);
		char *got = read_mapped("/bin/cat", "x", "-", fd);

		if (!strstr(got, "sent rows out of order"))
			fail_msg("%s: %s", mapped_over[i].what, got);
		free(got);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(program__reads__by_a_map_what_it_was_given),
		cmocka_unit_test(program__unpacks__a_workbook_without_any_file),
		cmocka_unit_test(program__reads__xml_of_every_coding_without_any_file),
		cmocka_unit_test(exchange__trusts__no_program_with_a_map),
		cmocka_unit_test(program__hands_over__what_a_file_holds),
		cmocka_unit_test(program__says__why_a_file_is_bad),
		cmocka_unit_test(program__reads__more_rows_than_fit_anywhere_at_once),
		cmocka_unit_test(exchange__can_be_left__before_its_end),
		cmocka_unit_test(program__stops__at_a_file_without_end),
		cmocka_unit_test(exchange__says__that_the_program_is_missing),
		cmocka_unit_test(exchange__says__that_the_program_ended_early),
		cmocka_unit_test(exchange__trusts__no_program),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
