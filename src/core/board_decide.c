#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/board_inner.h"
#include "core/desk_inner.h"
#include "core/file.h"
#include "core/file_inner.h"
#include "core/person.h"

enum { FIELDS = 3 };

/* How each decision is recorded: the event, and which of its fields the words of the act fill. */
static const struct recipe {
	const char *kind, *who, *until;
	bool person;	/* `who` is one who has to be at work */
} recipes[] = {
	[BOARD_ALLOCATE] = {"case.allocated", "worker", NULL, true},
	[BOARD_TAKE_BACK] = {"case.deallocated", NULL, NULL, false},
	[BOARD_JOIN] = {"case.joint", "joint", NULL, true},
	[BOARD_JOIN_END] = {"case.joint_ended", NULL, NULL, false},
	[BOARD_DUTY] = {"case.duty", "holder", NULL, true},
	[BOARD_DUTY_END] = {"case.duty_ended", NULL, NULL, false},
	[BOARD_DEFER] = {"allocation.deferred", NULL, "until", false},
	[BOARD_ASK] = {"transfer.asked", "to", NULL, false},
	[BOARD_ACCEPT] = {"transfer.accepted", "team", NULL, false},
	[BOARD_DECLINE] = {"transfer.declined", NULL, NULL, false},
};

struct deciding {
	struct desk *desk;
	const struct board_act *act;
	const struct recipe *recipe;
	struct person_copy person;
	const char *who;		/* as it is kept */
	struct pool pool;
	struct act_event *events;	/* of one target: at most two for each child */
	struct act_result *results;
	size_t n, room, room_results;
	struct error *err;
};

static bool find_who(struct deciding *d)
{
	bool found = false;

	d->who = d->act->who;
	if (!d->recipe->person)
		return true;
	if (!person_who(d->desk->store, d->act->who ? d->act->who : "", &d->person, &found, d->err))
		return false;
	if (!found)
		return error_set(d->err, ERROR_INPUT, _("%s: nobody of that login or name is known in this file"),
				 d->act->who ? d->act->who : "");
	if (!person_works(&d->person.row, zone_day(d->desk->zone, d->desk->now)))
		return error_set(d->err, ERROR_INPUT, _("%s: does not work here today: nothing can be allocated"),
				 d->person.name);
	d->who = d->person.name;
	return true;
}

/* ---- the events of one child ---- */

static struct act_event *add_event(struct deciding *d, const char *kind, const char *reference, int64_t version)
{
	struct act_event *event;

	mem_grow(&d->events, d->n, &d->room, sizeof(*d->events));
	event = &d->events[d->n++];
	*event = (struct act_event){.reference = reference, .kind = kind, .at = INSTANT_NONE, .expected = version};
	return event;
}

static void add_field(struct deciding *d, struct act_event *event, const char *name, const char *value)
{
	const struct policy_kind *kind = policy_kind_named(d->desk->practice->newest, event->kind);
	const struct act_field field = {name, value};
	size_t n = event->n_fields;
	struct act_field *fields;

	if (!name || !value || !*value || (kind && !policy_kind_field(kind, name)))
		return;
	fields = pool_array(&d->pool, FIELDS, sizeof(*fields));
	for (size_t i = 0; i < n; i++)
		fields[i] = event->fields[i];
	fields[n] = field;
	event->fields = fields;
	event->n_fields = n + 1;
}

static bool refuse(const struct deciding *d, const char *reference, const char *why)
{
	return error_set(d->err, ERROR_INPUT, "%s: %s", reference, why);
}

