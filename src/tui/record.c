#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/form.h"
#include "tui/allocate.h"
#include "tui/form_also.h"
#include "tui/form_view.h"
#include "tui/known_view.h"
#include "tui/pick_view.h"
#include "tui/record.h"
#include "tui/supervise_form.h"

/* What waits for a form or a list to come back. */
struct waiting {
	record_done *done;
	void *arg;
	char *reference, *about, *queue, *timescale;
};

static void forget(struct waiting *waiting)
{
	free(waiting->reference);
	free(waiting->about);
	free(waiting->queue);
	free(waiting->timescale);
	free(waiting);
}

static void saved(struct ui *ui, void *arg, const struct act_result *result, const char *reference)
{
	struct waiting *waiting = arg;

	(void)result;
	ui_recorded(ui);
	if (reference)
		waiting->done(ui, waiting->arg, reference);
}

static struct waiting *wait_for(const struct record_subject *subject, record_done *done, void *arg)
{
	struct waiting *waiting = mem_new(sizeof *waiting);

	waiting->done = done;
	waiting->arg = arg;
	waiting->reference = mem_copy(subject->reference);
	waiting->about = mem_copy(subject->about);
	waiting->queue = mem_copy(subject->queue);
	waiting->timescale = mem_copy(subject->timescale);
	return waiting;
}

static void gone(void *arg)
{
	forget(arg);
}

static const struct policy *newest(struct ui *ui)
{
	const struct practice *practice = desk_practice(ui->desk, NULL);

	return practice ? practice->newest : NULL;
}

/* The about under the cursor is meant only by kinds that the queue offers on its rows: others find
 * their own, or concern the child. */
static bool means_about(struct ui *ui, const char *queue, const char *kind)
{
	const struct policy_queue *policy = queue ? policy_queue_named(newest(ui), queue) : NULL;

	for (size_t i = 0; policy && i < policy->n_acts; i++)
		if (strcmp(policy->acts[i], kind) == 0)
			return true;
	return false;
}

void record_kind(struct ui *ui, const char *kind, const struct record_subject *subject, const char *here,
		 record_done *done, void *arg)
{
	struct error err = { 0 };
	bool about = subject->about && *subject->about && means_about(ui, subject->queue, kind);
	/* A later date is of the clock under the cursor. */
	const struct act_field known = { "timescale", subject->timescale };
	struct form *form = form_open_with(ui->desk, kind, subject->reference, about ? subject->about : NULL, &known,
					   subject->timescale ? 1 : 0, &err);

	if (!form) {
		ui_complain(ui, &err);
		return;
	}
	form_view_open(ui, form, here, saved, gone, wait_for(subject, done, arg));
}

/* ---- which kind an act means ---- */

static bool offers(const struct policy_queue *queue, const char *kind)
{
	for (size_t i = 0; queue && i < queue->n_acts; i++)
		if (strcmp(queue->acts[i], kind) == 0)
			return true;
	return false;
}

/* The kind that stops the clock under the cursor: of those that do, one that the queue offers; else the first. */
static const struct policy_kind *stopping_kind(struct ui *ui, const struct policy_queue *queue,
					       const struct record_subject *subject)
{
	const struct practice *practice = desk_practice(ui->desk, NULL);
	const struct policy *policy = practice->newest;
	const struct timescale *rule = subject->timescale ? practice_timescale(practice, subject->timescale) : NULL;
	const struct policy_kind *first = NULL;

	for (size_t i = 0; rule && i < policy->n_kinds; i++)
		for (size_t k = 0; k < rule->stop.n; k++)
			if (!policy->kinds[i].hidden &&
			    kinds_have(rule->stop.items[k].kinds, policy->kinds[i].number)) {
				if (offers(queue, policy->kinds[i].key))
					return &policy->kinds[i];
				first = first ? first : &policy->kinds[i];
			}
	return first;
}

/* A contact is decided, whichever of its clocks the cursor is on; what is no contact has its own end. */
static const char *deciding_kind(struct ui *ui, const struct record_subject *subject)
{
	const struct policy *policy = newest(ui);
	const struct policy_queue *queue;
	const struct policy_kind *stopping, *decided;

	if (!policy)
		return NULL;
	queue = subject->queue ? policy_queue_named(policy, subject->queue) : NULL;
	stopping = stopping_kind(ui, queue, subject);
	decided = offers(queue, "contact.decided") ? policy_kind_named(policy, "contact.decided") : NULL;
	if (decided && (!stopping || stopping->concerns == decided->concerns))
		return decided->key;
	return stopping ? stopping->key : NULL;
}

/* Acts that mean one kind wherever they are done. */
static const struct {
	enum action action;
	const char *kind;
} meant[] = {
	{ ACT_ADD, "contact.received" },   { ACT_NOTE, "note.added" },	    { ACT_RATE_UP, "contact.rated" },
	{ ACT_RATE_DOWN, "contact.rated" }, { ACT_STRATEGY, "strategy.held" },
};

