/* Supervision as text: the page to read before, and a session to go into the case file. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/fields.h"
#include "core/file_inner.h"
#include "core/moment.h"
#include "core/page_text.h"
#include "core/supervise.h"
#include "store/cases.h"

/* ---- the page to read before ---- */

struct telling {
	struct desk *desk;
	struct pool pool;
	struct str_buf out;
	bool ids;	/* of the actions are wanted */
};

static const char *date_of(struct telling *t, int64_t at)
{
	return page_moment(&t->pool, t->desk, at, false);
}

/* A label, and the text beside it; where it has several lines, those after the first stand under it. */
static void line(struct telling *t, const char *label, const char *text)
{
	struct str_view rest = str_view(text);
	bool first = true;

	if (!text || !*text)
		return;
	while (rest.n > 0) {
		struct str_view one = str_cut(&rest, '\n');

		str_addf(&t->out, "  %s%s", first ? label : "", first ? ": " : "    ");
		str_add_n(&t->out, one.at, one.n);
		str_add_char(&t->out, '\n');
		first = false;
	}
}

static void tell_due(struct telling *t, const struct sitting_case *one)
{
	struct str_buf text = { 0 };

	if (one->due == INSTANT_NONE)
		str_add(&text, one->open ? _("no clock of it runs") : _("the case is closed"));
	else
		str_addf(&text, "%s, %s, %s", one->due_title, date_of(t, one->due), one->left);
	line(t, _("Due"), text.text);
	str_clear(&text);
	if (one->booked != INSTANT_NONE)
		str_addf(&text, "%s%s", date_of(t, one->booked), one->booked_late ? _(", after the due date") : "");
	line(t, _("Booked"), text.text);
	str_done(&text);
}

static void tell_last(struct telling *t, const struct sitting_case *one)
{
	struct str_buf text = { 0 };

	if (one->last == INSTANT_NONE)
		str_add(&text, _("never"));
	else
		str_addf(&text, _("%s, by %s"), date_of(t, one->last), one->last_by ? one->last_by : "");
	line(t, _("Last session"), text.text);
	line(t, _("Decided then"), one->decisions);
	line(t, _("Stuck on"), one->stuck);
	str_done(&text);
}

static void tell_actions(struct telling *t, const struct sitting_case *one)
{
	for (size_t i = 0; i < one->n_actions; i++) {
		struct str_buf text = { 0 };

		str_addf(&text, "%s (%s)", one->actions[i].label, one->actions[i].meaning);
		if (t->ids)
			str_addf(&text, " [%s]", one->actions[i].code);
		line(t, _("Open"), text.text);
		str_done(&text);
	}
	line(t, _("Overdue"), one->breaches);
}

static void tell_case(struct telling *t, const struct sitting_case *one)
{
	str_addf(&t->out, "%s  %s%s%s", one->reference, one->name ? one->name : "", one->age && *one->age ? ", " : "",
		 one->age ? one->age : "");
	str_addf(&t->out, "%s%s", one->worker ? "  " : "", one->worker ? one->worker : "");
	str_addf(&t->out, "%s%s\n", one->team ? "  " : "", one->team ? one->team : "");
	tell_due(t, one);
	tell_last(t, one);
	line(t, _("Held on duty by"), one->held_by);
	line(t, _("Second worker"), one->joint);
	tell_actions(t, one);
}

static void tell_away(struct telling *t, const struct sitting *sitting)
{
	struct str_buf text = { 0 };

	if (sitting->away_from == CIVIL_NONE)
		return;
	if (sitting->away_to == CIVIL_NONE)
		str_addf(&text, _("away from %s, until when is not known"),
			 page_date(&t->pool, t->desk, sitting->away_from));
	else
		str_addf(&text, _("away from %s to %s"), page_date(&t->pool, t->desk, sitting->away_from),
			 page_date(&t->pool, t->desk, sitting->away_to));
	str_addf(&t->out, "  %s\n", text.text);
	str_done(&text);
}

static bool view_one(struct desk *desk, const char *reference, struct error *err)
{
	bool found;
	struct file *file = file_read(desk, reference, &found, err);
	bool ok = file && act_viewed(desk, file->id, file->reference, err);

	file_free(file);
	return ok;
}

