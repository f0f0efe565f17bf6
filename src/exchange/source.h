/* The bytes of the file: its first ones to tell what it is, then all of them, as UTF-8 where they
 * are UTF-16 or of one byte a sign. */
#ifndef EXCHANGE_SOURCE_H
#define EXCHANGE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/error.h"
#include "base/str.h"

enum { SOURCE_HEAD = 4096 };

enum source_kind {
	SOURCE_EMPTY,
	SOURCE_ZIP, /* a workbook, or another archive */
	SOURCE_OLE, /* an old workbook, or one with a password */
	SOURCE_XML,
	SOURCE_PDF,
	SOURCE_TEXT, /* CSV, one hopes */
};

enum source_coding { SOURCE_AS_IT_IS, SOURCE_UTF16_LEAST, SOURCE_UTF16_MOST, SOURCE_1252 };

struct source {
	int fd;
	enum source_kind kind;
	enum source_coding coding;
	char head[SOURCE_HEAD];
	size_t n_head, at_head;
	uint64_t size;                  /* of the file, 0 where it has none */
	uint64_t done;                  /* bytes handed over of it */
	unsigned char raw[SOURCE_HEAD]; /* bytes that are to be decoded */
	size_t n_raw, at_raw;
	uint32_t high; /* first half of a pair */
};

/* Reads the first bytes of fd, which stays borrowed, and says what the file is; size is that of the
 * file, 0 where it has none. False with ERROR_INPUT when it cannot be read, or is XML in a coding that
 * is not read here. */
bool source_init(struct source *source, int fd, uint64_t size, struct error *err);

/* Up to room bytes more into out, room >= 8; *n is 0 at the end. Bytes that are no UTF-16 or that
 * Windows-1252 does not define become U+FFFD. False with ERROR_INPUT when it cannot be read. */
bool source_read(struct source *source, char *out, size_t room, size_t *n, struct error *err);

/* How much of the file was handed over, in thousandths. */
uint32_t source_progress(const struct source *source);

#endif