static const char *kind_of(struct ui *ui, enum action action, const struct record_subject *subject)
{
	const struct policy *policy = newest(ui);
	const struct policy_queue *queue =
		policy && subject->queue ? policy_queue_named(policy, subject->queue) : NULL;

	/* Where meetings are due the meeting is one about the child. */
	if (action == ACT_STRATEGY && offers(queue, "meeting.held") && !offers(queue, "strategy.held"))
		return "meeting.held";
	for (size_t i = 0; i < sizeof meant / sizeof *meant; i++)
		if (meant[i].action == action)
			return meant[i].kind;
	if (action == ACT_DIRECT)
		return queue && queue->direction ? queue->direction : "case.directed";
	return action == ACT_DECIDE ? deciding_kind(ui, subject) : NULL;
}

bool record_permitted(struct ui *ui, enum action action, const struct record_subject *subject)
{
	const struct policy *policy = newest(ui);
	const struct policy_role *role = policy ? policy_role_named(policy, ui->desk->role) : NULL;
	const char *kind = action == ACT_ALLOCATE ? "case.allocated"
			 : action == ACT_SUPERVISE ? "supervision.held" : kind_of(ui, action, subject);
	struct str_buf act = { 0 };
	bool may;

	if (!kind || !role)
		return true;
	str_addf(&act, "record:%s", kind);
	may = policy_role_may(role, act.text) || (action == ACT_ALLOCATE && policy_role_may(role, "allocate"));
	str_done(&act);
	return may;
}

bool record_offered(struct ui *ui, enum action action, const char *queue)
{
	static const struct {
		enum action action;
		const char *kind;
	} acts[] = {
		{ ACT_RATE_UP, "contact.rated" }, { ACT_DECIDE, "contact.decided" },
		{ ACT_STRATEGY, "strategy.held" }, { ACT_ALLOCATE, "case.allocated" },
		{ ACT_SUPERVISE, "supervision.held" },
	};
	const struct policy *policy = newest(ui);
	const struct policy_queue *of = policy && queue ? policy_queue_named(policy, queue) : NULL;

	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (acts[i].action == action)
			return offers(of, acts[i].kind);
	return action == ACT_DIRECT && of && of->direction && offers(of, of->direction);
}

/* One step up or down from a rating, to begin with in the form. */
static void step_rating(struct form *form, const char *rating, bool up)
{
	static const char *const ratings[] = { "green", "amber", "red" };
	int at = -1, to;

	for (int i = 0; i < 3; i++)
		if (str_same(rating, ratings[i]))
			at = i;
	to = at < 0 ? (up ? 2 : 0) : up ? at + 1 : at - 1;
	if (to < 0 || to > 2)
		return;
	for (size_t i = 0; i < form->n_fields; i++)
		if (strcmp(form->fields[i].name, "rating") == 0 && !form->drafted) {
			free(form->fields[i].value);
			form->fields[i].value = mem_copy(ratings[to]);
		}
}

static void rate(struct ui *ui, const struct record_subject *subject, bool up, record_done *done, void *arg)
{
	struct error err = { 0 };
	bool about = subject->about && means_about(ui, subject->queue, "contact.rated");
	struct form *form =
		form_open(ui->desk, "contact.rated", subject->reference, about ? subject->about : NULL, &err);

	if (!form) {
		ui_complain(ui, &err);
		return;
	}
	step_rating(form, subject->rating, up);
	form_view_open(ui, form, "rating", saved, gone, wait_for(subject, done, arg));
}

/* What may be recorded on all the marked cases at once (chapter 8): `w + - d A`. */
bool record_for_marked(enum action action)
{
	return action == ACT_SUPERVISE || action == ACT_ALLOCATE || action == ACT_DECIDE || action == ACT_NOTE || action == ACT_RATE_UP || action == ACT_RATE_DOWN;
}

/* NULL, and said why, where it can be done on none. */
static const char *first_marked(struct ui *ui, const char *kind, char *const *marked, size_t n)
{
	struct reasons refused = { 0 };
	const char *first = form_also_first(ui->desk, kind, marked, n, &refused);
	char *why = first ? NULL : reasons_text(&refused, ui_message_cells(ui));

	if (!first)
		ui_complain_text(ui,
				 ngettext("Refused on the %zu that is marked: %s",
					  "Refused on all %zu that are marked: %s", (unsigned long)n),
				 n, why);
	free(why);
	reasons_done(&refused);
	return first;
}

