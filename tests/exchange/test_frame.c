#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/frame.h"
#include "base/mem.h"

/* A file in memory with these bytes, at its start. */
static int file_of(const char *bytes, size_t n)
{
	int fd = memfd_create("frames", MFD_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), n);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

static void assert_view(struct str_view got, const char *expected)
{
	assert_int_equal(got.n, strlen(expected));
	assert_memory_equal(got.at, expected, got.n);
}

static const struct str_view two_cells[] = { { "reference", 9 }, { "", 0 } };

static const struct frame all_types[] = {
	{ .type = FRAME_HEADER, .cells = two_cells, .n_cells = 2 },
	{ .type = FRAME_ROW, .line = UINT64_C(0x123456789A), .cells = two_cells, .n_cells = 2 },
	{ .type = FRAME_ROW, .line = 3 },
	{ .type = FRAME_REFUSED, .line = 4, .column = 1000, .text = { "why", 3 } },
	{ .type = FRAME_NOTE, .text = { "Zo\xC3\xAB", 4 } },
	{ .type = FRAME_FAILED, .text = { "bad", 3 } },
	{ .type = FRAME_END, .line = 5 },
};

static void assert_same(const struct frame *got, const struct frame *put)
{
	assert_int_equal(got->type, put->type);
	assert_int_equal(got->line, put->line);
	assert_int_equal(got->column, put->column);
	assert_int_equal(got->n_cells, put->n_cells);
	for (size_t i = 0; i < got->n_cells; i++)
		assert_view(got->cells[i], put->cells[i].at);
	assert_int_equal(got->text.n, put->text.n);
	if (got->text.n)
		assert_memory_equal(got->text.at, put->text.at, got->text.n);
}

static void frame__comes_back__as_it_was_put(void **state)
{
	int fd = file_of("", 0);
	struct frame_writer writer;
	struct frame_reader reader;
	struct frame frame;
	struct error err = { 0 };

	(void)state;
	frame_writer_init(&writer, fd);
	for (size_t round = 0; round < 5000; round++) {
		for (size_t i = 0; i < sizeof(all_types) / sizeof(all_types[0]); i++)
			assert_true(frame_put(&writer, &all_types[i], &err));
	}
	assert_true(frame_flush(&writer, &err));
	frame_writer_done(&writer);
	lseek(fd, 0, SEEK_SET);
	frame_reader_init(&reader, fd);
	for (size_t round = 0; round < 5000; round++) {
		for (size_t i = 0; i < sizeof(all_types) / sizeof(all_types[0]); i++) {
			assert_true(frame_next(&reader, &frame, &err));
			assert_same(&frame, &all_types[i]);
		}
	}
	for (int i = 0; i < 2; i++) {
		assert_true(frame_next(&reader, &frame, &err));
		assert_int_equal(frame.type, FRAME_CLOSED);
	}
	frame_reader_done(&reader);
	close(fd);
}

static void frame__holds__the_longest_row(void **state)
{
	const size_t n = FRAME_MAX - 8 - 4 - 4;
	char *text = mem_new(n);
	const struct str_view cell = { text, n };
	const struct frame row = { .type = FRAME_ROW, .line = 2, .cells = &cell, .n_cells = 1 };
	int fd = file_of("", 0);
	struct frame_writer writer;
	struct frame_reader reader;
	struct frame frame;
	struct error err = { 0 };

	(void)state;
	memset(text, 'x', n);
	frame_writer_init(&writer, fd);
	assert_true(frame_put(&writer, &row, &err));
	frame_writer_done(&writer);
	lseek(fd, 0, SEEK_SET);
	frame_reader_init(&reader, fd);
	assert_true(frame_next(&reader, &frame, &err));
	assert_int_equal(frame.n_cells, 1);
	assert_int_equal(frame.cells[0].n, n);
	assert_memory_equal(frame.cells[0].at, text, n);
	frame_reader_done(&reader);
	free(text);
	close(fd);
}

struct hostile {
	const char *what;
	const char *bytes;
	size_t n;
};

#define HOSTILE(what, bytes) { what, bytes, sizeof(bytes) - 1 }

static const struct hostile hostiles[] = {
	HOSTILE("an unknown type", "Q\0\0\0\0"),
	HOSTILE("the type of a closed pipe", "\0\0\0\0\0"),
	HOSTILE("half a head", "R\4\0"),
	HOSTILE("a length over the limit", "W\1\0\40\0x"),
	HOSTILE("the greatest length", "W\xFF\xFF\xFF\xFFx"),
	HOSTILE("a body cut short", "W\4\0\0\0abc"),
	HOSTILE("no room for the count", "H\2\0\0\0\0\0"),
	HOSTILE("a count over the limit", "H\4\0\0\0\xE9\3\0\0"),
	HOSTILE("a count that more cells would need", "H\4\0\0\0\1\0\0\0"),
	HOSTILE("a cell longer than the frame", "H\x0B\0\0\0\1\0\0\0\4\0\0\0abc"),
	HOSTILE("a cell of the greatest length", "H\x0B\0\0\0\1\0\0\0\xFF\xFF\xFF\xFF" "abc"),
	HOSTILE("bytes left over", "H\x0C\0\0\0\1\0\0\0\3\0\0\0abcd"),
	HOSTILE("a cell that is not UTF-8", "H\x0B\0\0\0\1\0\0\0\3\0\0\0a\xEBz"),
	HOSTILE("a cell with NUL", "H\x0B\0\0\0\1\0\0\0\3\0\0\0a\0z"),
	HOSTILE("a text that is not UTF-8", "E\2\0\0\0\xED\xA0"),
	HOSTILE("a row without a line", "R\4\0\0\0\0\0\0\0"),
	HOSTILE("a refusal without a column", "X\x0A\0\0\0\1\0\0\0\0\0\0\0\1\0"),
	HOSTILE("an end with more", "Z\x09\0\0\0\1\0\0\0\0\0\0\0\0"),
};

static void frame__refuses__what_is_no_frame(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(hostiles) / sizeof(hostiles[0]); i++) {
		int fd = file_of(hostiles[i].bytes, hostiles[i].n);
		struct frame_reader reader;
		struct frame frame;
		struct error err = { 0 };

		frame_reader_init(&reader, fd);
		if (frame_next(&reader, &frame, &err))
			fail_msg("taken: %s", hostiles[i].what);
		assert_int_equal(err.kind, ERROR_INPUT);
		frame_reader_done(&reader);
		close(fd);
	}
}

static void frame__tells__when_it_cannot_read_or_write(void **state)
{
	struct frame_reader reader;
	struct frame_writer writer;
	struct frame frame;
	struct error err = { 0 };

	(void)state;
	frame_reader_init(&reader, -1);
	assert_false(frame_next(&reader, &frame, &err));
	assert_int_equal(err.kind, ERROR_INPUT);
	frame_reader_done(&reader);
	frame_writer_init(&writer, -1);
	assert_true(frame_put(&writer, &all_types[0], &err));
	error_clear(&err);
	assert_false(frame_flush(&writer, &err));
	assert_int_equal(err.kind, ERROR_INPUT);
	frame_writer_done(&writer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(frame__comes_back__as_it_was_put),
		cmocka_unit_test(frame__holds__the_longest_row),
		cmocka_unit_test(frame__refuses__what_is_no_frame),
		cmocka_unit_test(frame__tells__when_it_cannot_read_or_write),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
