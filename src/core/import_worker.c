#include "config.h"

#include <string.h>

#include "core/file_inner.h"
#include "core/import_mapped.h"

/* Who has the child is another than the extract said before: an allocation of the moment of the extract, which gives
 * no date for it. What the row said first stays with the event that it brought, and no field of an event says what a
 * row said since: that is found by the ids of the allocations, which are made of the event that the row is about. */

static void name_allocation(const struct mapped_put *put, size_t i, int64_t at, const char *team, const char *worker,
			    char id[ID_SIZE])
{
	const struct file_event *known = &put->file->events[i];
	struct str_buf name = {0};

	str_addf(&name, "%s\n%s\n%s\n%lld\n%lld\n%s\n%s", put->reference, known->kind, known->about ? known->about : "",
		 (long long)put->file->history.events[i].at, (long long)at, team ? team : "", worker ? worker : "");
	id_from_name("extract says who has it", name.text, id);
	str_done(&name);
}

static const char *value(const struct mapped_put *put, size_t i, const char *field)
{
	return file_value(put->run->desk, put->file, i, field);
}

/* What the row said last, with the event on record or in an allocation since. */
static void last_said(const struct mapped_put *put, size_t i, const char **team, const char **worker)
{
	const struct file *file = put->file;
	int64_t recorded = file->history.events[i].recorded;

	*team = value(put, i, "team");
	*worker = value(put, i, "worker");
	for (size_t k = 0; k < file->history.n_events; k++) {
		const struct event *event = &file->history.events[k];
		char id[ID_SIZE];

		if (event->kind != put->allocated->number || event->removed != INSTANT_NONE || !file->events[k].source ||
		    event->recorded < recorded)
			continue;
		name_allocation(put, i, event->at, value(put, k, "team"), value(put, k, "worker"), id);
		if (strcmp(id, file->events[k].id) != 0)
			continue;
		*team = value(put, k, "team") ? value(put, k, "team") : *team;
		*worker = value(put, k, "worker") ? value(put, k, "worker") : *worker;
		recorded = event->recorded;
	}
}

/* Said now, and neither what the row said before nor how it is. */
static bool is_news(const char *now, const char *before, const char *is)
{
	return now && *now && !str_same(now, before) && !str_same(now, is);
}

bool mapped_allocates(const struct mapped_put *put, size_t i, const char *team, const char *worker,
		      struct mapped_allocation *out)
{
	const char *before_team, *before_worker;

	last_said(put, i, &before_team, &before_worker);
	*out = (struct mapped_allocation){.team = team, .worker = worker};
	if (!is_news(worker, before_worker, put->file->worker)) {
		out->worker = NULL;
		if (!is_news(team, before_team, put->file->team))
			return false;
	}
	name_allocation(put, i, put->run->desk->now, out->team, out->worker, out->id);
	return true;
}
