#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/act.h"
#include "core/form.h"
#include "core/keep.h"
#include "tui/allocate.h"
#include "tui/pick_view.h"
#include "tui/prompt_view.h"
#include "tui/reasons.h"

struct allocation {
	char **references;
	int64_t *seen;		/* of each, form_seen when the list of workers was opened */
	size_t n;
	char **names, **warnings;	/* of the workers who are chosen with a warning */
	size_t n_warnings;
	record_done *done;
	void *arg;
};

struct worker {
	char *name, *note;
	char *warning;		/* what is said when this one is chosen all the same; NULL */
};

struct workers {
	const struct policy *policy;
	struct worker *items;
	size_t n, most;
	size_t more;		/* cases that are to be allocated */
};

/* "Social worker" of "Social worker or personal adviser": there is little room beside a name. */
static void add_role(struct str_buf *note, const struct workers *workers, const struct keep_person *person)
{
	static const char *const ends[] = { " or ", " who ", "," };
	const struct policy_role *role =
		workers->policy && person->role ? policy_role_named(workers->policy, person->role) : NULL;
	const char *title = role && role->title ? i18n_text(role->title) : person->role ? person->role : "";
	size_t n = strlen(title);

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		const char *end = strstr(title, ends[i]);

		if (end && (size_t)(end - title) < n)
			n = (size_t)(end - title);
	}
	str_add_n(note, title, n);
}

static void add_load(struct str_buf *note, const struct keep_person *person)
{
	int64_t room = person->capacity - person->open_cases;

	if (person->capacity < 0)
		str_addf(note, ngettext("%lld case", "%lld cases", (unsigned long)person->open_cases),
			 (long long)person->open_cases);
	else if (room > 0)
		/* TRANSLATORS: open cases, the most one is to have, and how many more that leaves. */
		str_addf(note, _("%lld of %lld cases, room for %lld"), (long long)person->open_cases,
			 (long long)person->capacity, (long long)room);
	else
		str_addf(note, _("%lld of %lld cases, no room"), (long long)person->open_cases,
			 (long long)person->capacity);
}

static void add_away(struct str_buf *note, const struct keep_person *person)
{
	char day[CIVIL_SIZE];

	if (person->away_to == CIVIL_NONE) {
		str_add(note, _("AWAY"));
		return;
	}
	civil_iso(person->away_to, day);
	/* TRANSLATORS: the last day of an absence. */
	str_addf(note, _("AWAY until %s"), day);
}

/* Nothing is refused: a manager may have a reason. */
static char *warning_of(const struct workers *workers, const struct keep_person *person)
{
	struct str_buf text = { 0 };
	int64_t then = person->open_cases + (int64_t)workers->more;

	if (person->capacity >= 0 && then > person->capacity)
		str_addf(&text, _("over the ceiling now: %lld of %lld cases"), (long long)then,
			 (long long)person->capacity);
	if (person->away)
		str_addf(&text, "%s%s", text.n ? "; " : "", _("away today"));
	return text.n ? str_take(&text) : NULL;
}

static bool add_worker(void *arg, const struct keep_person *person)
{
	struct workers *workers = arg;
	struct str_buf note = { 0 };
	struct worker *worker;

	mem_grow(&workers->items, workers->n, &workers->most, sizeof *workers->items);
	worker = &workers->items[workers->n++];
	if (person->away) {
		add_away(&note, person);
		str_add(&note, "  ");
	}
	add_load(&note, person);
	str_add(&note, "  ");
	add_role(&note, workers, person);
	if (person->team)
		str_addf(&note, ", %s", person->team);
	if (person->kind && *person->kind)
		str_addf(&note, ", %s", person->kind);
	*worker = (struct worker){ mem_copy(person->name), str_take(&note), warning_of(workers, person) };
	return true;
}

static void forget(void *arg)
{
	struct allocation *allocation = arg;

	for (size_t i = 0; i < allocation->n; i++)
		free(allocation->references[i]);
	for (size_t i = 0; i < allocation->n_warnings; i++) {
		free(allocation->names[i]);
		free(allocation->warnings[i]);
	}
	free(allocation->names);
	free(allocation->warnings);
	free(allocation->references);
	free(allocation->seen);
	free(allocation);
}

static const char *warned_of(const struct allocation *allocation, const char *worker)
{
	for (size_t i = 0; i < allocation->n_warnings; i++)
		if (strcmp(allocation->names[i], worker) == 0)
			return allocation->warnings[i];
	return NULL;
}

