/* The file as the operating system sees it: what is refused before the engine may look, and the
 * files beside it. Never opens the database itself (chapter 6 D8). */
#ifndef STORE_FILE_H
#define STORE_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/error.h"

/* The absolute path with its folder resolved, owned; the last part may be anything or missing.
 * make_folder: the folder is made (0700, its parents too) when missing. NULL on failure. */
char *file_real(const char *path, bool make_folder, struct error *err);

/* Refuses, each with its own sentence, what is not a caseclock file of a version up to newest on a
 * local disk, and with writing what may not be written or lies open to others. *version is its
 * schema version. path is from file_real. */
bool file_check(const char *path, bool writing, int64_t newest, int64_t *version, struct error *err);

/* Refuses a folder that everyone may write, or on a network file system. path names the file in it. */
bool file_check_folder(const char *path, struct error *err);

/* Makes an empty file (O_EXCL, 0600); an existing path is refused, whatever it is. */
bool file_make(const char *path, struct error *err);

/* path with suffix, owned. */
char *file_beside(const char *path, const char *suffix);

/* True when anything stands at path, followed by no link. */
bool file_exists(const char *path);

/* True when the rights of the file and of its folder (for the journal) let this process write; a
 * file without any right to write counts as read-only for the superuser too. */
bool file_may_write(const char *path);

/* Makes the contents of a file, or of the folder that holds it, last on the disk. */
bool file_sync(const char *path, struct error *err);
/* The folder that holds path: after a rename in it. */
bool file_sync_folder(const char *path, struct error *err);

/* Refuses when less than bytes are free where path lies. */
bool file_room(const char *path, int64_t bytes, struct error *err);

/* Refuses what is missing, a link, a folder or another thing that is not a file of bytes. */
bool file_ordinary(const char *path, struct error *err);

/* Copies the bytes of a file that nobody has open to a new one (O_EXCL, 0600) and syncs it. */
bool file_copy(const char *from, const char *to, struct error *err);

/* SHA-256 of the contents and their length; for copies that nobody has open, never for a live file. */
bool file_hash(const char *path, char *hash, int64_t *size, struct error *err);

#endif
