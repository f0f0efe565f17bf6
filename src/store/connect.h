/* What every connection must have set, and the small forms of reading and binding that need
 * nothing of the engine itself. */
#ifndef STORE_CONNECT_H
#define STORE_CONNECT_H

#include <stdbool.h>
#include <stddef.h>
#include "base/error.h"

struct db;

/* Sets each pragma of chapter 6 A8 and reads it back; an engine that keeps another value is
 * refused with its name. path is for the message. */
bool connect_pragmas(struct db *db, const char *path, struct error *err);

/* True for UTF-8 (chapter 6 A7: the engine would store anything). */
bool connect_text_ok(const char *text, size_t n);

#endif
