#include "config.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/frame.h"
#include "base/mem.h"
#include "base/utf8.h"

enum {
	HEAD = 5,		/* type and length */
	FLUSH_AT = 64 * 1024,
	READ_ROOM = 256 * 1024,
};

/* What a frame of each type carries, in this order. */
struct layout {
	enum frame_type type;
	bool line, list, column, text, cells;
};

static const struct layout layouts[] = {
	{ .type = FRAME_HEADER, .cells = true },
	{ .type = FRAME_ROW, .line = true, .cells = true },
	{ .type = FRAME_REFUSED, .line = true, .column = true, .text = true },
	{ .type = FRAME_FAILED, .text = true },
	{ .type = FRAME_NOTE, .text = true },
	{ .type = FRAME_END, .line = true },
	{ .type = FRAME_LIST, .line = true, .list = true, .cells = true },
	{ .type = FRAME_KIND, .list = true, .column = true, .cells = true },
	{ .type = FRAME_BEGIN, .line = true, .list = true },
	{ .type = FRAME_RECORD, .list = true, .column = true, .cells = true },
	{ .type = FRAME_FAULT, .line = true, .list = true, .cells = true },
	{ .type = FRAME_PROGRESS, .column = true },
};

static const struct layout *layout_of(enum frame_type type)
{
	for (size_t i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++) {
		if (layouts[i].type == type)
			return &layouts[i];
	}
	return NULL;
}

static void put_number(char *to, uint64_t value, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		to[i] = (char)(unsigned char)(value >> (8 * i) & 0xFF);
}

static uint64_t get_number(const char *from, size_t bytes)
{
	uint64_t value = 0;

	for (size_t i = bytes; i > 0; i--)
		value = value << 8 | (unsigned char)from[i - 1];
	return value;
}

/* Nearly every cell is plain ASCII; only the others are looked at character by character. */
static bool text_valid(const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if ((signed char)text[i] <= 0)
			return utf8_valid(text + i, n - i);
	}
	return true;
}

void frame_reader_init(struct frame_reader *reader, int fd)
{
	*reader = (struct frame_reader){ .fd = fd, .room = READ_ROOM };
	reader->buffer = mem_new(READ_ROOM);
	reader->cells = mem_array(FRAME_CELLS_MAX, sizeof(reader->cells[0]));
}

void frame_reader_done(struct frame_reader *reader)
{
	free(reader->buffer);
	free(reader->cells);
	*reader = (struct frame_reader){ .fd = -1 };
}

/* Reads until n bytes lie at start, fewer only where the pipe ends. */
static bool fill(struct frame_reader *reader, size_t n, struct error *err)
{
	if (reader->end - reader->start >= n)
		return true;
	memmove(reader->buffer, reader->buffer + reader->start, reader->end - reader->start);
	reader->end -= reader->start;
	reader->start = 0;
	if (n > reader->room) {
		reader->buffer = mem_resize(reader->buffer, n, 1);
		reader->room = n;
	}
	while (reader->end < n) {
		ssize_t got = read(reader->fd, reader->buffer + reader->end, reader->room - reader->end);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_set(err, ERROR_INPUT, "file reader: its pipe cannot be read: %s",
				strerror(errno));
		if (got == 0)
			break;
		reader->end += (size_t)got;
	}
	return true;
}

/* Cuts n bytes off the front of *body; false when it has fewer. */
static bool cut(struct str_view *body, size_t n, struct str_view *out)
{
	if (body->n < n)
		return false;
	*out = (struct str_view){ body->at, n };
	body->at += n;
	body->n -= n;
	return true;
}

static bool cut_number(struct str_view *body, size_t bytes, uint64_t *out)
{
	struct str_view part;

	if (!cut(body, bytes, &part))
		return false;
	*out = get_number(part.at, bytes);
	return true;
}

static bool cut_cells(struct frame_reader *reader, struct str_view *body, struct frame *out)
{
	uint64_t count, length;

	if (!cut_number(body, 4, &count) || count > FRAME_CELLS_MAX)
		return false;
	for (size_t i = 0; i < count; i++) {
		struct str_view *cell = &reader->cells[i];

		if (!cut_number(body, 4, &length) || !cut(body, (size_t)length, cell))
			return false;
		if (!text_valid(cell->at, cell->n))
			return false;
	}
	out->cells = reader->cells;
	out->n_cells = (size_t)count;
	return true;
}

