#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/import_folder.h"
#include "cli/options.h"
#include "cli/tools.h"
#include "report/save.h"

/* A file that is open to be written, and was changed so lately, is left for the next time. */
enum { WRITTEN_S = 10 * 60 };

struct inbox {
	struct cli *cli;
	const char *folder;
	const char *format; /* NULL: a map says it */
	char stamp[ZONE_ISO_SIZE];
	char **names;
	size_t n, room;
	import_words *take;
	bool dry; /* only said: no file changes its place */
};

static char *inside(const struct inbox *inbox, const char *below, const char *name)
{
	struct str_buf path = {0};
	str_addf(&path, "%s%s%s%s%s", inbox->folder, *below ? "/" : "", below, name ? "/" : "", name ? name : "");
	return str_take(&path);
}

/* ---- what lies there ---- */

static bool ends_in(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);
	return n > m && strcmp(name + n - m, end) == 0;
}

static bool is_extract(const struct inbox *inbox, const char *name)
{
	struct stat about;
	char *path = inside(inbox, "", name);
	bool plain = lstat(path, &about) == 0 && S_ISREG(about.st_mode);
	free(path);
	return plain && name[0] != '.' && !ends_in(name, ".part") && !ends_in(name, ".tmp") && !ends_in(name, "~");
}

/* A lease to read is given only while nobody has the file open to write it. Somebody else's file gives none,
 * and some file systems never do: what has not changed for a while is taken in all the same. */
