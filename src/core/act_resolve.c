#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "core/act_inner.h"
#include "core/file_inner.h"
#include "core/moment.h"

enum { LISTED = 5 };

/* A thing of the case at the moment at which something is said to have happened. */
struct standing {
	bool opened, closed;
	bool running;		/* a clock runs on it now; only known once running() was asked */
	bool touched;		/* something happened to it on that date */
	int64_t opened_at, closed_at;
};

struct resolving {
	const struct act_checking *checking;
	const struct policy_kind *kind;
	struct file *file;
	struct standing *things;	/* by number of about */
	int64_t from, upto;		/* what is known by its date could be anywhere in it */
	struct error *err;
};

static void opened(struct standing *thing, int64_t at)
{
	if (!thing->opened)
		thing->opened_at = at;
	thing->opened = true;
	thing->closed = false;
}

static void shut(struct standing *thing, int64_t at)
{
	if (!thing->opened || thing->closed)
		return;
	thing->closed = true;
	thing->closed_at = at;
}

static void apply(struct resolving *r, const struct event *event)
{
	const struct policy *policy = r->checking->practice->newest;
	const struct zone *zone = r->checking->desk->zone;
	int64_t shut_at = event->timed ? event->at : zone_last(zone, zone_day(zone, event->at));

	if (event->at > r->upto)
		return;
	if (event->about >= 0 && zone_day(zone, event->at) == zone_day(zone, r->upto))
		r->things[event->about].touched = true;
	if (event->about >= 0 && event->opens)
		opened(&r->things[event->about], event->at);
	if (event->about >= 0 && kinds_have(policy->reopens, event->kind))
		opened(&r->things[event->about], event->at);
	if (event_is_unclear(event) || shut_at >= r->from)
		return;
	if (event->about >= 0 && kinds_have(policy->closes_about, event->kind))
		shut(&r->things[event->about], shut_at);
	if (kinds_have(policy->closes_case, event->kind))
		for (size_t i = 0; i < r->file->history.n_abouts; i++)
			if (event->about < 0 || about_within(&r->file->history, (int)i, event->about))
				shut(&r->things[i], shut_at);
}

static void stand(struct resolving *r, int64_t at, bool timed)
{
	const struct zone *zone = r->checking->desk->zone;

	r->from = timed ? at : zone_first(zone, zone_day(zone, at));
	r->upto = timed ? at : zone_last(zone, zone_day(zone, at));
	if (!r->file)
		return;
	r->things = pool_array(r->checking->pool, r->file->history.n_abouts, sizeof(*r->things));
	for (size_t i = 0; i < r->file->history.n_events; i++)
		if (file_counts(r->checking->desk, &r->file->history.events[i]))
			apply(r, &r->file->history.events[i]);
}

/* How many things of the type stand open (or, with closed, shut), and the last opened of them. */
static size_t count(const struct resolving *r, int type, bool closed, int *last)
{
	size_t n = 0;

	*last = -1;
	for (size_t i = 0; r->file && i < r->file->history.n_abouts; i++) {
		const struct standing *thing = &r->things[i];

		if (r->file->history.abouts[i].type != type || !thing->opened || thing->closed != closed)
			continue;
		n++;
		if (*last < 0 || thing->opened_at >= r->things[*last].opened_at)
			*last = (int)i;
	}
	return n;
}

/* Which of the things have a clock that runs. */
static bool look_for_running(const struct resolving *r)
{
	if (!r->file || !file_derive(r->checking->desk, r->file, r->err))
		return !r->file;
	for (size_t i = 0; i < r->file->clocks.n; i++) {
		const struct clock *clock = &r->file->clocks.items[i];

		if (clock->about >= 0 && clock->times.end == END_RUNNING &&
		    clock->withdrawn == INSTANT_NONE && !clock->rule->measured_only)
			r->things[clock->about].running = true;
	}
	return true;
}

/* Of the open things of a type, how many have a clock that runs, and the last of them. */
static size_t count_running(const struct resolving *r, int type, int *last)
{
	size_t n = 0;

	*last = -1;
	for (size_t i = 0; r->file && i < r->file->history.n_abouts; i++) {
		if (r->file->history.abouts[i].type != type || !r->things[i].opened || r->things[i].closed ||
		    !r->things[i].running)
			continue;
		n++;
		*last = (int)i;
	}
	return n;
}

static const char *type_name(const struct resolving *r, int type)
{
	const char *name = names_text(r->checking->practice->names, NAME_TYPE, type);

	return name ? name : "?";
}

