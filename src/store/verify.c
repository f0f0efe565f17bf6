#include "config.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/audit.h"
#include "store/file.h"
#include "store/inner.h"
#include "store/manifest.h"

struct teller {
	void (*line)(void *arg, const char *text);
	void *arg;
};

static void tell(const struct teller *teller, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void tell(const struct teller *teller, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (teller->line)
		teller->line(teller->arg, text);
}

/* ---- the bytes ---- */

static bool check_bytes(const char *copy, const struct manifest *want, const struct teller *teller, struct error *err)
{
	char sha256[HASH_SIZE];
	int64_t size;

	if (!file_hash(copy, sha256, &size, err))
		return false;
	if (size != want->size)
		return error_set(err, ERROR_DATABASE, "%s: it is %" PRId64 " bytes long where %" PRId64
			" belong: this copy is bad", copy, size, want->size);
	if (strcmp(sha256, want->sha256) != 0)
		return error_set(err, ERROR_DATABASE, "%s: its contents are not what its manifest says (SHA-256): "
			"this copy is bad", copy);
	tell(teller, "size and SHA-256 are those of the manifest");
	return true;
}

/* ---- what is in it ---- */

static bool check_chain(struct store *store, const char *copy, const struct teller *teller, struct error *err)
{
	int64_t bad, rows;
	char head[HASH_SIZE];

	if (!audit_verify(store, &bad, head, &rows, err))
		return false;
	if (bad)
		return error_set(err, ERROR_DATABASE, "%s: its audit chain breaks at row %" PRId64 ": this copy is bad", copy,
			bad);
	tell(teller, "audit chain whole, %" PRId64 " rows, head %.16s", rows, head[0] ? head : "none");
	return true;
}

static bool check_rows(struct store *store, const char *copy, const struct manifest *want, bool compare,
		       const struct teller *teller, struct error *err)
{
	struct manifest got = {0};

	if (!manifest_count(store, &got, err) || (compare && !manifest_same(copy, want, &got, err)))
		return false;
	for (int i = 0; i < MANIFEST_TABLES; i++)
		tell(teller, "%s: %" PRId64 " rows", manifest_table(i), got.rows[i]);
	return true;
}

static bool check_scratch(const char *scratch, const char *copy, const struct manifest *want, bool compare,
			  const struct teller *teller, struct error *err)
{
	struct store *store = store_open_scratch(scratch, err);
	int faults = 0;
	bool ok;

	if (!store)
		return error_prefix(err, "%s restored to a scratch file", copy);
	ok = store_check(store, teller->line, teller->arg, &faults, err);
	if (ok && faults)
		ok = error_set(err, ERROR_DATABASE, "%s: %d faults were found in it: this copy is bad", copy, faults);
	if (ok)
		tell(teller, "restored to a scratch file: whole, every row's hash fits");
	ok = ok && check_chain(store, copy, teller, err) && check_rows(store, copy, want, compare, teller, err);
	store_close(store);
	return ok;
}

static bool verify_at(const char *copy, const struct teller *teller, struct error *err)
{
	struct manifest want;
	char suffix[40];
	char *scratch;
	bool there, ok;

	if (!file_ordinary(copy, err) || !manifest_read(copy, &want, &there, err))
		return false;
	if (there && !check_bytes(copy, &want, teller, err))
		return false;
	if (!there)
		tell(teller, "there is no manifest beside it, so it could only be compared with itself");
	snprintf(suffix, sizeof(suffix), ".verify-%ld", (long)getpid());
	scratch = file_beside(copy, suffix);
	ok = file_copy(copy, scratch, err) && check_scratch(scratch, copy, &want, there, teller, err);
	unlink(scratch);
	free(scratch);
	return ok;
}

bool store_verify(const char *copy, void (*line)(void *arg, const char *text), void *arg, struct error *err)
{
	const struct teller teller = { line, arg };
	char *real = file_real(copy, false, err);
	bool ok = real && verify_at(real, &teller, err);

	free(real);
	return ok;
}