char *sitting_page(struct desk *desk, const struct sitting *sitting, bool ids, struct error *err)
{
	struct telling t = { .desk = desk, .ids = ids };
	struct error own = { 0 };
	bool ok = true;

	for (size_t i = 0; i < sitting->n && ok; i++)
		ok = view_one(desk, sitting->cases[i].reference, err ? err : &own);
	if (!ok)
		return NULL;
	if (sitting->worker)
		str_addf(&t.out, _("Supervision of %s's cases: %zu\n"), sitting->worker, sitting->n);
	tell_away(&t, sitting);
	for (size_t i = 0; i < sitting->n; i++) {
		if (i > 0 || sitting->worker)
			str_add_char(&t.out, '\n');
		tell_case(&t, &sitting->cases[i]);
	}
	if (sitting->left_out)
		str_addf(&t.out, _("\nand %zu more, which are not shown\n"), sitting->left_out);
	pool_done(&t.pool);
	return str_take(&t.out);
}

/* ---- a session as a page of text ---- */

struct session {
	struct telling t;
	const struct file *file;
	size_t at;	/* of its event */
};

static bool stands(const struct session *s, size_t i)
{
	const struct file_event *event = &s->file->events[i];

	return !event->hidden && !event->away && !event->removed_by;
}

static bool is_session(const struct session *s, size_t i)
{
	return stands(s, i) && strcmp(s->file->events[i].kind, SUPERVISION) == 0 && !s->file->history.events[i].planned;
}

static bool find_session(struct session *s, const char *id, struct error *err)
{
	bool found = false;

	for (size_t i = 0; i < s->file->history.n_events; i++)
		if (is_session(s, i) && (!id || strcmp(s->file->events[i].id, id) == 0)) {
			s->at = i;
			found = true;
		}
	return found || error_set(err, ERROR_INPUT,
				  id ? _("%s: no supervision of that id is on record") : _("%s: no supervision is on record"),
				  id ? id : s->file->reference);
}

/* The text of one field with its label over it, several lines as they were typed. */
static void tell_field(struct session *s, const struct policy_field *field)
{
	const char *value = file_value(s->t.desk, s->file, s->at, field->key);

	if (!value)
		return;
	str_addf(&s->t.out, "\n%s\n", i18n_text(field->label));
	str_addf(&s->t.out, "%s\n", page_value(&s->t.pool, s->t.desk, field, value));
}

/* Is it of a kind that a session makes: a mark, an action, the next session? */
static bool comes_with(const struct policy_kind *session, const char *kind)
{
	for (size_t i = 0; i < session->n_fields; i++) {
		const struct policy_field *field = &session->fields[i];

		if ((field->lines_of && strcmp(field->lines_of, kind) == 0) ||
		    (field->books && strcmp(field->books, kind) == 0))
			return true;
		for (size_t k = 0; k < field->n_verdicts; k++)
			if (strcmp(field->verdicts[k].kind, kind) == 0)
				return true;
	}
	return false;
}

/* Recorded in the same second by the same person, after the session itself. */
static bool in_same_act(const struct session *s, const struct policy_kind *kind, size_t i)
{
	const struct file_event *event = &s->file->events[i], *session = &s->file->events[s->at];

	return i != s->at && stands(s, i) && kind && comes_with(kind, event->kind) &&
	       s->file->history.events[i].recorded == s->file->history.events[s->at].recorded &&
	       str_same(event->recorded_by, session->recorded_by) && strcmp(event->id, session->id) > 0;
}

/* The words of the action that the event is about, where another event set it; NULL: it says them itself. */
static const char *action_of(const struct session *s, size_t i)
{
	const struct event *events = s->file->history.events;

	for (size_t k = 0; k < i && events[i].about >= 0 && !events[i].opens; k++)
		if (events[k].about == events[i].about && events[k].opens)
			return file_value(s->t.desk, s->file, k, "action");
	return NULL;
}

