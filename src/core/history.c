#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "clock/event.h"
#include "core/desk_inner.h"
#include "core/history.h"
#include "core/keep_inner.h"
#include "core/moment.h"
#include "core/page_text.h"
#include "store/audit.h"

struct telling {
	struct desk *desk;
	struct pool *pool;
	struct history_line *lines;
	size_t n, room;
	bool views;
};

/* What the lines of the trail say of a record, in words. */
static const struct {
	const char *what, *words;
	bool view;
} known[] = {
	{ "view", N_("looked at the record"), true },
	{ "audit read", N_("read who had looked at it"), true },
	{ "search", N_("searched"), true },
	{ "export", N_("wrote it to a file"), true },
	{ "list", N_("listed it"), true },
	{ "print", N_("printed it"), true },
	{ "void", N_("took an event back"), false },
	{ "refused", N_("was refused"), true },
	{ "policy moved clock", N_("a clock moved with a new policy"), false },
};

static const char *title_of(const struct telling *t, const char *kind)
{
	const struct policy_kind *found = policy_kind_named(t->desk->practice->newest, kind);

	return found && found->title ? i18n_text(found->title) : kind;
}

static const char *words_of(const struct telling *t, const char *what, bool *view)
{
	*view = false;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strcmp(what, known[i].what) != 0)
			continue;
		*view = known[i].view;
		return _(known[i].words);
	}
	if (strncmp(what, "record ", 7) == 0)
		return page_format(t->pool, _("recorded “%s”"), title_of(t, what + 7));
	if (strncmp(what, "replace ", 8) == 0)
		return page_format(t->pool, _("corrected “%s”"), title_of(t, what + 8));
	return pool_text(t->pool, what);
}

static bool add_line(void *arg, const struct audit_row *row)
{
	struct telling *t = arg;
	char at[MOMENT_SIZE];
	struct history_line line = { .who = pool_text(t->pool, row->who ? row->who : "") };

	line.what = words_of(t, row->what ? row->what : "", &line.view);
	if (line.view && !t->views)
		return true;
	moment_show(row->at_ms / 1000, true, t->desk->zone, t->desk->now, at);
	line.at = pool_text(t->pool, at);
	line.why = row->why && *row->why ? pool_text(t->pool, row->why) : NULL;
	mem_grow(&t->lines, t->n, &t->room, sizeof(*t->lines));
	t->lines[t->n++] = line;
	return true;
}

static bool note_reading(struct desk *desk, const char *reference, struct error *err)
{
	const struct desk_line line = { .what = "audit read", .object = "audit", .reference = reference };

	return keep_line_write(desk, &line, err);
}

struct history_page *history_open(struct desk *desk, const char *reference, struct error *err)
{
	struct pool *pool = mem_new(sizeof(*pool));
	struct telling t = { .desk = desk, .pool = pool };
	struct history_page *page = NULL;
	bool ok;

	t.views = desk_may(desk, "audit", reference, NULL, NULL);
	ok = desk_practice(desk, err) && desk_may(desk, "view", reference, NULL, err) &&
	     (!t.views || note_reading(desk, reference, err)) &&
	     audit_list(desk->store, reference, NULL, INSTANT_NONE, add_line, &t, err);
	if (ok) {
		page = mem_new(sizeof(*page));
		page->memory = pool;
		page->views = t.views;
		page->n = t.n < HISTORY_MOST ? t.n : HISTORY_MOST;
		page->left_off = t.n - page->n;
		page->lines = pool_array(pool, page->n, sizeof(*page->lines));
		for (size_t i = 0; i < page->n; i++)
			page->lines[i] = t.lines[t.n - 1 - i];
	}
	free(t.lines);
	if (page)
		return page;
	pool_done(pool);
	free(pool);
	return NULL;
}

void history_free(struct history_page *page)
{
	if (!page)
		return;
	pool_done(page->memory);
	free(page->memory);
	free(page);
}
