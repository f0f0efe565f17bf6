#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/act.h"
#include "core/keep.h"
#include "tui/board_inner.h"
#include "tui/pick_view.h"
#include "tui/prompt_view.h"

struct board_row **board_meant(const struct board_view *view, size_t *n)
{
	const struct board *board = view->from ? view->from : view->board;
	struct board_row **rows = mem_array(board->n + 1, sizeof *rows);

	*n = 0;
	for (size_t i = 0; i < board->n; i++)
		if (view->from || (view->marks.n ? marks_have(&view->marks, board->rows[i].children[0].reference)
						 : i == view->rows.cursor))
			rows[(*n)++] = &board->rows[i];
	return rows;
}

/* ---- doing it ---- */

/* A decision while its reason, day or team is still asked for. */
struct decision {
	struct board_view *view;
	enum board_do what;
	char *who, *reason;
};

static void decision_free(void *arg)
{
	struct decision *decision = arg;

	free(decision->who);
	free(decision->reason);
	free(decision);
}

static struct decision *decision_new(struct board_view *view, enum board_do what, const char *who)
{
	struct decision *decision = mem_new(sizeof *decision);

	*decision = (struct decision){view, what, mem_copy(who), NULL};
	return decision;
}

static const char *done_words(enum board_do what)
{
	static const char *const words[] = {
		[BOARD_ALLOCATE] = N_("allocated to %s"), [BOARD_TAKE_BACK] = N_("taken back"),
		[BOARD_JOIN] = N_("worked jointly with %s"), [BOARD_JOIN_END] = N_("joint work ended"),
		[BOARD_DUTY] = N_("held on duty by %s"), [BOARD_DUTY_END] = N_("no longer held on duty"),
		[BOARD_DEFER] = N_("not today"), [BOARD_ASK] = N_("asked of %s"),
		[BOARD_ACCEPT] = N_("transfer accepted"), [BOARD_DECLINE] = N_("transfer declined"),
	};

	return _(words[what]);
}

static void add_done(struct str_buf *text, const struct decision *decision)
{
	const char *words = done_words(decision->what), *at = strstr(words, "%s");

	if (!at) {
		str_add(text, words);
		return;
	}
	str_add_n(text, words, (size_t)(at - words));
	str_add(text, decision->who ? decision->who : "");
	str_add(text, at + 2);
}

static void say_done(struct ui *ui, const struct decision *decision, const char *first, size_t done, size_t refused,
		     const struct error *err)
{
	struct str_buf text = {0};

	if (done == 0 && refused <= 1) {
		ui_complain(ui, err);
		return;
	}
	if (done == 1)
		str_add(&text, first);
	else
		str_addf(&text, ngettext("%zu child", "%zu children", (unsigned long)done), done);
	str_add(&text, ": ");
	add_done(&text, decision);
	if (refused)
		ui_complain_text(ui, _("%s; %zu refused: %s"), text.text, refused, err->text);
	else
		ui_say(ui, _("%s; u undoes it."), text.text);
	str_done(&text);
}

/* Each row is one decision on all its children, as they were shown. */
static void put_targets(struct board_row *const *rows, size_t n, struct board_target *targets,
			const char **references, int64_t *versions)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		targets[i] = (struct board_target){&references[k], &versions[k], rows[i]->n};
		for (size_t c = 0; c < rows[i]->n; c++, k++) {
			references[k] = rows[i]->children[c].reference;
			versions[k] = rows[i]->children[c].version;
		}
	}
}

static void decide(struct ui *ui, const struct decision *decision, const char *until)
{
	struct board_view *view = decision->view;
	const struct board_act act = {decision->what, decision->who, decision->reason, until};
	size_t n, children = 0, done = 0, refused = 0;
	struct board_row **rows = board_meant(view, &n);
	struct board *board = view->from ? view->from : view->board;
	struct error err = {0};
	struct board_target *targets = mem_array(n + 1, sizeof *targets);
	const char **references;
	int64_t *versions;
	bool ok = true;

	for (size_t i = 0; i < n; i++) {
		ok = ok && board_look(ui->desk, board, rows[i], &err);
		children += rows[i]->n;
	}
	references = mem_array(children + 1, sizeof *references);
	versions = mem_array(children + 1, sizeof *versions);
	put_targets(rows, n, targets, references, versions);
	if (ok && n > 0) {
		board_decide(ui->desk, &act, targets, n, &done, &refused, &err);
		say_done(ui, decision, references[0], done, refused, &err);
		if (done == 0 && refused == 0)
			ui_complain(ui, &err);
	} else if (!ok) {
		ui_complain(ui, &err);
	}
	free(references);
	free(versions);
	free(targets);
	free(rows);
	view->stale = true;
	if (done)
		marks_done(&view->marks);
	board_view_settle(ui, view);
	if (done)
		ui_recorded(ui);
}