void record_act(struct ui *ui, enum action action, const struct record_subject *subject, char *const *marked,
		size_t n, record_done *done, void *arg)
{
	struct record_subject fresh = { .queue = subject->queue };
	const struct view *before = ui->top;
	const char *kind = kind_of(ui, action, subject);

	if (action == ACT_ADD) {
		known_view_before(ui, done, arg);
		return;
	}
	if (!subject->reference && n == 0) {
		ui_say(ui, _("There is no case under the cursor."));
		return;
	}
	if (action == ACT_ALLOCATE) {
		allocate_open(ui, subject->reference, marked, n, done, arg);
		return;
	}
	if (action == ACT_SUPERVISE) {
		supervise_form(ui, subject->reference, done, arg);
		return;
	}
	if (record_for_marked(action) && n) {	/* the first of them on which it can be done gives the form its case */
		fresh.reference = kind ? first_marked(ui, kind, marked, n) : marked[0];
		if (!fresh.reference)
			return;
		fresh.timescale = subject->timescale;
		subject = &fresh;
	}
	if (action == ACT_RATE_UP || action == ACT_RATE_DOWN) {
		rate(ui, subject, action == ACT_RATE_UP, done, arg);
	} else if (!kind) {
		record_any(ui, subject, done, arg);
		return;
	} else {
		record_kind(ui, kind, subject, NULL, done, arg);
	}
	if (record_for_marked(action) && ui->top != before)
		form_view_also(ui, marked, n);
}

/* ---- all that can be recorded ---- */

static void chosen(struct ui *ui, void *arg, const char *value)
{
	struct waiting *waiting = arg;
	struct record_subject subject = { .reference = waiting->reference, .about = waiting->about,
					  .queue = waiting->queue, .timescale = waiting->timescale };

	record_kind(ui, value, &subject, NULL, waiting->done, waiting->arg);
}

/* The titles of the timescales that a kind stops: it is found by them too. Owned. */
static char *titles_stopped(const struct policy *policy, const struct policy_kind *kind)
{
	struct str_buf titles = { 0 };

	for (size_t i = 0; i < policy->n_timescales; i++)
		for (size_t k = 0; k < policy->timescales[i].stop.n; k++)
			if (kinds_have(policy->timescales[i].stop.items[k].kinds, kind->number))
				str_addf(&titles, "%s\n", i18n_text(policy->timescales[i].title));
	return str_take(&titles);
}

void record_any(struct ui *ui, const struct record_subject *subject, record_done *done, void *arg)
{
	struct error err = { 0 };
	const struct policy_kind **kinds = form_offered(ui->desk, subject->reference, subject->queue, &err);
	struct pick_spec spec = { .title = _("Record"), .done = chosen, .gone = gone };
	struct choice_item *items;
	char **also;

	if (!kinds) {
		ui_complain(ui, &err);
		return;
	}
	while (kinds[spec.n])
		spec.n++;
	items = mem_array(spec.n, sizeof *items);
	also = mem_array(spec.n, sizeof *also);
	for (size_t i = 0; i < spec.n; i++) {
		items[i] = (struct choice_item){kinds[i]->key,
						i18n_text(kinds[i]->action ? kinds[i]->action : kinds[i]->title),
						kinds[i]->action ? i18n_text(kinds[i]->title) : NULL};
		also[i] = titles_stopped(newest(ui), kinds[i]);
	}
	spec.items = items;
	spec.also = (const char *const *)also;
	if (spec.n == 0)
		spec.empty = _("Nothing can be recorded here now.");
	spec.arg = wait_for(subject, done, arg);
	pick_open(ui, &spec);
	for (size_t i = 0; i < spec.n; i++)
		free(also[i]);
	free(also);
	free(items);
	free(kinds);
}

void record_say_again(struct ui *ui, const char *label, const char *what, size_t n, const char *name,
		      const struct error *err)
{
	struct str_buf text = { 0 };

	if (n > 0)
		str_addf(&text, "%s: %s", label, what);
	if (n == 1 && name)
		str_addf(&text, " (%s)", ui_name(ui, name));
	if (n > 1)
		str_addf(&text, ngettext(", and %zu more", ", and %zu more", n - 1), n - 1);
	if (err)
		str_addf(&text, "%s%s", n > 0 ? "; " : "", err->text);
	if (err)
		ui_complain_text(ui, "%s", text.text);
	else
		ui_say(ui, "%s", text.text);
	str_done(&text);
}

void record_undo(struct ui *ui, record_done *done, void *arg)
{
	struct error err = { 0 };
	char what[256] = "", *name = act_undo_name(ui->desk);
	size_t n;
	bool all = act_undo_gesture(ui->desk, what, &n, &err);

	if (n > 0) {
		char *reference = act_undone_reference(ui->desk, 0);

		ui_recorded(ui);
		done(ui, arg, reference);
		free(reference);
	}
	record_say_again(ui, _("Undone"), what, n, name, all ? NULL : &err);
	free(name);
}