/* What was recorded in the same act: marks, actions, the next session. */
static void tell_together(struct session *s)
{
	const struct history *history = &s->file->history;
	const struct policy_kind *kind = policy_kind_named(s->t.desk->practice->newest, SUPERVISION);
	bool any = false;

	for (size_t i = 0; i < history->n_events; i++) {
		const struct file_event *event = &s->file->events[i];
		const char *summary, *action;

		if (!in_same_act(s, kind, i))
			continue;
		if (!any)
			str_addf(&s->t.out, "\n%s\n", _("Recorded with it"));
		any = true;
		summary = page_summary(&s->t.pool, s->t.desk, event);
		action = action_of(s, i);
		if (history->events[i].planned)
			str_addf(&s->t.out, _("Next session: %s\n"), date_of(&s->t, history->events[i].at));
		else
			str_addf(&s->t.out, "%s%s%s. %s\n", i18n_text(event->title), action ? ": " : "",
				 action ? action : "", summary);
	}
}

/* Is the later word one on this session: by its date, or because no other came between? */
static bool is_added_to(const struct session *s, size_t i)
{
	const char *held_on = file_value(s->t.desk, s->file, i, "held_on");
	int32_t day = zone_day(s->t.desk->zone, s->file->history.events[s->at].at), named;

	if (!stands(s, i) || strcmp(s->file->events[i].kind, "supervision.added") != 0)
		return false;
	if (held_on)
		return civil_parse(str_view(held_on), &named) && named == day;
	for (size_t k = s->at + 1; k < i; k++)
		if (is_session(s, k))
			return false;
	return i > s->at;
}

static void tell_added(struct session *s)
{
	for (size_t i = 0; i < s->file->history.n_events; i++) {
		const char *added = file_value(s->t.desk, s->file, i, "added");

		if (is_added_to(s, i) && added)
			str_addf(&s->t.out, _("\nAdded %s by %s\n%s\n"),
				 page_moment(&s->t.pool, s->t.desk, s->file->history.events[i].at,
					     s->file->history.events[i].timed),
				 s->file->events[i].recorded_by, added);
	}
}

static void tell_head(struct session *s)
{
	const struct file *file = s->file;
	const struct event *event = &file->history.events[s->at];
	const struct file_event *told = &file->events[s->at];
	const char *age = page_age(&s->t.pool, s->t.desk, file->born);
	const char *by = told->done_by ? told->done_by : told->recorded_by;

	str_addf(&s->t.out, "%s\n", i18n_text(told->title));
	str_addf(&s->t.out, "%s  %s%s%s\n", file->reference, file->name ? file->name : "", *age ? ", " : "", age);
	str_addf(&s->t.out, _("Worker: %s\n"), file->worker ? file->worker : "-");
	str_addf(&s->t.out, _("Held: %s, by %s\n"), page_moment(&s->t.pool, s->t.desk, event->at, event->timed), by);
	str_addf(&s->t.out, _("Recorded: %s, by %s\n"), page_moment(&s->t.pool, s->t.desk, told->recorded, true),
		 told->recorded_by);
}

static void tell_session(struct session *s)
{
	const struct policy_kind *kind = policy_kind_named(s->t.desk->practice->newest, SUPERVISION);

	tell_head(s);
	for (size_t i = 0; kind && i < kind->n_fields; i++)
		if (!kind->fields[i].books)
			tell_field(s, &kind->fields[i]);
	if (s->file->events[s->at].note)
		str_addf(&s->t.out, "\n%s\n%s\n", _("Note"), s->file->events[s->at].note);
	tell_together(s);
	tell_added(s);
}

char *supervision_text(struct desk *desk, const char *reference, const char *event, struct error *err)
{
	struct session s = { .t = { .desk = desk } };
	struct error own = { 0 };
	struct file *file;
	bool found, ok;

	err = err ? err : &own;
	file = file_read(desk, reference, &found, err);
	if (!file) {
		if (!found && err->kind == ERROR_NONE)
			error_set(err, ERROR_INPUT, _("%s: no such case"), reference);
		return NULL;
	}
	s.file = file;
	ok = desk_practice(desk, err) && act_viewed(desk, file->id, file->reference, err) &&
	     find_session(&s, event, err);
	if (ok)
		tell_session(&s);
	file_free(file);
	pool_done(&s.t.pool);
	if (ok)
		return str_take(&s.t.out);
	str_done(&s.t.out);
	return NULL;
}