static bool parse(struct frame_reader *reader, const struct layout *layout, struct str_view body,
		  struct frame *out)
{
	uint64_t list = 0, column = 0;

	*out = (struct frame){ .type = layout->type };
	if (layout->line && !cut_number(&body, 8, &out->line))
		return false;
	if (layout->list && !cut_number(&body, 4, &list))
		return false;
	if (layout->column && !cut_number(&body, 4, &column))
		return false;
	out->list = (uint32_t)list;
	out->column = (uint32_t)column;
	if (layout->cells && !cut_cells(reader, &body, out))
		return false;
	if (layout->text) {
		if (!text_valid(body.at, body.n))
			return false;
		out->text = body;
		body.n = 0;
	}
	return body.n == 0;
}

bool frame_next(struct frame_reader *reader, struct frame *out, struct error *err)
{
	const struct layout *layout;
	struct str_view body;
	uint64_t length;
	size_t have;

	if (!fill(reader, HEAD, err))
		return false;
	have = reader->end - reader->start;
	if (have == 0) {
		*out = (struct frame){ .type = FRAME_CLOSED };
		return true;
	}
	if (have < HEAD)
		return error_set(err, ERROR_INPUT, "file reader: it ended in the middle of a row");
	layout = layout_of((enum frame_type)(unsigned char)reader->buffer[reader->start]);
	length = get_number(reader->buffer + reader->start + 1, 4);
	if (!layout || length > FRAME_MAX)
		return error_set(err, ERROR_INPUT, "file reader: it sent what is not a row");
	if (!fill(reader, HEAD + (size_t)length, err))
		return false;
	if (reader->end - reader->start < HEAD + length)
		return error_set(err, ERROR_INPUT, "file reader: it ended in the middle of a row");
	body = (struct str_view){ reader->buffer + reader->start + HEAD, (size_t)length };
	if (!parse(reader, layout, body, out))
		return error_set(err, ERROR_INPUT, "file reader: it sent what is not a row");
	reader->start += HEAD + (size_t)length;
	return true;
}

void frame_writer_init(struct frame_writer *writer, int fd)
{
	*writer = (struct frame_writer){ .fd = fd };
}

void frame_writer_done(struct frame_writer *writer)
{
	str_done(&writer->pending);
}

bool frame_flush(struct frame_writer *writer, struct error *err)
{
	size_t done = 0;

	while (done < writer->pending.n) {
		ssize_t put = write(writer->fd, writer->pending.text + done, writer->pending.n - done);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return error_set(err, ERROR_INPUT, "file reader: rows cannot be handed over: %s",
				strerror(errno));
		done += (size_t)put;
	}
	str_clear(&writer->pending);
	return true;
}

static void add_number(struct str_buf *buf, uint64_t value, size_t bytes)
{
	char text[8];

	put_number(text, value, bytes);
	str_add_n(buf, text, bytes);
}

bool frame_put(struct frame_writer *writer, const struct frame *frame, struct error *err)
{
	const struct layout *layout = layout_of(frame->type);
	struct str_buf *buf = &writer->pending;
	size_t begin = buf->n, length;

	assert(layout);
	str_add_char(buf, (char)frame->type);
	add_number(buf, 0, 4);
	if (layout->line)
		add_number(buf, frame->line, 8);
	if (layout->list)
		add_number(buf, frame->list, 4);
	if (layout->column)
		add_number(buf, frame->column, 4);
	if (layout->cells) {
		assert(frame->n_cells <= FRAME_CELLS_MAX);
		add_number(buf, frame->n_cells, 4);
		for (size_t i = 0; i < frame->n_cells; i++) {
			add_number(buf, frame->cells[i].n, 4);
			str_add_n(buf, frame->cells[i].at, frame->cells[i].n);
		}
	}
	if (layout->text)
		str_add_n(buf, frame->text.at, frame->text.n);
	length = buf->n - begin - HEAD;
	assert(length <= FRAME_MAX);
	put_number(buf->text + begin + 1, length, 4);
	return buf->n < FLUSH_AT || frame_flush(writer, err);
}
