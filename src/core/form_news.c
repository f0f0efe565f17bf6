/* What others record on a case while its form is open. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/act_inner.h"
#include "core/file_inner.h"
#include "core/form.h"
#include "core/moment.h"
#include "core/page_text.h"

/* An event of somebody else, or one by which they took another back. */
struct theirs {
	const struct event *event;
	const struct file_event *says;	/* NULL: it takes back */
	const char *by;
};

static int by_recorded(const void *a, const void *b)
{
	const struct event *x = ((const struct theirs *)a)->event, *y = ((const struct theirs *)b)->event;

	if (x->recorded != y->recorded)
		return x->recorded < y->recorded ? -1 : 1;
	return strcmp(x->id, y->id);
}

/* All that others recorded, in the order of recording: as many as file_news counts. */
static struct theirs *gather(const struct file *file, const char *name, size_t *n)
{
	const struct file_memory *memory = file->memory;
	struct theirs *all = mem_array(file->history.n_events + memory->n_voids + 1, sizeof(*all));

	*n = 0;
	for (size_t i = 0; i < file->history.n_events; i++)
		if (!str_same(file->events[i].recorded_by, name))
			all[(*n)++] = (struct theirs){ &file->history.events[i], &file->events[i],
						       file->events[i].recorded_by };
	for (size_t i = 0; i < memory->n_voids; i++)
		if (!str_same(memory->void_links[i].by, name))
			all[(*n)++] = (struct theirs){ &memory->voids[i], NULL, memory->void_links[i].by };
	qsort(all, *n, sizeof(*all), by_recorded);
	return all;
}

static void set_text(char **at, char *owned)
{
	free(*at);
	*at = owned;
}

static const char *label_of(const struct form_field *field, const char *value)
{
	for (size_t i = 0; i < field->n_choices; i++)
		if (strcmp(field->choices[i].code, value) == 0)
			return i18n_text(field->choices[i].label);
	return value;
}

/* The fields of the form for which the event has a value, on the same thing. */
static void mark_fields(const struct desk *desk, struct form *form, const struct theirs *one)
{
	const struct practice *practice = desk->practice;
	bool same = !*form->about || !one->says->about || strcmp(one->says->about, form->about) == 0;
	char shown[MOMENT_SIZE];

	moment_show(one->event->recorded, true, desk->zone, desk->now, shown);
	for (size_t i = 0; same && i < form->n_fields; i++) {
		struct form_field *field = &form->fields[i];
		int name = names_find(practice->names, NAME_FIELD, field->name, strlen(field->name));
		const char *value = name >= 0 ? event_value(one->event, name) : NULL;
		struct str_buf text = { 0 };

		if (!value || !*value || (!field->known && strcmp(one->says->kind, form->kind) != 0))
			continue;
		/* TRANSLATORS: who, when, and the value that they gave a field. */
		str_addf(&text, _("%s, %s: %s"), one->by, shown, label_of(field, value));
		set_text(&field->theirs, str_take(&text));
		field->known = field->known ? pool_text(form->memory, value) : NULL;
	}
}

static void tell(const struct desk *desk, struct form *form, const struct theirs *one)
{
	struct pool pool = { 0 };
	struct str_buf text = { 0 };
	char shown[MOMENT_SIZE];
	const char *summary = one->says ? page_summary(&pool, desk, one->says) : "";

	moment_show(one->event->recorded, true, desk->zone, desk->now, shown);
	/* TRANSLATORS: who, what and when, of a record made while a form was open */
	str_addf(&text, _("%s recorded “%s” %s while this form was open"), one->by,
		 one->says ? i18n_text(one->says->title) : _("Event taken back"), shown);
	if (summary && *summary)
		str_addf(&text, ": %s", summary);
	set_text(&form->news, str_take(&text));
	pool_done(&pool);
}

bool form_look(struct desk *desk, struct form *form, struct error *err)
{
	struct error own = { 0 };
	struct theirs *all;
	struct file *file;
	size_t n, old = form->opened > 0 ? (size_t)form->opened - 1 : 0;
	bool found;

	if (!*form->reference || form->opened == 0)
		return true;
	file = file_read(desk, form->reference, &found, err ? err : &own);
	if (!file)
		return false;
	all = gather(file, desk->name, &n);
	for (size_t i = old; i < n; i++)
		if (all[i].says)
			mark_fields(desk, form, &all[i]);
	if (n > old)
		tell(desk, form, &all[n - 1]);
	free(all);
	file_free(file);
	return true;
}

int64_t form_seen(struct desk *desk, const char *reference)
{
	struct error err = { 0 };
	struct file_news news;
	bool found;
	struct file *file = file_read(desk, reference, &found, &err);
	int64_t version = file ? file_news(file, desk->name, &news) : 0;

	file_free(file);
	return version;
}
