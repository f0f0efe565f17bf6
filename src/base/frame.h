/* Frames: how the file readers of libexec hand typed rows to caseclock through a pipe.
 *
 * One frame is a type (1 byte), the length of what follows (4 bytes, least first, at most
 * FRAME_MAX) and that many bytes:
 *
 *   'H' the heading row     cells
 *   'R' a row               u64 line, cells
 *   'X' a refused row       u64 line, u32 column (0: the row as a whole), text
 *   'E' the file is bad     text; nothing follows
 *   'W' something to know   text
 *   'Z' the end             u64 rows, the refused ones among them
 *
 * What is read by a map (caseclock-map(5)) comes as lists, rows and records instead of 'H', 'R'
 * and 'X'. Lists count from 0, kinds of record from 0 in each list:
 *
 *   'L' a list was found    u64 line of its heading row (0: it has none), u32 list,
 *                           cells: key, title, name of the sheet or file
 *   'K' a kind of record    u32 list, u32 kind, cells: "child" or "event", the event's key, then
 *                           for each value its name, its type and the heading it stands under
 *                           (of what an event is about those, parted by commas, that tell it)
 *   'B' a row begins        u64 row, u32 list; its records follow
 *   'T' a record            u32 list, u32 kind, cells: its values, in the order of 'K'
 *   'Y' not taken           u64 row, u32 list, cells: what ("list", "row" or "value"), heading,
 *                           value, reason. A row that is not taken has no 'B'; of one with a
 *                           value that is not, 'Y' comes between its 'B' and its records
 *   'P' so far              u32 thousandths of the file
 *
 * where cells is u32 count and, for each, u32 length and the bytes. Lines and columns count
 * from 1. Every text is UTF-8 without NUL. Whoever reads trusts none of it: the program at
 * the other end has just read a hostile file. */
#ifndef BASE_FRAME_H
#define BASE_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/error.h"
#include "base/str.h"

enum {
	FRAME_MAX = 2 * 1024 * 1024,	/* bytes after the length */
	FRAME_CELLS_MAX = 1000,		/* cells of one row */
};

enum frame_type {
	FRAME_CLOSED = 0,	/* never sent: the pipe was closed between two frames */
	FRAME_HEADER = 'H',
	FRAME_ROW = 'R',
	FRAME_REFUSED = 'X',
	FRAME_FAILED = 'E',
	FRAME_NOTE = 'W',
	FRAME_END = 'Z',
	FRAME_LIST = 'L',
	FRAME_KIND = 'K',
	FRAME_BEGIN = 'B',
	FRAME_RECORD = 'T',
	FRAME_FAULT = 'Y',
	FRAME_PROGRESS = 'P',
};

/* What a type does not carry is 0 or empty. text and cells are borrowed from the reader
 * until its next call. */
struct frame {
	enum frame_type type;
	uint64_t line;			/* of a row; of FRAME_END the number of rows */
	uint32_t list;			/* of a map */
	uint32_t column;		/* FRAME_REFUSED; 0 when the row as a whole is meant; of FRAME_KIND
					 * and FRAME_RECORD the kind, of FRAME_PROGRESS the thousandths */
	struct str_view text;
	const struct str_view *cells;	/* FRAME_CELLS_MAX at most */
	size_t n_cells;
};

struct frame_reader {
	int fd;				/* borrowed: frame_reader_done leaves it open */
	char *buffer;
	size_t room, start, end;	/* buffer[start..end) is read and not yet handed over */
	struct str_view *cells;
};

/* Reads from fd, which stays borrowed. */
void frame_reader_init(struct frame_reader *reader, int fd);

/* Releases its room; fd is left open. */
void frame_reader_done(struct frame_reader *reader);

/* The next frame, checked: the length and each count within bounds, the texts UTF-8, and
 * nothing left over. A pipe closed between frames gives true and FRAME_CLOSED, for ever.
 * False with ERROR_INPUT when the bytes are no frame, the pipe ends inside one, or reading
 * fails; then the reader must not be asked again. */
bool frame_next(struct frame_reader *reader, struct frame *out, struct error *err);

/* Gathers frames and writes them out in large pieces. */
struct frame_writer {
	int fd;				/* borrowed */
	struct str_buf pending;
};

/* Writes to fd, which stays borrowed. */
void frame_writer_init(struct frame_writer *writer, int fd);

/* Releases its room; what is pending is dropped. */
void frame_writer_done(struct frame_writer *writer);

/* Adds one frame; only the members of its type are looked at, and they must keep the rules
 * above (checked by assertion). False with ERROR_INPUT when the other end is gone. */
bool frame_put(struct frame_writer *writer, const struct frame *frame, struct error *err);

/* Writes what is pending. */
bool frame_flush(struct frame_writer *writer, struct error *err);

#endif
