/* Verified copies. */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include <stdbool.h>
#include "base/error.h"

struct store_env;

/* Copies the file at path through a connection of its own to `to`, which must not exist: under a
 * temporary name first, checked (integrity, foreign keys), synced, then renamed. Works while this
 * process holds the write lock of path. */
bool backup_copy(const char *path, const char *to, const struct store_env *env, struct error *err);

#endif
