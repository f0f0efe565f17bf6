#include "config.h"

#include "core/saved.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/keep.h"

static const char place[] = "views";

enum { TEXTS = 6 };

/* The texts of a view in the order in which they are stored. */
static void texts_of(struct saved_view *view, char **texts[TEXTS])
{
	char **const all[TEXTS] = {&view->name,  &view->queue, &view->words,
				   &view->scope, &view->sort,  &view->group};

	memcpy(texts, all, sizeof(all));
}

static void view_done(struct saved_view *view)
{
	char **texts[TEXTS];

	texts_of(view, texts);
	for (int i = 0; i < TEXTS; i++)
		free(*texts[i]);
}

void saved_views_done(struct saved_views *views)
{
	for (size_t i = 0; i < views->n; i++)
		view_done(&views->items[i]);
	free(views->items);
	*views = (struct saved_views){0};
}

/* One line, its texts parted by tabs. */
static void read_line(struct saved_views *views, struct str_view line)
{
	struct saved_view view = {0};
	char **texts[TEXTS];

	texts_of(&view, texts);
	for (int i = 0; i < TEXTS; i++)
		*texts[i] = line.at ? str_copy(str_cut(&line, '\t')) : mem_copy("");
	if (!*view.name || !*view.queue) {
		view_done(&view);
		return;
	}
	mem_grow(&views->items, views->n, &views->room, sizeof(*views->items));
	views->items[views->n++] = view;
}

bool saved_views_read(struct desk *desk, struct saved_views *views, struct error *err)
{
	char *text = NULL;
	struct str_view rest;

	*views = (struct saved_views){0};
	if (!keep_place_get(desk, place, &text, err))
		return false;
	rest = str_view(text ? text : "");
	while (rest.at && rest.n)
		read_line(views, str_cut(&rest, '\n'));
	free(text);
	return true;
}

/* A tab or a line's end, which would part it, becomes a blank. */
static void add_text(struct str_buf *out, const char *text, char end)
{
	for (; text && *text; text++)
		str_add_char(out, *text == '\t' || *text == '\n' ? ' ' : *text);
	str_add_char(out, end);
}

static void add_view(struct str_buf *out, const struct saved_view *view)
{
	struct saved_view copy = *view;
	char **texts[TEXTS];

	texts_of(&copy, texts);
	for (int i = 0; i < TEXTS; i++)
		add_text(out, *texts[i], i == TEXTS - 1 ? '\n' : '\t');
}

/* All but the one of that name, and then `more` (NULL: none). */
static bool put(struct desk *desk, const char *without, const struct saved_view *more, struct error *err)
{
	struct saved_views views;
	struct str_buf out = {0};
	bool ok = saved_views_read(desk, &views, err), placed = false;

	for (size_t i = 0; ok && i < views.n; i++) {
		if (strcmp(views.items[i].name, without) != 0) {
			add_view(&out, &views.items[i]);
		} else if (more && !placed) {
			add_view(&out, more);
			placed = true;
		}
	}
	if (more && !placed)
		add_view(&out, more);
	ok = ok && keep_place_set(desk, place, out.n ? out.text : "", err);
	str_done(&out);
	saved_views_done(&views);
	return ok;
}

bool saved_view_keep(struct desk *desk, const struct saved_view *view, struct error *err)
{
	if (!view->name[strspn(view->name, " \t\n")])
		return error_set(err, ERROR_USAGE, _("view: it needs a name"));
	return put(desk, view->name, view, err);
}

bool saved_view_drop(struct desk *desk, const char *name, struct error *err)
{
	return put(desk, name, NULL, err);
}
