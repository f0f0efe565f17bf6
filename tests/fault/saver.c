/* One save, in a process of its own, for failing and killing at each call that it makes.
 *   saver make FILE      a new file with a few cases
 *   saver save FILE I    saves case I; prints "saved", "not saved" or "not known"
 *   saver look FILE I    prints "in" or "out"; fails when the file is not whole */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock/civil.h"
#include "clock/zone.h"
#include "store/audit.h"
#include "store/cases.h"
#include "store/clocks.h"
#include "store/events.h"

static int say(const char *words, int status)
{
	puts(words);
	return status;
}

static int failed(const struct error *err)
{
	fprintf(stderr, "saver: %s\n", err->text);
	return 4;
}

static bool note_found(void *arg, const struct case_row *row)
{
	(void)arg;
	(void)row;
	return false;
}

static void id_of(int i, char id[37])
{
	snprintf(id, 37, "0190a000-0000-7000-8000-%012d", i);
}

static bool write_rows(struct store *store, int i, struct error *err)
{
	char id[37], event[37], reference[24];
	struct clock_row clock = {
		.reference = reference, .folded = reference, .timescale = "mash.24h", .started = 1704067200, .queue = "contacts",
		.running = true, .due = 1704067200 + 86400, .formal_due = INSTANT_NONE, .soon = INSTANT_NONE,
		.stopped = INSTANT_NONE, .paused_since = INSTANT_NONE, .planned = INSTANT_NONE, .withdrawn = INSTANT_NONE,
		.next_at = 1704067200 + 86401, .received = 1704067200,
	};

	id_of(i, id);
	snprintf(event, sizeof(event), "0190e000-0000-7000-8000-%012d", i);
	snprintf(reference, sizeof(reference), "C-%d", i);
	return case_add(store, &(struct case_row){ .id = id, .reference = reference, .folded = reference, .born = CIVIL_NONE,
			.open = true, .opened = 1704067200, .closed = INSTANT_NONE, .version = 1 }, err)
		&& event_add(store, &(struct event_row){ .id = event, .case_id = id, .kind = "contact.received",
			.at = 1704067200, .recorded = 1704067200, .recorded_by = "Test Person", .fields = "source=school" }, NULL, err)
		&& clock_replace(store, id, &clock, 1, err)
		&& audit_add(store, &(struct audit_row){ .at_ms = 1704067200000, .who = "Test Person",
			.what = "record contact.received", .object = "case", .object_id = id, .reference = reference }, err);
}

/* 0 saved, 3 not saved, 4 nobody knows. */
static int save(struct store *store, int i)
{
	struct error err = {0};
	bool unknown = false, found = false;
	char id[37];

	id_of(i, id);
	if (!store_begin(store, &err))
		return failed(&err), say("not saved", 3);
	if (!write_rows(store, i, &err)) {
		store_rollback(store);
		return failed(&err), say("not saved", 3);
	}
	if (store_commit(store, &unknown, &err))
		return say("saved", 0);
	failed(&err);
	if (!unknown)
		return say("not saved", 3);
	/* What a caller does: opens the file again and looks for its own id. */
	if (!store_reopen(store, &err) || !case_by_id(store, id, note_found, NULL, &found, &err))
		return failed(&err), say("not known", 4);
	return found ? say("saved", 0) : say("not saved", 3);
}

static void print_fault(void *arg, const char *text)
{
	(void)arg;
	fprintf(stderr, "saver: fault: %s\n", text);
}

static int look(struct store *store, int i)
{
	struct error err = {0};
	int64_t bad, rows;
	char head[65], id[37];
	bool found;
	int faults;

	id_of(i, id);
	if (!store_check(store, print_fault, NULL, &faults, &err) || !audit_verify(store, &bad, head, &rows, &err)
	    || !case_by_id(store, id, note_found, NULL, &found, &err))
		return failed(&err);
	if (faults || bad)
		return say("not whole", 5);
	return say(found ? "in" : "out", 0);
}

static int make(const char *path)
{
	struct error err = {0};
	struct store *store = store_create(path, "demo", 1704067200, NULL, &err);
	int status = store ? 0 : failed(&err);

	for (int i = 1; status == 0 && i <= 5; i++)
		status = save(store, i);
	store_close(store);
	return status;
}

int main(int argc, char **argv)
{
	struct error err = {0};
	struct store *store;
	int status;

	if (argc == 3 && !strcmp(argv[1], "make"))
		return make(argv[2]);
	if (argc != 4)
		return 2;
	store = store_open(argv[2], NULL, &err);
	if (!store) {
		failed(&err);
		return say(strcmp(argv[1], "save") ? "cannot open" : "not saved", 4);
	}
	status = strcmp(argv[1], "save") ? look(store, atoi(argv[3])) : save(store, atoi(argv[3]));
	store_close(store);
	return status;
}
