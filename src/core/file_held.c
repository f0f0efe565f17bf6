#include "config.h"

#include <string.h>

#include "core/file_row.h"
#include "core/queue.h"

int64_t file_held_since(const struct desk *desk, const struct file *file, const char *worker)
{
	int64_t since = file->opened;

	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];
		const char *kind = file->events[i].kind, *named;

		if (event->planned || event->at > desk->now || event->recorded > desk->known ||
		    (event->removed != INSTANT_NONE && event->removed <= desk->known))
			continue;
		named = file_value(desk, file, i, "worker");
		if ((!worker && strcmp(kind, "case.deallocated") == 0) ||
		    (worker && named && strcmp(named, worker) == 0 && strcmp(kind, "case.allocated") == 0))
			since = event->at;
	}
	return since;
}

bool queue_held_since(struct desk *desk, const struct queue_row *row, int64_t *since, struct error *err)
{
	struct error why = {0};
	struct file *file;
	bool found;

	*since = INSTANT_NONE;
	if (!desk_practice(desk, err))
		return false;
	file = file_read_id(desk, row->case_id, &found, &why);
	if (file)
		*since = file_held_since(desk, file, row->worker);
	file_free(file);
	return why.kind == ERROR_NONE || error_set(err, why.kind, "%s", why.text);
}
