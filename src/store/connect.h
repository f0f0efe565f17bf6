/* What every connection must have set, and the small forms of reading and binding that need
 * nothing of the engine itself. */
#ifndef STORE_CONNECT_H
#define STORE_CONNECT_H

#include <stdbool.h>
#include "base/error.h"

struct db;

/* Sets each pragma of chapter 6 A8 and reads it back; an engine that keeps another value is
 * refused with its name. path is for the message. */
bool connect_pragmas(struct db *db, const char *path, struct error *err);

#endif
