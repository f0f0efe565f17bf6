#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "exchange/archive.h"

enum { SLACK = 1024 * 1024 }; /* that small files may unpack to, whatever the ratio */

struct member {
	char *name;
	uint64_t size;
};

struct archive_file {
	const char *bytes;
	size_t n;
	struct member *members;
	size_t n_members, room;
	struct archive *open; /* at the member that was entered, or NULL */
	uint64_t left;        /* bytes that may still be unpacked, of all members together */
};

/* libarchive makes each member's date one of this place, for which the C library would open the zone
 * file, and each member's name one of this locale's coding, for which it would open converters. With
 * both said beforehand it opens nothing. */
void archive_prepare(void)
{
	setenv("TZ", "UTC0", 1);
	tzset();
	setlocale(LC_CTYPE, "C.UTF-8");
}

/* Only the reader that goes by the directory at the end, as every other program does: what stands
 * between the members cannot be told apart from them otherwise. */
static struct archive *begin(const struct archive_file *file, struct error *err)
{
	struct archive *archive = archive_read_new();

	if (archive && archive_read_support_format_zip_seekable(archive) == ARCHIVE_OK &&
	    archive_read_open_memory(archive, file->bytes, file->n) == ARCHIVE_OK)
		return archive;
	if (archive)
		archive_read_free(archive);
	error_set(err, ERROR_INPUT, "it is no whole workbook: it was cut off, or is another archive");
	return NULL;
}

static bool leads_out(const char *name)
{
	if (name[0] == '/' || name[0] == '\\' || strchr(name, ':'))
		return true;
	for (const char *at = name; at; at = strpbrk(at, "/\\")) {
		at += *at == '/' || *at == '\\';
		if (strncmp(at, "..", 2) == 0 && (at[2] == '\0' || at[2] == '/' || at[2] == '\\'))
			return true;
	}
	return false;
}

static bool is_there(const struct archive_file *file, const char *name)
{
	for (size_t i = 0; i < file->n_members; i++) {
		if (strcmp(file->members[i].name, name) == 0)
			return true;
	}
	return false;
}

static bool add_member(struct archive_file *file, struct archive_entry *entry, uint64_t *total,
		       struct error *err)
{
	const char *name = archive_entry_pathname(entry);
	int64_t size = archive_entry_size_is_set(entry) ? archive_entry_size(entry) : 0;

	if (file->n_members == ARCHIVE_MEMBERS_MAX)
		return error_set(err, ERROR_INPUT, "it has more than 2,000 members: it is no workbook");
	if (archive_entry_is_encrypted(entry))
		return error_set(err, ERROR_INPUT, "it has a password: save it again without one");
	name = name ? name : "";
	if (leads_out(name))
		return error_set(err, ERROR_INPUT,
				 "it has a member that leads out of it (%.60s): it is no honest workbook",
				 name);
	if (name[0] && is_there(file, name))
		return error_set(err, ERROR_INPUT,
				 "it has two members of one name (%.60s): it is no honest workbook", name);
	*total += size > 0 ? (uint64_t)size : 0;
	if (size < 0 || *total > ARCHIVE_UNPACKED_MAX ||
	    *total > (uint64_t)file->n * ARCHIVE_RATIO_MAX + SLACK)
		return error_set(err, ERROR_INPUT,
				 "it unpacks to more than 200 MB, or to a hundred times its size: it is no "
				 "honest workbook");
	mem_grow(&file->members, file->n_members, &file->room, sizeof(file->members[0]));
	file->members[file->n_members++] = (struct member){mem_copy(name), (uint64_t)size};
	return true;
}

static bool look_at_all(struct archive_file *file, struct error *err)
{
	struct archive *archive = begin(file, err);
	struct archive_entry *entry;
	uint64_t total = 0;
	bool good = archive != NULL;
	int got;

	while (good) {
		got = archive_read_next_header(archive, &entry);
		if (got == ARCHIVE_EOF)
			break;
		if (got != ARCHIVE_OK && got != ARCHIVE_WARN)
			good = error_set(err, ERROR_INPUT,
					 "it is no whole workbook: it was cut off or damaged");
		else
			good = add_member(file, entry, &total, err);
	}
	if (archive)
		archive_read_free(archive);
	return good;
}

struct archive_file *archive_open(const char *bytes, size_t n, struct error *err)
{
	struct archive_file *file = mem_new(sizeof(*file));

	error_clear(err);
	file->bytes = bytes;
	file->n = n;
	file->left = ARCHIVE_UNPACKED_MAX;
	if (look_at_all(file, err))
		return file;
	archive_close(file);
	return NULL;
}

static void leave(struct archive_file *file)
{
	if (file->open)
		archive_read_free(file->open);
	file->open = NULL;
}

void archive_close(struct archive_file *file)
{
	if (!file)
		return;
	leave(file);
	for (size_t i = 0; i < file->n_members; i++)
		free(file->members[i].name);
	free(file->members);
	free(file);
}

bool archive_enter(struct archive_file *file, const char *name, struct error *err)
{
	struct archive_entry *entry;
	const char *at;
	int got;

	error_clear(err);
	leave(file);
	if (!name[0] || !is_there(file, name))
		return false;
	file->open = begin(file, err);
	while (file->open) {
		got = archive_read_next_header(file->open, &entry);
		if (got != ARCHIVE_OK && got != ARCHIVE_WARN)
			break;
		at = archive_entry_pathname(entry);
		if (at && strcmp(at, name) == 0)
			return true;
	}
	leave(file);
	return error_set(err, ERROR_INPUT, "%.60s cannot be unpacked: it is no whole workbook", name);
}

bool archive_read(void *world, char *out, size_t room, size_t *n, struct error *err)
{
	struct archive_file *file = world;
	la_ssize_t got = archive_read_data(file->open, out, room);

	*n = got > 0 ? (size_t)got : 0;
	if (got < 0)
		return error_set(err, ERROR_INPUT, "it is no whole workbook: it was cut off or damaged");
	if (*n > file->left)
		return error_set(err, ERROR_INPUT,
				 "it unpacks to more than 200 MB: it is no honest workbook");
	file->left -= *n;
	return true;
}

uint64_t archive_size(const struct archive_file *file, const char *name)
{
	for (size_t i = 0; i < file->n_members; i++) {
		if (strcmp(file->members[i].name, name) == 0)
			return file->members[i].size;
	}
	return 0;
}
