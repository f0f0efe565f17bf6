#include "config.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <sqlite3.h>

#include "base/mem.h"
#include "overlay.h"
#include "powerloss.h"

enum { SECTOR = 512, FILES = 2 };	/* 0 the database, 1 its journal */

enum call_kind { CALL_WRITE, CALL_TRUNCATE, CALL_SYNC, CALL_CREATE, CALL_UNLINK, CALL_TOLD };

struct call {
	enum call_kind kind;
	int file;
	bool durable;		/* CALL_UNLINK: the folder was synced too */
	sqlite3_int64 at;	/* offset, or the new size */
	int n;
	unsigned char *bytes;
};

struct record {
	char *path;
	unsigned char *first;	/* the database before */
	size_t first_n;
	struct call *calls;
	size_t n, room;
	struct overlay overlay;
};

/* The engine's interface gives its callbacks no argument to carry this in. */
static struct record record;

/* ---- recording ---- */

static struct call *add(enum call_kind kind, int file)
{
	mem_grow(&record.calls, record.n, &record.room, sizeof(*record.calls));
	record.calls[record.n] = (struct call){ .kind = kind, .file = file };
	return &record.calls[record.n++];
}

static int shim_read(sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
	return overlay_real(file)->pMethods->xRead(overlay_real(file), to, n, at);
}

static int shim_write(sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
	struct overlay_file *shim = (struct overlay_file *)file;

	if (shim->which >= 0) {
		struct call *call = add(CALL_WRITE, shim->which);

		call->at = at;
		call->n = n;
		call->bytes = mem_new((size_t)n);
		memcpy(call->bytes, from, (size_t)n);
	}
	return shim->real->pMethods->xWrite(shim->real, from, n, at);
}

static int shim_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	struct overlay_file *shim = (struct overlay_file *)file;

	if (shim->which >= 0)
		add(CALL_TRUNCATE, shim->which)->at = size;
	return shim->real->pMethods->xTruncate(shim->real, size);
}

static int shim_sync(sqlite3_file *file, int flags)
{
	struct overlay_file *shim = (struct overlay_file *)file;

	if (shim->which >= 0)
		add(CALL_SYNC, shim->which);
	return shim->real->pMethods->xSync(shim->real, flags);
}

static int shim_size(sqlite3_file *file, sqlite3_int64 *size)
{
	return overlay_real(file)->pMethods->xFileSize(overlay_real(file), size);
}

static int shim_lock(sqlite3_file *file, int level)
{
	return overlay_real(file)->pMethods->xLock(overlay_real(file), level);
}

static int shim_unlock(sqlite3_file *file, int level)
{
	return overlay_real(file)->pMethods->xUnlock(overlay_real(file), level);
}

/* No promise of atomic or ordered writes, whatever the real disk says. */
static int shim_traits(sqlite3_file *file)
{
	(void)file;
	return 0;
}

static const sqlite3_io_methods methods = {
	1, overlay_close, shim_read, shim_write, shim_truncate, shim_sync, shim_size, shim_lock, shim_unlock,
	overlay_reserved, overlay_control, overlay_sector, shim_traits, NULL, NULL, NULL, NULL, NULL, NULL,
};

/* What `which` of an open file is; -1: it is not recorded. */
static int file_of(const char *name)
{
	size_t n = strlen(record.path);

	if (!name || strncmp(name, record.path, n) != 0)
		return -1;
	return name[n] == '\0' ? 0 : strcmp(name + n, "-journal") == 0 ? 1 : -1;
}

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
	struct overlay_file *shim = (struct overlay_file *)file;
	bool there = name && access(name, F_OK) == 0;
	int rc;

	(void)vfs;
	shim->which = file_of(name);
	rc = overlay_open(&record.overlay, &methods, name, file, flags, out);
	if (rc != SQLITE_OK)
		return rc;
	if (shim->which == 1 && !there)
		add(CALL_CREATE, 1);
	return SQLITE_OK;
}

static int shim_delete(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
	(void)vfs;
	if (file_of(name) >= 0)
		add(CALL_UNLINK, file_of(name))->durable = sync_folder;
	return record.overlay.real->xDelete(record.overlay.real, name, sync_folder);
}