/* "C-1: 2 contacts are open, say which with --about: ID (Fri 1 Mar 14:30), ..." */
static bool say_which(const struct resolving *r, int type, bool closed)
{
	const struct desk *desk = r->checking->desk;
	struct str_buf buf = { 0 };
	int listed = 0;

	if (r->checking->form)
		return error_set(r->err, ERROR_INPUT,
				 closed ? _("%s: more than one it could concern is closed: act on its own row")
					: _("%s: more than one it could concern is open: act on its own row"),
				 r->file->reference);
	for (size_t i = 0; i < r->file->history.n_abouts; i++) {
		char when[MOMENT_SIZE];

		if (r->file->history.abouts[i].type != type || !r->things[i].opened ||
		    r->things[i].closed != closed)
			continue;
		if (listed++ == LISTED) {
			str_add(&buf, ", …");
			break;
		}
		moment_show(r->things[i].opened_at, true, desk->zone, desk->now, when);
		str_addf(&buf, "%s%s (%s %s)", listed > 1 ? ", " : "", r->file->history.abouts[i].id,
			 i18n_text(type_name(r, type)), when);
	}
	error_set(r->err, ERROR_INPUT,
		  closed ? _("%s: more than one it could concern is closed; say which with --about: %s")
			 : _("%s: more than one it could concern is open; say which with --about: %s"),
		  r->file->reference, buf.text);
	str_done(&buf);
	return false;
}

static bool among(const int *types, size_t n, int type)
{
	for (size_t i = 0; i < n; i++)
		if (types[i] == type)
			return true;
	return false;
}

static int number_of(const struct resolving *r, const char *id)
{
	for (size_t i = 0; r->file && i < r->file->history.n_abouts; i++)
		if (strcmp(r->file->history.abouts[i].id, id) == 0)
			return (int)i;
	return -1;
}

/* One that was named: it must be on this case, and of a type that the kind knows. */
static bool named(const struct resolving *r, const char *id, const int *types, size_t n, int *number)
{
	*number = number_of(r, id);
	if (*number < 0)
		return error_set(r->err, ERROR_INPUT, _("%s: there is no “%.40s” on it"),
				 r->file ? r->file->reference : r->kind->key, id);
	if (n > 0 && !among(types, n, r->file->history.abouts[*number].type))
		return error_set(r->err, ERROR_INPUT, _("%s: it cannot concern the %s %s"), r->kind->key,
				 i18n_text(type_name(r, r->file->history.abouts[*number].type)), id);
	return true;
}

/* The only open one, of the first type that has any; -1 none. One on which a clock runs goes before
 * those that merely were never closed. False: there are several. */
static bool only_open(const struct resolving *r, const int *types, size_t n, int *number)
{
	size_t open = 0;

	*number = -1;
	for (size_t i = 0; i < n; i++)
		open += count(r, types[i], false, number);
	if (open == 0)
		*number = -1;
	if (open > 1 && !look_for_running(r))
		return false;
	for (size_t i = 0; i < n && open > 1; i++) {
		size_t running = count_running(r, types[i], number);

		if (running > 0)
			return running == 1 || say_which(r, types[i], false);
	}
	for (size_t i = 0; i < n && open > 0; i++) {
		size_t of_type = count(r, types[i], false, number);

		if (of_type > 0)
			return of_type == 1 || say_which(r, types[i], false);
	}
	return true;
}

/* What a new thing comes out of when nothing of the type is open any more: one that was closed on
 * that date, as the decision that closes a contact is also the start of the referral. */
static int closed_that_day(const struct resolving *r, const int *types, size_t n)
{
	const struct zone *zone = r->checking->desk->zone;
	int found = -1;

	for (size_t i = 0; r->file && i < r->file->history.n_abouts; i++) {
		const struct standing *thing = &r->things[i];

		if (!thing->closed || !among(types, n, r->file->history.abouts[i].type) ||
		    zone_day(zone, thing->closed_at) != zone_day(zone, r->upto))
			continue;
		if (found < 0 || thing->closed_at >= r->things[found].closed_at)
			found = (int)i;
	}
	return found;
}

/* What tells apart several things out of which a new one may come; the first that leaves one decides. */
enum narrowing { WITHOUT_CHILD, TOUCHED, RUNNING, NARROWINGS };

static bool has_child(const struct resolving *r, int number)
{
	const struct history *history = &r->file->history;

	for (size_t i = 0; i < history->n_abouts; i++)
		if (history->abouts[i].parent == number && history->abouts[i].type == r->kind->opens &&
		    r->things[i].opened)
			return true;
	return false;
}