/* What has to be so before the event makes sense. */
static bool may_stand(const struct deciding *d, const struct file *file)
{
	switch (d->act->what) {
	case BOARD_ALLOCATE:
		return !str_same(file->worker, d->who) ||
		       error_set(d->err, ERROR_INPUT, _("%s: %s has it already"), file->reference, d->who);
	case BOARD_TAKE_BACK:
		return file->worker || refuse(d, file->reference, _("nobody has it"));
	case BOARD_JOIN_END:
		return file->joint || refuse(d, file->reference, _("there is no second worker"));
	case BOARD_DUTY_END:
		return file->held_by || refuse(d, file->reference, _("nobody holds it on duty"));
	case BOARD_ASK:
		return !str_same(file->team, d->who) || refuse(d, file->reference, _("it is with that team"));
	case BOARD_ACCEPT:
	case BOARD_DECLINE:
		return file->asked_of || refuse(d, file->reference, _("no transfer waits for an answer"));
	case BOARD_JOIN:
	case BOARD_DUTY:
	case BOARD_DEFER:
		break;
	}
	return true;
}

static void put_events(struct deciding *d, const struct file *file, const char *reference, int64_t version)
{
	const struct recipe *recipe = d->recipe;
	const char *to = pool_text(&d->pool, file->asked_of), *who = d->who;
	struct act_event *event;

	/* Who gives it to a worker of the team that was asked has taken it. */
	if (d->act->what == BOARD_ALLOCATE && to && str_same(to, d->person.team)) {
		event = add_event(d, "transfer.accepted", reference, version);
		add_field(d, event, "team", to);
	}
	event = add_event(d, recipe->kind, reference, version);
	if (d->act->what == BOARD_ACCEPT)
		who = to;
	add_field(d, event, recipe->who, who);
	if (d->act->what == BOARD_ALLOCATE)
		add_field(d, event, "team", d->person.team);
	if (d->act->what == BOARD_TAKE_BACK)
		add_field(d, event, "worker", pool_text(&d->pool, file->worker));
	add_field(d, event, "reason", d->act->reason);
	add_field(d, event, recipe->until, d->act->until);
}

static bool add_child(struct deciding *d, const char *reference, int64_t version)
{
	bool found = false, ok;
	int64_t now;
	struct file *file;

	error_clear(d->err);
	file = file_read(d->desk, reference, &found, d->err);
	if (!file)
		return d->err->kind != ERROR_NONE ? false : refuse(d, reference, _("no such case"));
	/* Before what cannot stand: that may be so because a colleague was faster, who is named then. */
	ok = act_seen(d->desk, file, version, &now, d->err) && may_stand(d, file);
	if (ok)
		put_events(d, file, reference, version);
	file_free(file);
	return ok;
}

/* ---- one after another ---- */

static bool decide_one(struct deciding *d, const struct board_target *target)
{
	d->n = 0;
	for (size_t i = 0; i < target->n; i++)
		if (!add_child(d, target->references[i], target->versions ? target->versions[i] : 0))
			return false;
	if (d->n > d->room_results) {
		d->results = mem_resize(d->results, d->n, sizeof(*d->results));
		d->room_results = d->n;
	}
	memset(d->results, 0, d->n * sizeof(*d->results));
	return act_record(d->desk, d->events, d->n, d->results, d->err);
}

bool board_decide(struct desk *desk, const struct board_act *act, const struct board_target *targets, size_t n,
		  size_t *done, size_t *refused, struct error *err)
{
	struct error own = {0}, last = {0};
	struct deciding d = {.desk = desk, .act = act, .recipe = &recipes[act->what], .person = {.id = NULL},
			     .err = &own};
	bool ok;

	*done = *refused = 0;
	ok = desk_practice(desk, &own) && find_who(&d);
	if (!ok)
		last = own;
	act_gesture(desk, true);
	for (size_t i = 0; ok && i < n; i++) {
		error_clear(&own);
		if (decide_one(&d, &targets[i])) {
			*done += targets[i].n;
		} else {
			*refused += targets[i].n;
			last = own;
		}
		pool_reset(&d.pool);
	}
	act_gesture(desk, false);
	person_copy_done(&d.person);
	pool_done(&d.pool);
	free(d.events);
	free(d.results);
	if (last.kind == ERROR_NONE)
		return true;
	return error_set(err, last.kind, "%s", last.text);
}