static bool is_written(const struct inbox *inbox, const char *name)
{
	char *path = inside(inbox, "", name);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	struct stat about;
	bool written = fd >= 0 && fstat(fd, &about) == 0 &&
		       about.st_mtim.tv_sec > inbox->cli->desk->now - WRITTEN_S &&
		       fcntl(fd, F_SETLEASE, F_RDLCK) != 0 && errno == EAGAIN;
	if (fd >= 0)
		close(fd);
	if (written)
		cli_say(inbox->cli, _("%s: it is still being written: left for the next time"), path);
	free(path);
	return written;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool look(struct inbox *inbox, struct error *err)
{
	DIR *folder = opendir(inbox->folder);
	const struct dirent *entry;
	if (!folder)
		return error_set(err, ERROR_INPUT, "%s: %s", inbox->folder, strerror(errno));
	while ((entry = readdir(folder)) != NULL) {
		if (!is_extract(inbox, entry->d_name) || is_written(inbox, entry->d_name))
			continue;
		mem_grow(&inbox->names, inbox->n, &inbox->room, sizeof *inbox->names);
		inbox->names[inbox->n++] = mem_copy(entry->d_name);
	}
	closedir(folder);
	if (inbox->n)
		qsort(inbox->names, inbox->n, sizeof *inbox->names, by_name);
	return true;
}

static bool make_below(const struct inbox *inbox, const char *below, struct error *err)
{
	char *path = inside(inbox, below, NULL);
	bool ok = mkdir(path, 0700) == 0 || errno == EEXIST ||
		  error_set(err, ERROR_INPUT, "%s: %s", path, strerror(errno));
	free(path);
	return ok;
}

/* ---- where it goes ---- */

/* STAMP-NAME below the folder, with a number where that is taken. */
static char *place_for(const struct inbox *inbox, const char *below, const char *name, const char *end)
{
	for (int i = 1;; i++) {
		struct str_buf stamped = {0};
		char *path;
		str_add(&stamped, inbox->stamp);
		if (i > 1)
			str_addf(&stamped, "-%d", i);
		str_addf(&stamped, "-%s%s", name, end);
		path = inside(inbox, below, stamped.text);
		str_done(&stamped);
		if (!save_exists(path))
			return path;
		free(path);
	}
}

static bool move(const struct inbox *inbox, const char *below, const char *name, struct error *err)
{
	char *from = inside(inbox, "", name), *to = place_for(inbox, below, name, "");
	bool ok = rename(from, to) == 0 || error_set(err, ERROR_INPUT, "%s: %s", from, strerror(errno));
	free(from);
	free(to);
	return ok;
}

static bool say_why(const struct inbox *inbox, const char *name, const char *why, struct error *err)
{
	char *path = place_for(inbox, "refused", name, ".why.txt");
	struct save save;
	bool ok = save_open(&save, path, true, err);
	if (ok) {
		fprintf(save.file, "%s\n", why);
		ok = save_close(&save, true, err);
	}
	free(path);
	return ok;
}

/* ---- taking in ---- */

static bool take(const struct inbox *inbox, size_t first, size_t n, int64_t *refused, struct error *err)
{
	const char **words = mem_array(n + 2, sizeof *words);
	char *list = inbox->dry ? NULL : place_for(inbox, "done", inbox->names[first], ".refused.csv");
	size_t n_words = 0;
	int64_t rows = 0;
	bool ok;
	if (inbox->format)
		words[n_words++] = inbox->format;
	for (size_t i = 0; i < n; i++)
		words[n_words++] = inside(inbox, "", inbox->names[first + i]);
	ok = inbox->take(inbox->cli, words, n_words, list, &rows, err);
	if (list && (!ok || rows == 0))
		remove(list);
	*refused += ok ? rows : 0;
	for (size_t i = 0; ok && !inbox->dry && i < n; i++)
		ok = move(inbox, "done", inbox->names[first + i], err);
	for (size_t i = inbox->format ? 1 : 0; i < n_words; i++) {
		char *path;
		memcpy(&path, &words[i], sizeof path);
		free(path);
	}
	free(words);
	free(list);
	return ok;
}

/* True where it is the file's own fault. */
static bool is_of_file(const struct inbox *inbox, const struct error *why)
{
	return why->kind == ERROR_INPUT && !inbox->cli->world->interrupted();
}

static bool take_each(const struct inbox *inbox, int64_t *refused, struct error *err)
{
	for (size_t i = 0; i < inbox->n; i++) {
		struct error why = {0};
		if (take(inbox, i, 1, refused, &why))
			continue;
		if (!is_of_file(inbox, &why)) {
			*err = why;
			return false;
		}
		cli_say(inbox->cli, "%s", why.text);
		++*refused;
		if (!inbox->dry && (!say_why(inbox, inbox->names[i], why.text, err) ||
				    !move(inbox, "refused", inbox->names[i], err)))
			return false;
	}
	return true;
}

static bool take_all(const struct inbox *inbox, int64_t *refused, struct error *err)
{
	struct error why = {0};
	if (inbox->n > 1 && take(inbox, 0, inbox->n, refused, &why))
		return true;
	if (inbox->n > 1 && !is_of_file(inbox, &why)) {
		*err = why;
		return false;
	}
	return take_each(inbox, refused, err);
}

/* 2024-04-08T091000: the moment, as part of a name. */
static void stamp(struct inbox *inbox)
{
	char iso[ZONE_ISO_SIZE];
	size_t n = 0;
	cli_iso(inbox->cli, inbox->cli->desk->now, iso);
	for (size_t i = 0; i < 19 && iso[i]; i++)
		if (iso[i] != ':')
			inbox->stamp[n++] = iso[i];
	inbox->stamp[n] = '\0';
}

bool import_folder(struct cli *cli, const char *folder, import_words *words, int64_t *refused, struct error *err)
{
	struct inbox inbox = {.cli = cli, .folder = folder, .take = words,
			      .dry = args_has(cli->args, OPTION_DRY_RUN)};
	bool ok;
	if (cli->args->n_words > 0)
		inbox.format = cli->args->words[0];
	stamp(&inbox);
	ok = look(&inbox, err);
	if (ok && inbox.n > 0)
		ok = (inbox.dry ||
		      (make_below(&inbox, "done", err) && make_below(&inbox, "refused", err))) &&
		     take_all(&inbox, refused, err);
	else if (ok)
		cli_say(cli, _("%s: there is nothing to take in"), folder);
	for (size_t i = 0; i < inbox.n; i++)
		free(inbox.names[i]);
	free(inbox.names);
	return ok;
}