/* told: what is to be known of some of the cases, such as whose they were. */
static void say_allocated(struct ui *ui, const struct allocation *allocation, const char *worker, size_t done,
			  const struct reasons *told)
{
	const char *warning = warned_of(allocation, worker);
	char *more = reasons_text(told, ui_message_cells(ui));
	struct str_buf text = { 0 };

	if (allocation->n == 1)
		str_addf(&text, _("%s: allocated to %s; u undoes it."), allocation->references[0], worker);
	else
		str_addf(&text,
			 ngettext("%zu case allocated to %s; u undoes it.",
				  "%zu cases allocated to %s; u undoes them all.", done),
			 done, worker);
	if (warning)
		str_addf(&text, " %s: %s", worker, warning);
	if (*more)
		str_addf(&text, " %s", more);
	ui_say(ui, "%s", text.text);
	free(more);
	str_done(&text);
}

/* Nothing that a colleague recorded while one chose is undone by it: whoever was faster is named. */
static void allocate(struct ui *ui, void *arg, const char *worker)
{
	struct allocation *allocation = arg;
	struct reasons refused = { 0 }, told = { 0 };
	struct error err = { 0 };
	size_t done = 0;
	char *why;

	act_gesture(ui->desk, true);
	for (size_t i = 0; i < allocation->n; i++) {
		const char *reference = allocation->references[i];
		struct act_result result = { .version = 0 };

		error_clear(&err);
		if (!act_allocate_seen(ui->desk, reference, worker, NULL, allocation->seen[i], &result, &err))
			reasons_add(&refused, reference, err.text);
		else if (++done && *result.warning)
			reasons_add(&told, reference, result.warning);
	}
	act_gesture(ui->desk, false);
	if (done)
		ui_recorded(ui);
	if (done)
		allocation->done(ui, allocation->arg, allocation->references[0]);
	why = reasons_text(&refused, ui_message_cells(ui));
	if (refused.n && allocation->n == 1)
		ui_complain(ui, &err);
	else if (refused.n)
		ui_complain_text(ui, _("%zu allocated to %s, %zu refused: %s"), done, worker, refused.total, why);
	else
		say_allocated(ui, allocation, worker, done, &told);
	free(why);
	reasons_done(&refused);
	reasons_done(&told);
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

	allocation->names = mem_array(workers->n, sizeof *allocation->names);
	allocation->warnings = mem_array(workers->n, sizeof *allocation->warnings);
	for (size_t i = 0; i < workers->n; i++) {
		if (workers->items[i].warning) {
			allocation->names[allocation->n_warnings] = mem_copy(workers->items[i].name);
			allocation->warnings[allocation->n_warnings++] = mem_copy(workers->items[i].warning);
		}
		items[i] = (struct choice_item){ workers->items[i].name, NULL, workers->items[i].note };
	}
	if (allocation->n == 1)
		snprintf(title, sizeof title, _("Allocate %s to"), allocation->references[0]);
	else
		snprintf(title, sizeof title, _("Allocate (%zu) to"), allocation->n);
	pick_open(ui, &spec);
	free(items);
}

/* Whether any of them may be allocated by who is here: nobody chooses a worker for nothing. */
static bool may_allocate(struct ui *ui, const char *reference, char *const *marked, size_t n, struct error *err)
{
	if (n == 0)
		return act_may_record(ui->desk, "case.allocated", reference, err);
	for (size_t i = 0; i < n; i++) {
		error_clear(err);
		if (act_may_record(ui->desk, "case.allocated", marked[i], err))
			return true;
	}
	return false;
}

void allocate_open(struct ui *ui, const char *reference, char *const *marked, size_t n, record_done *done,
		   void *arg)
{
	struct allocation *allocation;
	const struct practice *practice = desk_practice(ui->desk, NULL);
	struct workers workers = { .policy = practice ? practice->newest : NULL, .more = n ? n : 1 };
	struct error err = { 0 };

	/* Of several, the team of the first is meant. */
	if (!may_allocate(ui, reference, marked, n, &err) ||
	    !keep_holders(ui->desk, n ? marked[0] : reference, add_worker, &workers, &err)) {
		ui_complain(ui, &err);
	} else {
		allocation = mem_new(sizeof *allocation);
		allocation->n = n ? n : 1;
		allocation->references = mem_array(allocation->n, sizeof *allocation->references);
		allocation->seen = mem_array(allocation->n, sizeof *allocation->seen);
		for (size_t i = 0; i < allocation->n; i++) {
			allocation->references[i] = mem_copy(n ? marked[i] : reference);
			allocation->seen[i] = form_seen(ui->desk, allocation->references[i]);
		}
		allocation->done = done;
		allocation->arg = arg;
		show_workers(ui, &workers, allocation);
	}
	for (size_t i = 0; i < workers.n; i++) {
		free(workers.items[i].name);
		free(workers.items[i].note);
		free(workers.items[i].warning);
	}
	free(workers.items);
}
