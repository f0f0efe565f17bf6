#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/db.h"
#include "store/file.h"

static bool fail(struct error *err, const char *path, const char *why)
{
	return error_set(err, ERROR_DATABASE, "%s: %s", path, why);
}

char *file_beside(const char *path, const char *suffix)
{
	struct str_buf text = {0};

	str_add(&text, path);
	str_add(&text, suffix);
	return str_take(&text);
}

bool file_exists(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

/* ---- paths ---- */

static char *folder_of(const char *path)
{
	char *copy = mem_copy(path);
	char *folder = mem_copy(dirname(copy));

	free(copy);
	return folder;
}

static bool make_folders(const char *folder, struct error *err)
{
	char *part = mem_copy(folder);
	bool ok = true;

	for (char *p = part + 1; ok && *p; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		ok = mkdir(part, 0700) == 0 || errno == EEXIST;
		*p = '/';
	}
	ok = ok && (mkdir(part, 0700) == 0 || errno == EEXIST);
	free(part);
	return ok || error_set(err, ERROR_DATABASE, "%s: the folder cannot be made: %s", folder, strerror(errno));
}

char *file_real(const char *path, bool make_folder, struct error *err)
{
	char *folder = folder_of(path), *copy = mem_copy(path), *real;
	const char *name = basename(copy);
	struct str_buf text = {0};

	if (!*path || !strcmp(name, "/") || !strcmp(name, ".") || !strcmp(name, "..")) {
		error_set(err, ERROR_DATABASE, "%s: it is a folder: give the database file in it",
			*path ? path : "\"\"");
		goto out;
	}
	if (make_folder && !make_folders(folder, err))
		goto out;
	real = realpath(folder, NULL);
	if (!real) {
		if (errno == ENOENT)
			error_set(err, ERROR_DATABASE, "%s: there is no such file: make one with `caseclock init`, "
				"or name another with -d", path);
		else
			error_set(err, ERROR_DATABASE, "%s: its folder cannot be entered: %s", path, strerror(errno));
		goto out;
	}
	str_add(&text, strcmp(real, "/") ? real : "");
	str_add_char(&text, '/');
	str_add(&text, name);
	free(real);
out:
	free(folder);
	free(copy);
	return text.text;
}

/* ---- where it lies ---- */

struct far_system {
	unsigned long magic;
	const char *name;
};

/* Locks are not kept, or not kept by all machines, on these (chapter 6 S28). */
static const struct far_system far_systems[] = {
	{ 0x6969, "NFS" }, { 0xff534d42, "CIFS" }, { 0xfe534d42, "SMB" }, { 0x517b, "SMB" },
	{ 0x65735546, "FUSE" }, { 0x01021997, "9p" }, { 0x5346414f, "AFS" }, { 0x73757245, "Coda" },
	{ 0x00c36400, "Ceph" }, { 0x0bd00bd0, "Lustre" }, { 0x7461636f, "OCFS2" }, { 0x01161970, "GFS2" },
};

bool file_check_folder(const char *path, struct error *err)
{
	char *folder = folder_of(path);
	struct stat st;
	struct statfs fs;
	bool ok = false;

	if (stat(folder, &st) != 0 || statfs(folder, &fs) != 0) {
		error_set(err, ERROR_DATABASE, "%s: its folder cannot be looked at: %s", path, strerror(errno));
		goto out;
	}
	for (size_t i = 0; i < sizeof(far_systems) / sizeof(far_systems[0]); i++) {
		if (((unsigned long)fs.f_type & 0xffffffff) != far_systems[i].magic)
			continue;
		error_set(err, ERROR_DATABASE, "%s: it lies on a network disk (%s), where locks are not safe: "
			"keep it on a local disk; for several machines PostgreSQL would be the way", path,
			far_systems[i].name);
		goto out;
	}
	/* In a folder like /tmp, with the sticky bit, others cannot put another file in its place. */
	if ((st.st_mode & S_IWOTH) && !(st.st_mode & S_ISVTX)) {
		error_set(err, ERROR_DATABASE, "%s: everyone may write its folder: run `chmod o-w %s`", path, folder);
		goto out;
	}
	ok = true;
out:
	free(folder);
	return ok;
}

bool file_room(const char *path, int64_t bytes, struct error *err)
{
	char *folder = folder_of(path);
	struct statfs fs;
	bool ok = statfs(folder, &fs) != 0 || (int64_t)fs.f_bavail >= bytes / (int64_t)fs.f_bsize;

	if (!ok)
		error_set(err, ERROR_DATABASE, "%s: the disk has less than the %lld MB free that this needs", folder,
			(long long)(bytes >> 20) + 1);
	free(folder);
	return ok;
}

/* ---- what it is ---- */

static int64_t number_at(const unsigned char *header, int at)
{
	return (int64_t)header[at] << 24 | header[at + 1] << 16 | header[at + 2] << 8 | header[at + 3];
}

/* True when the header counts more pages than the file has. With a journal beside it the engine
 * puts the length right by itself. */
static bool is_cut(const char *path, const unsigned char *header, int64_t size)
{
	int64_t page = header[16] << 8 | header[17];
	int64_t pages = number_at(header, 24) == number_at(header, 92) ? number_at(header, 28) : 0;
	char *journal = file_beside(path, "-journal");
	bool mending = file_exists(journal);

	free(journal);
	if (page == 1)
		page = 65536;
	return size < 512 || page < 512 || ((size % page || pages * page > size) && !mending);
}

static bool header_check(const char *path, int64_t newest, int64_t *version, struct error *err)
{
	unsigned char header[DB_HEADER], zeros[16] = {0};
	int64_t size;
	bool cut = true;

	/* Nothing is locked here: while another process lengthens the file the two may differ for a
	 * moment, so one look is not believed. */
	for (int look = 0; cut && look < 5; look++) {
		if (!db_peek(path, header, &size, err))
			return false;
		cut = is_cut(path, header, size);
	}
	if (!memcmp(header, zeros, sizeof(zeros)))
		return fail(err, path, "it begins with zero bytes: it is damaged or not a database; put a backup back");
	if (memcmp(header, "SQLite format 3", 16) != 0)
		return fail(err, path, "it is not a database");
	if (size >= DB_HEADER && number_at(header, 68) != STORE_APPLICATION_ID)
		return fail(err, path, "it is the database of another program, not a caseclock file");
	if (cut)
		return fail(err, path, "it is cut short, its end is missing: keep it and put a backup back with "
			"`caseclock restore`");
	*version = number_at(header, 60);
	if (*version == 0)
		return fail(err, path, "it was never finished (version 0): remove it and run `caseclock init` again");
	if (*version > newest)
		return error_set(err, ERROR_DATABASE, "%s: it was made by a newer caseclock (file version %lld, "
			"this program reads up to %lld): install the newer program", path, (long long)*version,
			(long long)newest);
	return true;
}

static bool side_check(const char *path, const struct stat *st, struct error *err)
{
	char *journal = file_beside(path, "-journal"), *wal = file_beside(path, "-wal");
	unsigned char header[DB_HEADER];
	struct stat beside;
	int64_t size;
	bool ok = true;

	/* In a folder that everyone may write, a journal planted by someone else would be played back. */
	if (lstat(journal, &beside) == 0 && (!S_ISREG(beside.st_mode)
			|| (beside.st_uid != st->st_uid && beside.st_uid != geteuid() && beside.st_gid != st->st_gid)))
		ok = error_set(err, ERROR_DATABASE, "%s: it belongs to somebody else: see who put it there", journal);
	else if (lstat(wal, &beside) == 0 && beside.st_size > 0 && db_peek(path, header, &size, NULL) && header[18] != 2)
		ok = error_set(err, ERROR_DATABASE, "%s: it does not belong to this database, which keeps no such file: "
			"move it away", wal);
	free(journal);
	free(wal);
	return ok;
}

bool file_check(const char *path, bool writing, int64_t newest, int64_t *version, struct error *err)
{
	struct stat st;

	if (lstat(path, &st) != 0)
		return errno == ENOENT || errno == ENOTDIR
			? fail(err, path, "there is no such file: make one with `caseclock init`, or name another with -d")
			: fail(err, path, strerror(errno));
	if (S_ISLNK(st.st_mode))
		return fail(err, path, "it is a symbolic link: give the file itself");
	if (S_ISDIR(st.st_mode))
		return fail(err, path, "it is a folder: give the database file in it");
	if (!S_ISREG(st.st_mode))
		return fail(err, path, "it is not an ordinary file");
	if (st.st_size == 0)
		return fail(err, path, "it is empty (0 bytes), which no caseclock file is: put a backup back, or remove it "
			"and run `caseclock init`");
	if (faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) != 0)
		return fail(err, path, "you may not read it: ask whoever looks after it");
	if (!header_check(path, newest, version, err) || !side_check(path, &st, err))
		return false;
	if (st.st_nlink > 1)
		return error_set(err, ERROR_DATABASE, "%s: it has %lu names (hard links), and two names have two journals: "
			"keep one", path, (unsigned long)st.st_nlink);
	if (!file_check_folder(path, err))
		return false;
	if (!writing)
		return true;
	if (!(st.st_mode & 0222) || faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) != 0)
		return fail(err, path, "you may only read it: nothing can be saved in it");
	if (st.st_mode & 0007)
		return error_set(err, ERROR_DATABASE, "%s: everyone on this machine may open it: run `chmod o= %s`", path,
			path);
	return true;
}