static bool stays(const struct resolving *r, enum narrowing how, int number)
{
	switch (how) {
	case WITHOUT_CHILD:
		return !has_child(r, number);
	case TOUCHED:
		return r->things[number].touched;
	case RUNNING:
		return r->things[number].running;
	case NARROWINGS:
		break;
	}
	return true;
}

/* The open one out of which it comes; -1 none. False: there are several that nothing tells apart. */
static bool open_parent(const struct resolving *r, const int *types, size_t n, int *number)
{
	size_t n_abouts = r->file ? r->file->history.n_abouts : 0, left = 0, kept;
	int *open = pool_array(r->checking->pool, n_abouts + 1, sizeof(*open));

	for (size_t i = 0; i < n_abouts; i++)
		if (among(types, n, r->file->history.abouts[i].type) && r->things[i].opened &&
		    !r->things[i].closed)
			open[left++] = (int)i;
	if (left > 1 && !look_for_running(r))
		return false;
	for (int how = 0; how < NARROWINGS && left > 1; how++) {
		kept = 0;
		for (size_t i = 0; i < left; i++)
			kept += stays(r, (enum narrowing)how, open[i]);
		for (size_t i = 0, to = 0; kept > 0 && i < left; i++)
			if (stays(r, (enum narrowing)how, open[i]))
				open[to++] = open[i];
		left = kept > 0 ? kept : left;
	}
	*number = left == 1 ? open[0] : -1;
	return left <= 1 || say_which(r, r->file->history.abouts[open[0]].type, false);
}

static bool resolve_opening(const struct resolving *r, const struct act_event *event, struct act_concern *out)
{
	const char *given = event->out_of ? event->out_of : event->about;
	int number;

	out->opens = true;
	out->type = r->kind->opens;
	if (event->out_of_none) {
		number = -1;
	} else if (given && *given) {
		if (!named(r, given, r->kind->may_come_of, r->kind->n_may_come_of, &number))
			return false;
	} else {
		if (!open_parent(r, r->kind->may_come_of, r->kind->n_may_come_of, &number))
			return false;
		if (number < 0)
			number = closed_that_day(r, r->kind->may_come_of, r->kind->n_may_come_of);
	}
	if (number >= 0)
		out->out_of = r->file->history.abouts[number].id;
	return true;
}

static bool none_to_concern(const struct resolving *r)
{
	return error_set(r->err, ERROR_INPUT, _("%s: %s needs an open %s, and there was none then"),
			 r->file ? r->file->reference : "", r->kind->key,
			 i18n_text(type_name(r, r->kind->concerns)));
}

/* Something that was closed then may still be told of, where it is the only one. */
static bool only_closed(const struct resolving *r, int *number)
{
	for (size_t i = 0; i < r->kind->n_may_concern; i++) {
		size_t closed = count(r, r->kind->may_concern[i], true, number);

		if (closed > 1)
			return say_which(r, r->kind->may_concern[i], true);
		if (closed == 1)
			return true;
	}
	return none_to_concern(r);
}

static bool resolve_concern(const struct resolving *r, const struct act_event *event, struct act_concern *out)
{
	int number = -1;

	if (event->about && *event->about) {
		if (!named(r, event->about, r->kind->may_concern, r->kind->n_may_concern, &number))
			return false;
		if (r->kind->n_may_concern == 0 && (r->kind->closes || r->kind->reopens))
			return error_set(r->err, ERROR_INPUT, _("%s: it concerns the child as a whole"),
					 r->kind->key);
	} else {
		if (!only_open(r, r->kind->may_concern, r->kind->n_may_concern, &number))
			return false;
		if (number < 0 && r->kind->n_may_concern > 0 && !r->kind->or_child &&
		    !only_closed(r, &number))
			return false;
	}
	if (number < 0)
		return true;
	out->about = r->file->history.abouts[number].id;
	out->type = r->file->history.abouts[number].type;
	out->was_closed = r->things[number].closed;
	return true;
}

bool act_resolve(const struct act_checking *checking, const struct policy_kind *kind, struct file *file,
		 const struct act_event *event, int64_t at, bool timed, struct act_concern *out,
		 struct error *err)
{
	struct resolving r = { .checking = checking, .kind = kind, .file = file, .err = err };

	*out = (struct act_concern){ .type = -1 };
	stand(&r, at, timed);
	return kind->opens >= 0 ? resolve_opening(&r, event, out) : resolve_concern(&r, event, out);
}

size_t act_open_abouts(const struct act_checking *checking, struct file *file, int type, int64_t at,
		       bool timed, int *last)
{
	struct resolving r = { .checking = checking, .file = file };

	stand(&r, at, timed);
	return count(&r, type, false, last);
}