void powerloss_begin(const char *path)
{
	FILE *file = fopen(path, "rb");
	struct stat st;

	assert(file && stat(path, &st) == 0);
	record.path = mem_copy(path);
	record.first_n = (size_t)st.st_size;
	record.first = mem_new(record.first_n);
	if (fread(record.first, 1, record.first_n, file) != record.first_n)
		assert(!"the database cannot be read");
	fclose(file);
	overlay_init(&record.overlay, "powerloss", true);
	record.overlay.vfs.xOpen = shim_open;
	record.overlay.vfs.xDelete = shim_delete;
	overlay_lay(&record.overlay);
}

void powerloss_told(void)
{
	add(CALL_TOLD, 0);
}

void powerloss_end(void)
{
	overlay_lift(&record.overlay);
}

size_t powerloss_calls(void)
{
	return record.n;
}

void powerloss_free(void)
{
	for (size_t i = 0; i < record.n; i++)
		free(record.calls[i].bytes);
	free(record.calls);
	free(record.first);
	free(record.path);
	record = (struct record){0};
}

/* ---- losing ---- */

struct disk {
	bool there;
	unsigned char *bytes;
	size_t n, room;
};

static unsigned chance(unsigned *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	return *seed ^= *seed << 5;
}

static void disk_write(struct disk *disk, size_t at, const unsigned char *bytes, size_t n)
{
	if (at + n > disk->room) {
		disk->room = (at + n) * 2;
		disk->bytes = mem_resize(disk->bytes, disk->room, 1);
	}
	if (at + n > disk->n) {
		memset(disk->bytes + disk->n, 0, at + n - disk->n);
		disk->n = at + n;
	}
	memcpy(disk->bytes + at, bytes, n);
}

/* Carries out a call; keep is how many of 16 sectors of an unsynced write reach the disk. */
static void carry_out(struct disk *disk, const struct call *call, unsigned keep, unsigned *seed)
{
	switch (call->kind) {
	case CALL_WRITE:
		for (size_t done = 0; done < (size_t)call->n;) {
			size_t at = (size_t)call->at + done, n = SECTOR - at % SECTOR;

			if (n > (size_t)call->n - done)
				n = (size_t)call->n - done;
			if (chance(seed) % 16 < keep)
				disk_write(disk, at, call->bytes + done, n);
			done += n;
		}
		break;
	case CALL_TRUNCATE:
		if (chance(seed) % 16 < keep && (size_t)call->at < disk->n)
			disk->n = (size_t)call->at;
		break;
	case CALL_CREATE:
		disk->n = 0;
		disk->there = chance(seed) % 16 < keep;
		break;
	case CALL_UNLINK:
		if (call->durable || chance(seed) % 16 < keep)
			disk->there = false;
		break;
	case CALL_SYNC:
	case CALL_TOLD:
		break;
	}
}

/* The last call of a file, before `calls`, after which all that came before is on the disk. */
static size_t synced_until(int file, size_t calls)
{
	for (size_t i = calls; i-- > 0;)
		if (record.calls[i].file == file && (record.calls[i].kind == CALL_SYNC
				|| (record.calls[i].kind == CALL_UNLINK && record.calls[i].durable)))
			return i + 1;
	return 0;
}

static void write_out(const char *to, const char *suffix, const struct disk *disk)
{
	char path[512];
	FILE *file;

	snprintf(path, sizeof(path), "%s%s", to, suffix);
	unlink(path);
	if (!disk->there)
		return;
	file = fopen(path, "wb");
	assert(file);
	if (disk->n && fwrite(disk->bytes, 1, disk->n, file) != disk->n)
		assert(!"the image cannot be written");
	fclose(file);
	chmod(path, 0600);
}

int powerloss_image(const char *to, size_t calls, unsigned seed)
{
	static const unsigned keeps[] = { 0, 4, 8, 12, 15, 16 };
	struct disk disks[FILES] = {{0}};
	unsigned keep = keeps[chance(&seed) % 6];
	size_t synced[FILES];
	int told = 0;

	for (int f = 0; f < FILES; f++)
		synced[f] = synced_until(f, calls);
	disks[0].there = true;
	disk_write(&disks[0], 0, record.first, record.first_n);
	for (size_t i = 0; i < calls; i++) {
		const struct call *call = &record.calls[i];

		told += call->kind == CALL_TOLD;
		if (call->kind != CALL_TOLD)
			carry_out(&disks[call->file], call, i < synced[call->file] ? 16 : keep, &seed);
	}
	write_out(to, "", &disks[0]);
	write_out(to, "-journal", &disks[1]);
	for (int f = 0; f < FILES; f++)
		free(disks[f].bytes);
	return told;
}