/* ---- reasons, days, teams ---- */

static void until_typed(struct ui *ui, void *arg, const char *text)
{
	struct decision *decision = arg;

	if (text && *text)
		decide(ui, decision, text);
	else
		ui_say(ui, _("Nothing was recorded."));
	decision_free(decision);
}

static void reason_chosen(struct ui *ui, void *arg, const char *reason)
{
	struct decision *decision = arg;

	decision->reason = mem_copy(reason);
	if (decision->what != BOARD_DEFER) {
		decide(ui, decision, NULL);
		return;
	}
	prompt_open(ui, &(struct prompt_spec){.label = _("Until:"), .text = "+1wd", .done = until_typed,
					      .lost = decision_free, .arg = decision});
}

/* The prompt keeps the decision when one follows; else it goes with the box. */
static void reason_gone(void *arg)
{
	struct decision *decision = arg;

	if (decision->what != BOARD_DEFER || !decision->reason)
		decision_free(decision);
}

static void reason_typed(struct ui *ui, void *arg, const char *text)
{
	struct decision *decision = arg;

	if (text && *text) {
		decision->reason = mem_copy(text);
		decide(ui, decision, NULL);
	} else {
		ui_say(ui, _("Nothing was recorded."));
	}
	decision_free(decision);
}

static const struct policy_field *reason_field(struct ui *ui, const char *kind)
{
	const struct practice *practice = desk_practice(ui->desk, NULL);
	const struct policy_kind *found = practice ? policy_kind_named(practice->newest, kind) : NULL;

	return found ? policy_kind_field(found, "reason") : NULL;
}

/* From the policy's list, where it has one; else typed. */
static void ask_reason(struct ui *ui, struct decision *decision, const char *kind, const char *current)
{
	const struct policy_field *field = reason_field(ui, kind);
	struct choice_item *items;
	size_t n = 0;

	if (!field || !field->n_choices) {
		prompt_open(ui, &(struct prompt_spec){.label = _("Reason:"), .done = reason_typed,
						      .lost = decision_free, .arg = decision});
		return;
	}
	items = mem_array(field->n_choices, sizeof *items);
	for (size_t i = 0; i < field->n_choices; i++)
		if (!field->choices[i].retired)
			items[n++] = (struct choice_item){field->choices[i].code, i18n_text(field->choices[i].label), NULL};
	pick_open(ui, &(struct pick_spec){.title = _("Reason"), .items = items, .n = n, .current = current,
					  .done = reason_chosen, .gone = reason_gone, .arg = decision});
	free(items);
}

static void team_chosen(struct ui *ui, void *arg, const char *team)
{
	struct decision *decision = decision_new(arg, BOARD_ASK, team);

	ask_reason(ui, decision, "transfer.asked", NULL);
}

struct team_items {
	struct choice_item *items;
	size_t n, room;
	const char *without;
};

static bool add_team(void *arg, const char *name, bool active)
{
	struct team_items *teams = arg;

	if (!active || str_same(name, teams->without))
		return true;
	mem_grow(&teams->items, teams->n, &teams->room, sizeof *teams->items);
	teams->items[teams->n++] = (struct choice_item){mem_copy(name), NULL, NULL};
	return true;
}

static void ask_team(struct ui *ui, struct board_view *view)
{
	struct team_items teams = {.without = view->board->team};
	struct error err = {0};

	if (keep_teams(ui->desk, add_team, &teams, &err))
		pick_open(ui, &(struct pick_spec){.title = _("Ask the team"), .items = teams.items, .n = teams.n,
						  .done = team_chosen, .arg = view});
	else
		ui_complain(ui, &err);
	for (size_t i = 0; i < teams.n; i++)
		free((void *)(uintptr_t)teams.items[i].value);
	free(teams.items);
}

