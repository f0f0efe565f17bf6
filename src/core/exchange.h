/* Rows of a file that someone else wrote, read by the confined program in libexec. */
#ifndef CORE_EXCHANGE_H
#define CORE_EXCHANGE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/error.h"
#include "base/frame.h"

struct exchange;

/* Starts program (a path) to read the file on fd as format, "csv". The program gets fd, a pipe
 * and an empty environment, nothing else. fd must stand at the start of the file, is borrowed
 * until exchange_finish and may be closed after it. NULL with ERROR_INPUT when the program
 * cannot be started. */
struct exchange *exchange_start(const char *program, const char *format, int fd, struct error *err);

/* A map (caseclock-map(5)) on a descriptor, which stays borrowed until exchange_finish. */
struct exchange_map {
	int fd;
	const char *name;	/* what complaints call it */
	const char *file_name;	/* of the file that is read, without folders: lists are told by it */
};

/* Starts the program to read the file on fd by a map: a workbook, CSV or XML, as the file itself
 * says. What comes is FRAME_LIST, then its FRAME_KINDs, then rows: FRAME_BEGIN, perhaps FRAME_FAULTs
 * of single values, and FRAME_RECORDs; or one FRAME_FAULT for a row or a list that is not taken.
 * FRAME_PROGRESS and FRAME_NOTE anywhere, FRAME_END last. That order, and that a record has as many
 * values as its kind, is checked by exchange_next; of FRAME_FAULT it also gives the reason as text,
 * translated. Mistakes in the map come as FRAME_NOTEs and then
 * as the failure. Otherwise as exchange_start. */
struct exchange *exchange_start_mapped(const char *program, const struct exchange_map *map, int fd,
				       struct error *err);

/* The next frame: one FRAME_HEADER before all rows, then FRAME_ROW (each with as many cells as
 * the heading row has) and FRAME_REFUSED, FRAME_NOTE anywhere, FRAME_END last; nothing may be
 * asked for after it. Texts and cells are borrowed until the next call; texts are translated
 * and safe to show, cells are what the file has. False with ERROR_INPUT when the file is bad
 * ("line 12, column 3: ..."; the caller puts the name of the file before it) or the program
 * did not reach its end; then only exchange_finish may follow. */
bool exchange_next(struct exchange *exchange, struct frame *frame, struct error *err);

/* Bytes of the file read until now, for a progress bar; 0 where that cannot be told. */
int64_t exchange_position(const struct exchange *exchange);

/* Ends the program wherever it is, and releases all. May come at any time, also early; NULL is
 * allowed. */
void exchange_finish(struct exchange *exchange);

#endif
