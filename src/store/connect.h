/* What every connection must have set. */
#ifndef STORE_CONNECT_H
#define STORE_CONNECT_H

#include <stdbool.h>
#include "base/error.h"

struct db;
struct store_env;

/* db_open, and then each pragma of chapter 6 A8 is set and read back; an engine that keeps another
 * value is refused with its name. NULL on failure. */
struct db *connect_open(const char *path, bool reading, const struct store_env *env, struct error *err);

#endif
