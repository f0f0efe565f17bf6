#include "config.h"

#include <stddef.h>
#include <sqlite3.h>

#include "store/db_reason.h"

struct engine_reason {
	int code;			/* extended code, or primary for all of its kind */
	const char *why;
};

static const struct engine_reason reasons[] = {
	{ SQLITE_FULL, "the disk is full; nothing was saved: make room and save again" },
	{ SQLITE_BUSY, "someone else has been saving in it for 10 seconds; nothing was saved: try again" },
	{ SQLITE_READONLY_ROLLBACK, "its last writer was interrupted, and putting that right needs the right to write it" },
	{ SQLITE_READONLY_DBMOVED, "it was moved or replaced while open; nothing was saved: start again" },
	{ SQLITE_READONLY, "it may only be read (its permissions, or a read-only disk); nothing was saved" },
	{ SQLITE_CORRUPT, "it is damaged; keep it, run `caseclock check`, and put a backup back with `caseclock restore`" },
	{ SQLITE_NOTADB, "it is not a database, or its beginning is damaged" },
	{ SQLITE_CANTOPEN_SYMLINK, "it is a symbolic link: give the file itself" },
	{ SQLITE_CANTOPEN, "it, or the journal beside it, cannot be opened: check the rights of the file and its folder" },
	{ SQLITE_PERM, "no permission: check the rights of the file and its folder" },
	{ SQLITE_NOMEM, "out of memory; nothing was saved" },
	{ SQLITE_IOERR_NOMEM, "out of memory; nothing was saved" },
	{ SQLITE_TOOBIG, "a text is longer than the 16 MB it may hold; nothing was saved" },
	{ SQLITE_IOERR, "the disk reported an error; nothing is known to be saved: check the disk" },
};

const char *db_reason(int rc)
{
	size_t n = sizeof(reasons) / sizeof(reasons[0]);

	for (size_t i = 0; i < n; i++)
		if (reasons[i].code == rc)
			return reasons[i].why;
	for (size_t i = 0; i < n; i++)
		if (reasons[i].code == (rc & 0xff))
			return reasons[i].why;
	return NULL;
}
