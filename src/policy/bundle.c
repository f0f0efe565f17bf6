#include "config.h"
#include "policy/bundle.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

enum { FILE_MOST = 4 * 1024 * 1024, FILES_MOST = 1000 };

static bool ends_with(const char *name, const char *tail)
{
	size_t n = strlen(name), m = strlen(tail);

	return n > m && strcmp(name + n - m, tail) == 0;
}

static bool is_policy_name(const char *name)
{
	return name[0] != '.' && strpbrk(name, "/\n") == NULL &&
	       (ends_with(name, ".policy") || ends_with(name, ".json"));
}

/* Keeps the files in order of their names. Takes text over. */
static void add_file(struct bundle *bundle, const char *name, char *text)
{
	size_t at = bundle->n;

	bundle->files = mem_resize(bundle->files, bundle->n + 1, sizeof *bundle->files);
	while (at > 0 && strcmp(bundle->files[at - 1].name, name) > 0) {
		bundle->files[at] = bundle->files[at - 1];
		at--;
	}
	bundle->files[at].name = mem_copy(name);
	bundle->files[at].text = text;
	bundle->n++;
}

static bool check_file(int fd, const char *name, struct error *err)
{
	struct stat about;

	if (fstat(fd, &about) != 0)
		return error_set(err, ERROR_INPUT, "%s: cannot be looked at: %s", name, strerror(errno));
	if (!S_ISREG(about.st_mode))
		return error_set(err, ERROR_INPUT, "%s: is not a file", name);
	if ((about.st_mode & S_IWOTH) != 0)
		return error_set(err, ERROR_INPUT,
				 "%s: anybody may write to it; take that right away with chmod o-w", name);
	if (about.st_size > FILE_MOST)
		return error_set(err, ERROR_INPUT, "%s: is larger than 4 MiB", name);
	return true;
}

/* The whole of an open file, at most FILE_MOST bytes; NULL with err set. Owned. */
static char *read_all(int fd, const char *name, size_t *length, struct error *err)
{
	size_t room = 65536, n = 0;
	char *text = mem_new(room + 1);

	for (;;) {
		ssize_t got = read(fd, text + n, room - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			error_set(err, ERROR_INPUT, "%s: cannot be read: %s", name, strerror(errno));
			break;
		}
		n += (size_t)got;
		if (n > FILE_MOST) {
			error_set(err, ERROR_INPUT, "%s: is larger than 4 MiB", name);
			break;
		}
		if (got == 0) {
			text[n] = '\0';
			*length = n;
			return text;
		}
		if (n == room) {
			room *= 2;
			text = mem_resize(text, room + 1, 1);
		}
	}
	free(text);
	return NULL;
}

static bool read_file(struct bundle *bundle, int folder, const char *name, struct error *err)
{
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	char *text = NULL;
	size_t n = 0;

	if (fd < 0)
		return error_set(err, ERROR_INPUT, "%s: cannot be opened: %s", name, strerror(errno));
	if (check_file(fd, name, err))
		text = read_all(fd, name, &n, err);
	close(fd);
	if (text == NULL)
		return false;
	if (!utf8_valid(text, n)) {
		free(text);
		return error_set(err, ERROR_INPUT, "%s: is not UTF-8 text; save it again as UTF-8", name);
	}
	add_file(bundle, name, text);
	return true;
}

static bool read_folder(struct bundle *bundle, DIR *dir, struct error *err)
{
	struct dirent *entry;

	while ((entry = readdir(dir)) != NULL) {
		if (!is_policy_name(entry->d_name))
			continue;
		if (bundle->n == FILES_MOST)
			return error_set(err, ERROR_INPUT, "holds more than %d policy files",
					 (int)FILES_MOST);
		if (!read_file(bundle, dirfd(dir), entry->d_name, err))
			return false;
	}
	if (bundle->n == 0)
		return error_set(err, ERROR_INPUT, "holds no *.policy file");
	return true;
}

bool bundle_read(struct bundle *bundle, const char *folder, struct error *err)
{
	struct stat about;
	DIR *dir = NULL;
	bool done;
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	*bundle = (struct bundle){0};
	if (fd < 0 || fstat(fd, &about) != 0 || (dir = fdopendir(fd)) == NULL) {
		error_set(err, ERROR_INPUT, "%s: cannot be opened as a policy folder: %s", folder,
			  strerror(errno));
		if (fd >= 0)
			close(fd);
		return false;
	}
	if ((about.st_mode & S_IWOTH) != 0)
		done = error_set(err, ERROR_INPUT,
				 "anybody may write to the folder; take that right away with chmod o-w");
	else
		done = read_folder(bundle, dir, err);
	closedir(dir);
	if (!done) {
		error_prefix(err, "%s", folder);
		bundle_done(bundle);
	}
	return done;
}

char *bundle_pack(const struct bundle *bundle)
{
	struct str_buf packed = {0};

	for (size_t i = 0; i < bundle->n; i++) {
		const struct bundle_file *file = &bundle->files[i];

		str_addf(&packed, "file %zu %s\n", strlen(file->text), file->name);
		str_add(&packed, file->text);
		str_add_char(&packed, '\n');
	}
	return str_take(&packed);
}

/* Reads "file LENGTH NAME\n" TEXT "\n" off the front of *rest. */
static bool unpack_file(struct bundle *bundle, struct str_view *rest)
{
	struct str_view line = str_cut(rest, '\n');
	struct str_view word = str_cut(&line, ' ');
	struct str_view length = str_cut(&line, ' ');
	int64_t n;
	char *name;

	if (!str_equal(word, "file") || !str_to_int(length, &n) || line.n == 0 || rest->at == NULL || n < 0 ||
	    n > FILE_MOST || (size_t)n >= rest->n || rest->at[n] != '\n')
		return false;
	name = str_copy(line);
	if (is_policy_name(name) && utf8_valid(name, line.n) && utf8_valid(rest->at, (size_t)n)) {
		add_file(bundle, name, mem_copy_n(rest->at, (size_t)n));
		free(name);
		rest->at += n + 1;
		rest->n -= (size_t)n + 1;
		return true;
	}
	free(name);
	return false;
}

bool bundle_unpack(struct bundle *bundle, const char *packed, struct error *err)
{
	struct str_view rest = str_view(packed);

	*bundle = (struct bundle){0};
	while (rest.n > 0) {
		if (!unpack_file(bundle, &rest)) {
			bundle_done(bundle);
			return error_set(err, ERROR_INPUT,
					 "stored policy: the text is damaged; restore a backup");
		}
	}
	if (bundle->n == 0)
		return error_set(err, ERROR_INPUT, "stored policy: it holds no file; restore a backup");
	return true;
}

void bundle_done(struct bundle *bundle)
{
	for (size_t i = 0; i < bundle->n; i++) {
		free(bundle->files[i].name);
		free(bundle->files[i].text);
	}
	free(bundle->files);
	*bundle = (struct bundle){0};
}
