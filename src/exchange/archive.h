/* The container of a workbook: a zip file in memory, of which only the members with exactly the names
 * that are asked for are ever unpacked. */
#ifndef EXCHANGE_ARCHIVE_H
#define EXCHANGE_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/error.h"

enum {
	ARCHIVE_BYTES_MAX = 20 * 1024 * 1024,     /* the file */
	ARCHIVE_UNPACKED_MAX = 200 * 1024 * 1024, /* all members together */
	ARCHIVE_RATIO_MAX = 100,                  /* unpacked for each byte of the file */
	ARCHIVE_MEMBERS_MAX = 2000,
};

struct archive_file;

/* Once, before the confinement: what libarchive and the C library set up with files of the system. */
void archive_prepare(void);

/* Looks at all members of the zip file in n bytes, which stay borrowed until archive_close. NULL with
 * ERROR_INPUT when it is none or not whole, has a member twice, with an absolute path or `..` in it, or
 * under a password, too many of them, or one that unpacks to more than it may. Owned. */
struct archive_file *archive_open(const char *bytes, size_t n, struct error *err);

/* Releases the archive, not the bytes; NULL is allowed. */
void archive_close(struct archive_file *file);

/* Begins to unpack the member of this name; the one before it is left. False, with err clear, when there
 * is none; with err set when it cannot be unpacked. */
bool archive_enter(struct archive_file *file, const char *name, struct error *err);

/* The next bytes of the member that was entered; *n is 0 at its end. False when it is damaged, or larger
 * than it said. An xml_source's read: world is the archive. */
bool archive_read(void *file, char *out, size_t room, size_t *n, struct error *err);

/* Bytes of the member unpacked, as the archive says; 0 when there is none. */
uint64_t archive_size(const struct archive_file *file, const char *name);

#endif
