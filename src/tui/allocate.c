#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/act.h"
#include "core/keep.h"
#include "tui/allocate.h"
#include "tui/pick_view.h"
#include "tui/prompt_view.h"

struct allocation {
	char **references;
	size_t n;
	record_done *done;
	void *arg;
};

struct worker {
	char *name, *note;
	int64_t open_cases, room;	/* room: INT64_MAX where there is no ceiling */
};

struct workers {
	struct worker *items;
	size_t n, most;
};

static bool add_worker(void *arg, const struct keep_person *person)
{
	struct workers *workers = arg;
	struct str_buf note = { 0 };
	struct worker *worker;

	if (!person->active)
		return true;
	mem_grow(&workers->items, workers->n, &workers->most, sizeof *workers->items);
	worker = &workers->items[workers->n++];
	worker->name = mem_copy(person->name);
	worker->open_cases = person->open_cases;
	worker->room = person->capacity < 0 ? INT64_MAX : person->capacity - person->open_cases;
	if (person->capacity >= 0)
		str_addf(&note, _("%lld of %lld cases"), (long long)person->open_cases,
			 (long long)person->capacity);
	else
		str_addf(&note, _("%lld cases"), (long long)person->open_cases);
	if (person->team)
		str_addf(&note, "  %s", person->team);
	worker->note = str_take(&note);
	return true;
}

/* Fewest open cases first; those at or above their ceiling last. */
static int by_load(const void *a, const void *b)
{
	const struct worker *x = a, *y = b;

	if ((x->room > 0) != (y->room > 0))
		return x->room > 0 ? -1 : 1;
	if (x->open_cases != y->open_cases)
		return x->open_cases < y->open_cases ? -1 : 1;
	return strcmp(x->name, y->name);
}

static void forget(void *arg)
{
	struct allocation *allocation = arg;

	for (size_t i = 0; i < allocation->n; i++)
		free(allocation->references[i]);
	free(allocation->references);
	free(allocation);
}

static void allocate(struct ui *ui, void *arg, const char *worker)
{
	struct allocation *allocation = arg;
	struct act_result result;
	struct error err = { 0 };
	size_t done = 0;

	for (size_t i = 0; i < allocation->n; i++) {
		struct error one = { 0 };

		if (act_allocate(ui->desk, allocation->references[i], worker, NULL, &result, &one))
			done++;
		else
			err = one;
	}
	if (done)
		ui_recorded(ui);
	if (done)
		allocation->done(ui, allocation->arg, allocation->references[0]);
	if (err.kind != ERROR_NONE && allocation->n == 1)
		ui_complain(ui, &err);
	else if (err.kind != ERROR_NONE)
		ui_complain_text(ui, _("%zu allocated to %s, %zu refused: %s"), done, worker,
				 allocation->n - done, err.text);
	else if (allocation->n == 1)
		ui_say(ui, _("%s: allocated to %s; u undoes it."), allocation->references[0], worker);
	else
		ui_say(ui,
		       ngettext("%zu case allocated to %s; u undoes it.",
				"%zu cases allocated to %s; u undoes them one by one.", done),
		       done, worker);
}

static void show_workers(struct ui *ui, struct workers *workers, struct allocation *allocation)
{
	struct choice_item *items = mem_array(workers->n, sizeof *items);
	char title[96];
	struct pick_spec spec = {.title = title,
				 .items = items,
				 .n = workers->n,
				 .done = allocate,
				 .gone = forget,
				 .arg = allocation,
				 .empty = _("No worker of that name.")};

	qsort(workers->items, workers->n, sizeof *workers->items, by_load);
	for (size_t i = 0; i < workers->n; i++)
		items[i] = (struct choice_item){ workers->items[i].name, NULL, workers->items[i].note };
	if (allocation->n == 1)
		snprintf(title, sizeof title, _("Allocate %s to"), allocation->references[0]);
	else
		snprintf(title, sizeof title, _("Allocate (%zu) to"), allocation->n);
	pick_open(ui, &spec);
	free(items);
}

void allocate_open(struct ui *ui, const char *reference, char *const *marked, size_t n, record_done *done,
		   void *arg)
{
	struct allocation *allocation;
	struct workers workers = { 0 };
	struct error err = { 0 };

	if (!keep_people(ui->desk, add_worker, &workers, &err)) {
		ui_complain(ui, &err);
	} else {
		allocation = mem_new(sizeof *allocation);
		allocation->n = n ? n : 1;
		allocation->references = mem_array(allocation->n, sizeof *allocation->references);
		for (size_t i = 0; i < allocation->n; i++)
			allocation->references[i] = mem_copy(n ? marked[i] : reference);
		allocation->done = done;
		allocation->arg = arg;
		show_workers(ui, &workers, allocation);
	}
	for (size_t i = 0; i < workers.n; i++) {
		free(workers.items[i].name);
		free(workers.items[i].note);
	}
	free(workers.items);
}
