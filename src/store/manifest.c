#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "store/file.h"
#include "store/inner.h"
#include "store/manifest.h"

static const char *const tables[MANIFEST_TABLES] = {
	"cases", "events", "clocks", "transitions", "audit", "policies", "people", "plans",
};

const char *manifest_table(int i)
{
	return tables[i];
}

char *manifest_path(const char *copy)
{
	return file_beside(copy, ".manifest");
}

bool manifest_count(struct store *store, struct manifest *manifest, struct error *err)
{
	struct db_query *query = db_query(store->db, USER_VERSION);

	if (db_step(query))
		manifest->schema = db_int(query);
	if (!db_done(query, err))
		return false;
	query = db_query(store->db, CHECK_COUNTS);
	if (db_step(query))
		for (int i = 0; i < MANIFEST_TABLES; i++)
			manifest->rows[i] = db_int(query);
	if (!db_done(query, err))
		return false;
	manifest->head[0] = '\0';
	query = db_query(store->db, AUDIT_HEAD);
	if (db_step(query)) {
		db_int(query);
		snprintf(manifest->head, sizeof(manifest->head), "%s", db_text(query));
	}
	return db_done(query, err);
}

bool manifest_same(const char *copy, const struct manifest *want, const struct manifest *got, struct error *err)
{
	for (int i = 0; i < MANIFEST_TABLES; i++)
		/* A manifest of an older version does not name the tables that came later. */
		if (want->rows[i] >= 0 && want->rows[i] != got->rows[i])
			return error_set(err, ERROR_DATABASE, "%s: it holds %" PRId64 " rows of %s where %" PRId64
				" belong: this copy is bad", copy, got->rows[i], tables[i], want->rows[i]);
	if (strcmp(want->head, got->head) != 0)
		return error_set(err, ERROR_DATABASE, "%s: its audit chain ends in another row than it should: "
			"this copy is bad", copy);
	return true;
}

/* ---- the file ---- */

static char *text_of(const struct manifest *manifest)
{
	struct str_buf text = {0};

	str_addf(&text, "caseclock backup manifest\ntaken=%" PRId64 "\nschema=%" PRId64 "\nsize=%" PRId64
		"\nsha256=%s\naudit_head=%s\n", manifest->taken, manifest->schema, manifest->size, manifest->sha256,
		manifest->head);
	for (int i = 0; i < MANIFEST_TABLES; i++)
		str_addf(&text, "%s=%" PRId64 "\n", tables[i], manifest->rows[i]);
	return str_take(&text);
}

static bool write_text(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	size_t left = strlen(text);
	bool ok = fd >= 0;

	while (ok && left) {
		ssize_t n = write(fd, text, left);

		ok = n > 0 || (n < 0 && errno == EINTR);
		if (n > 0) {
			text += n;
			left -= (size_t)n;
		}
	}
	ok = ok && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	return ok;
}

bool manifest_write(const char *copy, const struct manifest *manifest, struct error *err)
{
	char *path = manifest_path(copy), *part = file_beside(path, ".part"), *text = text_of(manifest);
	bool ok;

	unlink(part);
	ok = write_text(part, text) && rename(part, path) == 0;
	if (!ok) {
		error_set(err, ERROR_DATABASE, "%s: it cannot be written: %s", path, strerror(errno));
		unlink(part);
	}
	free(path);
	free(part);
	free(text);
	return ok;
}

static void read_line(struct manifest *manifest, struct str_view name, struct str_view value)
{
	if (str_equal(name, "sha256") && value.n < HASH_SIZE)
		snprintf(manifest->sha256, HASH_SIZE, "%.*s", (int)value.n, value.at);
	else if (str_equal(name, "audit_head") && value.n < HASH_SIZE)
		snprintf(manifest->head, HASH_SIZE, "%.*s", (int)value.n, value.n ? value.at : "");
	else if (str_equal(name, "taken"))
		str_to_int(value, &manifest->taken);
	else if (str_equal(name, "schema"))
		str_to_int(value, &manifest->schema);
	else if (str_equal(name, "size"))
		str_to_int(value, &manifest->size);
	else
		for (int i = 0; i < MANIFEST_TABLES; i++)
			if (str_equal(name, tables[i]))
				str_to_int(value, &manifest->rows[i]);
}

bool manifest_read(const char *copy, struct manifest *manifest, bool *there, struct error *err)
{
	char *path = manifest_path(copy), text[4096];
	FILE *file = fopen(path, "re");
	struct str_view rest;

	memset(manifest, 0, sizeof(*manifest));
	*there = file != NULL || errno != ENOENT;
	if (!file) {
		bool missing = !*there;

		if (!missing)
			error_set(err, ERROR_DATABASE, "%s: it cannot be read: %s", path, strerror(errno));
		free(path);
		return missing;
	}
	rest = (struct str_view){ text, fread(text, 1, sizeof(text), file) };
	fclose(file);
	for (int i = 0; i < MANIFEST_TABLES; i++)
		manifest->rows[i] = -1;
	while (rest.n) {
		struct str_view line = str_cut(&rest, '\n'), name = str_cut(&line, '=');

		read_line(manifest, name, line);
	}
	if (!manifest->sha256[0])
		error_set(err, ERROR_DATABASE, "%s: it is not a manifest: it names no sha256", path);
	free(path);
	return manifest->sha256[0] != '\0';
}