/* ---- allocating ---- */

/* Why a child gets another worker is asked for; the commonest reason of the row is offered first. */
static const char *reason_offered(struct board_row *const *rows, size_t n, const struct board_view *view, bool *ask)
{
	const char *offered = NULL;

	*ask = false;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < rows[i]->n; k++)
			*ask |= rows[i]->children[k].worker != NULL;
	if (n > 0 && rows[0]->part == BOARD_LEFT && !view->from)
		offered = "left";
	else if (n > 0 && rows[0]->part == BOARD_COMING)
		offered = "team";
	return offered;
}

static void do_it(struct ui *ui, struct board_view *view)
{
	const struct board_worker *worker = board_view_worker(view);
	struct decision *decision = decision_new(view, BOARD_ALLOCATE, worker->name);
	size_t n;
	struct board_row **rows = board_meant(view, &n);
	bool ask;
	const char *offered = reason_offered(rows, n, view, &ask);

	free(rows);
	if (ask) {
		ask_reason(ui, decision, "case.allocated", offered);
		return;
	}
	decide(ui, decision, NULL);
	decision_free(decision);
}

void board_allocate(struct ui *ui, struct board_view *view)
{
	size_t n;
	struct board_row **rows = board_meant(view, &n);
	struct error err = {0};

	free(rows);
	if (!act_may_record(ui->desk, "case.allocated", NULL, &err)) {
		ui_complain(ui, &err);
	} else if (!board_view_worker(view)) {
		ui_say(ui, _("Nobody of this team can be given a case: ] shows the workers of another."));
	} else if (n == 0) {
		ui_say(ui, _("Nothing waits for a worker."));
	} else if (view->asking) {
		do_it(ui, view);
	} else {
		view->asking = true;
		board_say_effect(ui, view);
	}
}

/* ---- the other decisions ---- */

static void hand_over(struct ui *ui, struct board_view *view)
{
	const struct board_row *row = board_view_row(view);
	const struct board_worker *worker = board_view_worker(view);
	const char *who = row && row->part == BOARD_LEFT && view->pane == PANE_ROWS ? row->children[0].worker
			  : worker ? worker->name : NULL;
	struct error err = {0};
	struct board *all = who ? board_of_worker(ui->desk, who, &err) : NULL;

	if (!all) {
		ui_complain(ui, &err);
		return;
	}
	if (all->n == 0) {
		ui_say(ui, _("%s has no open case."), who);
		board_free(all);
		return;
	}
	view->from_name = mem_copy(who);
	view->from = all;
	view->asking = true;
	/* Not to the same person. */
	if (worker && str_same(worker->name, who))
		view->workers.cursor = view->workers.cursor == 0 && view->board->n_workers > 1 ? 1 : 0;
	board_say_effect(ui, view);
}

/* In the order of the list. who: the worker of the other pane is meant. */
static const struct {
	const char *value, *label, *kind;
	enum board_do what;
	bool who, reason;
} decisions[] = {
	{ "later", N_("Not today"), "allocation.deferred", BOARD_DEFER, false, true },
	{ "duty", N_("Hold on duty: %s"), "case.duty", BOARD_DUTY, true, false },
	{ "joint", N_("Second worker: %s"), "case.joint", BOARD_JOIN, true, false },
	{ "ask", N_("Ask another team to take it"), NULL, BOARD_ASK, false, false },
	{ "accept", N_("Accept the transfer"), "transfer.accepted", BOARD_ACCEPT, false, false },
	{ "decline", N_("Decline the transfer"), "transfer.declined", BOARD_DECLINE, false, true },
	{ "back", N_("Take back from its worker"), "case.deallocated", BOARD_TAKE_BACK, false, true },
	{ "duty_end", N_("End duty"), "case.duty_ended", BOARD_DUTY_END, false, false },
	{ "joint_end", N_("End joint work"), "case.joint_ended", BOARD_JOIN_END, false, false },
};
enum { DECISIONS = sizeof decisions / sizeof *decisions };

