/* From the cells of a row to typed records: the part that workbooks, CSV and XML share. */
#ifndef EXCHANGE_ROWS_H
#define EXCHANGE_ROWS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/error.h"
#include "base/frame.h"
#include "exchange/map.h"
#include "exchange/value.h"

/* Where everything goes that is read: false stops the reading, err is set then. What the frame holds
 * is borrowed for the call. */
struct frame_sink {
	bool (*put)(void *world, const struct frame *frame, struct error *err);
	void *world;
};

/* A list that was found in the file. */
struct rows_list {
	const struct map_list *list;
	char *found;     /* name of its sheet or file */
	char **headings; /* as the file has them, one for each column of the list */
};

struct rows {
	const struct map *map;
	const struct frame_sink *sink;
	bool epoch_1904;
	uint64_t rows; /* data rows until now, refused ones among them */
	struct rows_list *lists;
	size_t n_lists, room_lists;

	/* the row under way, by column */
	struct str_view *values;
	char (*made)[VALUE_TIME];
	struct str_buf *joined;
	const char **bad;       /* why a value was left out */
	struct str_buf text;    /* the things records are about */
	struct str_view *cells; /* of the frame that is put */
};

/* Nothing found yet; map and sink stay borrowed until rows_done. */
void rows_init(struct rows *rows, const struct map *map, const struct frame_sink *sink);

/* Releases what rows holds. */
void rows_done(struct rows *rows);

/* Puts that a list was found, and the kinds of records it makes. headings, one for each column,
 * are copied; an empty one means that the column is not there. line is that of the heading row, 0
 * without one. *index is what rows_take wants. False when the sink stopped. */
bool rows_found(struct rows *rows, const struct map_list *list, const char *found, uint64_t line,
		const struct str_view *headings, uint32_t *index, struct error *err);

/* Puts one row: cells has one for each column of the list, empty where it has none; text is UTF-8.
 * False when the sink stopped. */
bool rows_take(struct rows *rows, uint32_t index, uint64_t row, const struct str_view *cells,
	       struct error *err);

/* Puts a row that cannot be read at all; why is a constant sentence. */
bool rows_refuse(struct rows *rows, uint32_t index, uint64_t row, const char *heading, struct str_view value,
		 const char *why, struct error *err);

/* Puts that a list cannot be taken. */
bool rows_refuse_list(struct rows *rows, uint32_t index, uint64_t row, const char *heading, const char *why,
		      struct error *err);

/* Puts a note, as printf would print it. */
bool rows_note(struct rows *rows, struct error *err, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