/* What could be said of the row; of several that are marked anything. */
static bool fits(const struct board_view *view, const struct board_row *row, enum board_do what)
{
	const struct board_child *child = &row->children[0];

	if (view->marks.n)
		return true;
	if (what == BOARD_ACCEPT || what == BOARD_DECLINE)
		return row->part == BOARD_COMING || row->part == BOARD_GOING;
	return what == BOARD_TAKE_BACK  ? child->worker != NULL
	       : what == BOARD_DUTY_END ? child->held_by != NULL
	       : what == BOARD_JOIN_END ? child->joint != NULL
					: true;
}

/* Before the name of who is to hold it. */
static const char duty_value[] = "duty:";

static void decided(struct ui *ui, void *arg, const char *value)
{
	struct board_view *view = arg;
	const struct board_worker *worker = board_view_worker(view);

	if (strcmp(value, "all") == 0) {
		hand_over(ui, view);
		return;
	}
	if (strcmp(value, "ask") == 0) {
		ask_team(ui, view);
		return;
	}
	if (strncmp(value, duty_value, strlen(duty_value)) == 0) {
		struct decision *decision = decision_new(view, BOARD_DUTY, value + strlen(duty_value));

		decide(ui, decision, NULL);
		decision_free(decision);
		return;
	}
	for (size_t i = 0; i < DECISIONS; i++) {
		struct decision *decision;

		if (strcmp(decisions[i].value, value) != 0)
			continue;
		decision = decision_new(view, decisions[i].what,
					decisions[i].who && worker ? worker->name : NULL);
		if (decisions[i].reason) {
			ask_reason(ui, decision, decisions[i].kind, NULL);
			return;
		}
		decide(ui, decision, NULL);
		decision_free(decision);
	}
}

/* The list while it is made. */
struct offers {
	struct choice_item items[DECISIONS + DUTY_OFFERS + 1];
	struct str_buf labels[DECISIONS + DUTY_OFFERS + 1], values[DUTY_OFFERS];
	size_t n;
};

/* The name, where there is one, stands for the %s of the label. */
static void offer(struct offers *offers, const char *value, const char *label, const char *name)
{
	struct str_buf *text = &offers->labels[offers->n];
	const char *at = strstr(label, "%s");

	str_add_n(text, label, at ? (size_t)(at - label) : strlen(label));
	if (at) {
		str_add(text, name ? name : "");
		str_add(text, at + 2);
	}
	offers->items[offers->n++] = (struct choice_item){value, text->text, NULL};
}

static void offer_duty(const struct ui *ui, const struct board_view *view, struct offers *offers, const char *label)
{
	const struct board_worker *who[DUTY_OFFERS];
	size_t n = board_duty_offers(ui, view, who);

	for (size_t i = 0; i < n; i++) {
		str_add(&offers->values[i], duty_value);
		str_add(&offers->values[i], who[i]->name);
		offer(offers, offers->values[i].text, label, who[i]->name);
	}
}

void board_decisions(struct ui *ui, struct board_view *view)
{
	const struct board_worker *worker = board_view_worker(view);
	const struct board_row *row = board_view_row(view);
	struct offers offers = {.n = 0};
	const char *left = row && row->part == BOARD_LEFT && view->pane == PANE_ROWS ? row->children[0].worker : NULL;

	for (size_t i = 0; i < DECISIONS && row; i++) {
		if ((decisions[i].who && !worker) || !fits(view, row, decisions[i].what))
			continue;
		if (decisions[i].what == BOARD_DUTY)
			offer_duty(ui, view, &offers, _(decisions[i].label));
		else
			offer(&offers, decisions[i].value, _(decisions[i].label), worker ? worker->name : NULL);
	}
	if (left || worker)
		offer(&offers, "all", _("Hand over all cases of %s"), left ? left : worker->name);
	if (offers.n > 0)
		pick_open(ui, &(struct pick_spec){.title = _("Decide"), .items = offers.items, .n = offers.n,
						  .current = view->pane == PANE_WORKERS || left ? "all" : NULL,
						  .done = decided, .arg = view});
	for (size_t i = 0; i < sizeof offers.labels / sizeof *offers.labels; i++)
		str_done(&offers.labels[i]);
	for (size_t i = 0; i < DUTY_OFFERS; i++)
		str_done(&offers.values[i]);
}
