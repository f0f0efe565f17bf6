#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "clock/civil.h"
#include "core/form.h"
#include "store/audit.h"
#include "store/events.h"
#include "store/people.h"
#include "world.h"

static bool is_in(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("“%s” does not say “%s”", text, part);
	return true;
}

struct audit_count {
	const char *what;
	int n;
};

static bool count_line(void *arg, const struct audit_row *row)
{
	struct audit_count *count = arg;

	count->n += strcmp(row->what, count->what) == 0;
	return true;
}

static int audited(struct desk *desk, const char *what)
{
	struct audit_count count = { what, 0 };

	assert_true(audit_list(desk->store, NULL, NULL, INSTANT_NONE, count_line, &count, NULL));
	return count.n;
}

/* ---- new cases and what they are about ---- */

static void contact__of_a_new_child__makes_the_case(void **state)
{
	struct world *world = *state;
	struct act_result result =
		record(world->desk, "C-1", "contact.received", NULL, "name=Zoë O'Neil",
		       "date_of_birth=01/06/2016", "family=ONeil", "team=north", "source=police", NULL);
	struct file *file = taken(world->desk, "C-1");

	assert_true(result.new_case);
	assert_true(id_valid(result.event));
	assert_true(id_valid(result.about));
	assert_string_equal(file->name, "Zoë O'Neil");
	assert_int_equal(file->born, civil_day(2016, 6, 1));
	assert_string_equal(file->team, "North");
	assert_non_null(file->family);
	assert_true(file->open);
	assert_int_equal(file->opened, world->desk->now);
	assert_int_equal(file->history.n_events, 1);
	assert_int_equal(audited(world->desk, "record contact.received"), 1);
	file_free(file);
}

static void event__of_an_unknown_case__is_refused(void **state)
{
	struct world *world = *state;

	is_in(refused(world->desk, "C-9", "contact.rated", NULL, "rating=red", NULL), "C-9");
	is_in(refused(world->desk, "", "contact.received", NULL, NULL), "reference");
	is_in(refused(world->desk, " C-1", "contact.received", NULL, NULL), "blank");
	is_in(refused(world->desk, "C\n1", "contact.received", NULL, NULL), "control");
	is_in(refused(world->desk, "C-1", "contact.eaten", NULL, NULL), "no such event");
}

static void fields__are_checked__by_their_types(void **state)
{
	static const struct { const char *kind, *field, *why; } tries[] = {
		{ "contact.rated", "rating=purple", "red, amber, green" },
		{ "contact.rated", "rating=blue", "no longer used" },
		{ "contact.rated", "rating=", "missing" },
		{ "contact.rated", "colour=red", "no field" },
		{ "contact.directed", "review_on=2024-02-30", "no such date" },
		{ "contact.directed", "review_on=1900-01-01", "not known" },
		{ "strategy.held", "agencies=police,moon", "moon" },
		{ "case.allocated", "worker=Nobody Here", "nobody" },
		{ "case.allocated", "team=East", "no team" },
		{ "note.added", "length=many", "number" },
		{ "note.added", "seen=perhaps", "yes or no" },
		{ "note.added", "next=whenever", "not a time" },
	};
	struct world *world = *state;
	struct file *file;

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++)
		is_in(refused(world->desk, "C-1", tries[i].kind, NULL, tries[i].field, NULL), tries[i].why);
	is_in(refused(world->desk, "C-1", "contact.rated", NULL, "rating=red", "rating=green", NULL),
	      "twice");
	is_in(refused(world->desk, "C-1", "contact.directed", NULL, "next_steps=bad \x1b[2J", NULL),
	      "control");
	is_in(refused(world->desk, "C-1", "contact.directed", NULL, "next_steps=\xff", NULL), "UTF-8");
	is_in(refused(world->desk, "C-2", "contact.received", NULL, "date_of_birth=2030-01-01", NULL),
	      "ahead");
	record(world->desk, "C-1", "strategy.held", NULL, "agencies= police , Education", NULL);
	record(world->desk, "C-1", "note.added", NULL, "length=2.5", "seen=Y", "next=tomorrow 10:00", NULL);
	file = taken(world->desk, "C-1");
	assert_string_equal(file_value(world->desk, file, 1, "agencies"), "police,education");
	assert_string_equal(file_value(world->desk, file, 2, "seen"), "yes");
	assert_string_equal(file_value(world->desk, file, 2, "next"), "2024-03-02T10:00:00+00:00");
	file_free(file);
}

static void about__is_understood__where_only_one_is_open(void **state)
{
	struct world *world = *state;
	struct act_result first = record(world->desk, "C-1", "contact.received", "2024-03-01 08:00", NULL);
	struct act_result rated = record(world->desk, "C-1", "contact.rated", NULL, "rating=red", NULL),
			  second;
	const char *why;

	assert_string_equal(rated.about, first.about);
	second = record(world->desk, "C-1", "contact.received", NULL, NULL);
	assert_string_not_equal(second.about, first.about);
	why = refused(world->desk, "C-1", "contact.rated", NULL, "rating=green", NULL);
	is_in(why, first.about);
	is_in(why, second.about);
	/* the one that is decided has no clock that runs: the other is meant */
	{
		struct act_event event = {.reference = "C-1",
					  .kind = "contact.decided",
					  .about = first.about,
					  .at = INSTANT_NONE};
		struct act_field outcome = {"outcome", "nfa"};

		event.fields = &outcome;
		event.n_fields = 1;
		assert_true(act_record(world->desk, &event, 1, &rated, NULL));
	}
	rated = record(world->desk, "C-1", "contact.rated", NULL, "rating=green", NULL);
	assert_string_equal(rated.about, second.about);
}

static void about__that_is_not_there__is_refused(void **state)
{
	struct world *world = *state;
	struct act_field rating = {"rating", "red"};
	struct act_event event = {.reference = "C-1",
				  .kind = "contact.rated",
				  .fields = &rating,
				  .n_fields = 1,
				  .about = "00000000-0000-7000-8000-000000000000",
				  .at = INSTANT_NONE};
	struct act_result result;
	struct error err = { 0 };

	record(world->desk, "C-1", "referral.received", NULL, NULL);
	assert_false(act_record(world->desk, &event, 1, &result, &err));
	event.about = NULL;
	assert_false(act_record(world->desk, &event, 1, &result, &err));
	is_in(err.text, "contact");
}

static void opening__comes_out_of__what_was_decided_that_day(void **state)
{
	struct world *world = *state;
	struct act_result old = record(world->desk, "C-1", "contact.received", "2024-02-01 09:00", NULL),
			  contact, referral;
	struct file *file;

	record(world->desk, "C-1", "contact.closed", "2024-02-02 09:00", NULL);
	contact = record(world->desk, "C-1", "contact.received", "2024-03-01 08:00", NULL);
	record(world->desk, "C-1", "contact.closed", "2024-03-01 08:30", NULL);
	referral = record(world->desk, "C-1", "referral.received", NULL, NULL);
	file = taken(world->desk, "C-1");
	for (size_t i = 0; i < file->history.n_abouts; i++) {
		const struct about *about = &file->history.abouts[i];

		if (strcmp(about->id, referral.about) == 0)
			assert_string_equal(file->history.abouts[about->parent].id, contact.about);
		if (strcmp(about->id, old.about) == 0)
			assert_int_equal(about->parent, -1);
	}
	file_free(file);
}

static bool said(struct world *world, const char *kind, const char *about, const char *at, struct act_result *result,
		 struct error *err)
{
	struct act_field nfa = { "outcome", "nfa" };
	struct act_event event = { .reference = "C-1", .kind = kind, .about = about, .at = at ? when(at) : INSTANT_NONE,
				   .timed = at && strchr(at, ':') };

	if (strcmp(kind, "contact.decided") == 0) {
		event.fields = &nfa;
		event.n_fields = 1;
	}
	return act_record(world->desk, &event, 1, result, err);
}

/* A day mistyped would leave the clock of the contact running beside its own decision. */
static void event__before_the_thing_that_it_concerns__is_refused(void **state)
{
	struct world *world = *state;
	struct act_result contact, rated, result;
	struct error err = { 0 };

	world_at(world, "2024-03-02 12:00");
	contact = record(world->desk, "C-1", "contact.received", "2024-03-01 20:58", "rating=red", NULL);
	assert_false(said(world, "contact.decided", contact.about, "2024-02-29 09:00", &result, &err));
	assert_string_equal(err.text, "C-1: before the contact itself, Fri 1 Mar 20:58: correct either");
	assert_false(said(world, "contact.decided", contact.about, "2024-03-01 20:57", &result, &err));
	assert_false(said(world, "contact.decided", contact.about, "2024-02-29", &result, &err));
	assert_false(said(world, "note.added", contact.about, "2024-03-01 08:00", &result, &err));
	assert_true(said(world, "note.added", contact.about, "2024-03-01", &result, &err));
	rated = record(world->desk, "C-1", "contact.rated", "2024-03-01 20:58", "rating=amber", NULL);
	assert_true(said(world, "contact.decided", contact.about, "2024-03-01 21:30", &result, &err));
	assert_false(act_replace(world->desk, result.event, NULL, 0, when("2024-03-01 19:30"), true, "slip", &result,
				 &err));
	is_in(err.text, "before the contact itself");
	/* What opens it may be moved, and then what was there to be said stands where it did. */
	assert_true(act_replace(world->desk, contact.event, NULL, 0, when("2024-03-01 21:15"), true, "slip", &contact,
				&err));
	assert_true(act_replace(world->desk, rated.event, &(struct act_field){ "rationale", "seen" }, 1, INSTANT_NONE,
				false, "why", &result, &err));
	record(world->desk, "C-1", "referral.received", "2024-02-28 10:00", NULL);
}

/* Typed moments have no seconds, and the wall clocks of two desks differ. */
static void event__of_the_minute_in_which_the_thing_began__is_of_its_moment(void **state)
{
	struct world *world = *state;
	struct act_result contact, result;
	struct error err = { 0 };
	struct file *file;

	world->ms = (when("2024-03-01 20:58") + 37) * 1000;
	desk_refresh(world->desk);
	contact = record(world->desk, "C-1", "contact.received", NULL, "rating=red", NULL);
	if (!said(world, "contact.decided", contact.about, "2024-03-01 20:58", &result, &err))
		fail_msg("%s", err.text);
	file = taken(world->desk, "C-1");
	assert_int_equal(clock_of(file, "mash.24h")->times.stopped, when("2024-03-01 20:58") + 37);
	file_free(file);
	contact = record(world->desk, "C-1", "contact.received", "2024-03-01 21:01", "rating=red", NULL);
	if (!said(world, "contact.decided", contact.about, NULL, &result, &err))
		fail_msg("%s", err.text);
	world_at(world, "2024-03-01 21:30");
	file = taken(world->desk, "C-1");
	for (size_t i = 0; i < file->clocks.n; i++)
		assert_int_not_equal(file->clocks.items[i].times.end, END_RUNNING);
	file_free(file);
}

static void late_recording__of_something_closed__is_told(void **state)
{
	struct world *world = *state;
	struct act_result result;

	record(world->desk, "C-1", "contact.received", "2024-02-01 09:00", NULL);
	record(world->desk, "C-1", "contact.closed", "2024-02-02 09:00", NULL);
	result = record(world->desk, "C-1", "contact.directed", "2024-02-01 10:00", NULL);
	assert_string_equal(result.warning, "");
	result = record(world->desk, "C-1", "contact.directed", "2024-02-03 10:00", NULL);
	is_in(result.warning, "closed");
	/* before it was opened there was none */
	is_in(refused(world->desk, "C-1", "contact.directed", "2024-01-01 10:00", NULL), "open contact");
}

/* ---- moments ---- */

static void future__is_refused__unless_planned(void **state)
{
	struct world *world = *state;
	struct act_event event = {.reference = "C-1",
				  .kind = "strategy.held",
				  .at = when("2024-03-04 10:00"),
				  .timed = true,
				  .planned = true};
	struct act_result result;
	struct error err = { 0 };
	struct file *file;

	record(world->desk, "C-1", "contact.received", NULL, "rating=red", NULL);
	record(world->desk, "C-1", "contact.directed", "2024-03-01 09:05", NULL);	/* within the skew */
	is_in(refused(world->desk, "C-1", "contact.directed", "2024-03-01 09:06", NULL), "still to come");
	is_in(refused(world->desk, "C-1", "strategy.held", "2024-03-04 10:00", NULL), "planned");
	record(world->desk, "C-1", "contact.directed", "2024-03-01",
	       NULL); /* a date is never in the future on its date */
	assert_true(act_record(world->desk, &event, 1, &result, &err));
	is_in(result.warning, "booked after the due date");
	file = taken(world->desk, "C-1");
	assert_int_equal(clock_of(file, "mash.4h")->times.end, END_RUNNING);
	assert_int_equal(clock_of(file, "mash.4h")->planned, event.at);
	file_free(file);
	event.kind = "contact.directed";
	assert_false(act_record(world->desk, &event, 1, &result, &err));
	is_in(err.text, "booked ahead");
}

static void autumn_hour__is_taken__as_the_first_with_a_warning(void **state)
{
	struct world *world = *state;
	struct act_result result;

	world_at(world, "2024-10-27 12:00");
	result = record(world->desk, "C-1", "contact.received", "2024-10-27 01:30", NULL);
	is_in(result.warning, "first of two 01:30");
}

static void now_option__records__only_when_rehearsing(void **state)
{
	struct world *world = *state, *other = world_new("rehearse");
	struct desk_options options = {
		.database = world->database, .now = when("2024-02-01 09:00"), .known = INSTANT_NONE};
	struct desk *desk = desk_open(&options, &world->surroundings, NULL);
	struct file *file;

	is_in(refused(desk, "C-1", "contact.received", NULL, NULL), "--now");
	desk_close(desk);
	options.database = other->database;
	desk = desk_open(&options, &other->surroundings, NULL);
	record(desk, "C-1", "contact.received", NULL, NULL);
	file = taken(desk, "C-1");
	assert_int_equal(file->history.events[0].recorded, when("2024-02-01 09:00"));
	file_free(file);
	desk_close(desk);
	options.known = when("2024-02-01 09:00");
	desk = desk_open(&options, &other->surroundings, NULL);
	is_in(refused(desk, "C-2", "contact.received", NULL, NULL), "--known");
	desk_close(desk);
	world_free(other);
}

/* ---- rights ---- */

static void right__that_is_missing__refuses_and_is_noted(void **state)
{
	struct world *world = *state;
	struct desk *sam = world_desk(world, "sam"), *rea = world_desk(world, "rea");
	struct act_result result;
	struct error err = { 0 };

	record(sam, "C-1", "contact.received", NULL, NULL);
	is_in(refused(sam, "C-1", "case.closed", NULL, NULL), "Practitioner");
	is_in(refused(sam, "C-1", "case.closed", NULL, NULL), "Case closed C-1: ");	/* by its title */
	is_in(refused(rea, "C-1", "contact.rated", NULL, "rating=red", NULL), "Reader");
	assert_false(act_allocate(sam, "C-1", "sam", NULL, &result, &err));
	assert_int_equal(err.kind, ERROR_DENIED);
	assert_false(act_void(sam, "x", "because", &err));
	assert_int_equal(err.kind, ERROR_DENIED);
	assert_false(act_team(sam, "West", NULL, true, true, &err));
	assert_int_equal(err.kind, ERROR_DENIED);
	assert_int_equal(audited(world->desk, "refused"), 6);
	desk_close(sam);
	desk_close(rea);
}

/* ---- many at once ---- */

static void acts__are_done__whole_or_not_at_all(void **state)
{
	struct world *world = *state;
	struct act_field rating = { "rating", "red" };
	struct act_event events[] = {
		{.reference = "C-1",
		 .kind = "contact.rated",
		 .fields = &rating,
		 .n_fields = 1,
		 .at = INSTANT_NONE},
		{.reference = "C-2",
		 .kind = "contact.rated",
		 .fields = &rating,
		 .n_fields = 1,
		 .at = INSTANT_NONE},
		{.reference = "C-3",
		 .kind = "contact.rated",
		 .fields = &rating,
		 .n_fields = 1,
		 .at = INSTANT_NONE},
	};
	struct act_result results[3];
	struct error err = { 0 };
	char what[256];
	struct file *file;

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	record(world->desk, "C-2", "contact.received", NULL, NULL);
	assert_false(act_record(world->desk, events, 3, results, &err));
	file = taken(world->desk, "C-1");
	assert_int_equal(file->history.n_events, 1);
	file_free(file);
	record(world->desk, "C-3", "contact.received", NULL, NULL);
	assert_true(act_record(world->desk, events, 3, results, &err));
	assert_true(act_undo(world->desk, what, &err));
	is_in(what, "C-1");
	is_in(what, "2 more");
	assert_int_equal(world_status(world->desk, "C-3", "mash.72h"), STATUS_ON_TRACK);
}

/* ---- corrections ---- */

static void breach__stays__when_a_re_rating_takes_it_away(void **state)
{
	struct world *world = *state;

	record(world->desk, "C-1", "contact.received", NULL, "rating=red", NULL);
	world_at(world, "2024-03-01 14:00");
	assert_int_equal(world_status(world->desk, "C-1", "mash.4h"), STATUS_OVERDUE);
	record(world->desk, "C-1", "contact.rated", NULL, "rating=green", NULL);
	assert_int_equal(world_status(world->desk, "C-1", "mash.4h"), STATUS_LATE);
	assert_int_equal(world_status(world->desk, "C-1", "mash.72h"), STATUS_ON_TRACK);
}

static void void__leaves__what_was_overdue_as_withdrawn(void **state)
{
	struct world *world = *state;
	struct act_result rated;
	struct file *file;
	bool withdrawn = false;

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	rated = record(world->desk, "C-1", "contact.rated", NULL, "rating=red", NULL);
	world_at(world, "2024-03-01 14:00");
	assert_true(act_void(world->desk, rated.event, "wrong child", NULL));
	file = taken(world->desk, "C-1");
	assert_int_equal(file->history.n_events, 2);
	assert_string_equal(file->events[1].removed_by, "Una Field");
	assert_string_equal(file->events[1].removed_why, "wrong child");
	for (size_t i = 0; i < file->clocks.n; i++)
		withdrawn = withdrawn || (file->clocks.items[i].withdrawn != INSTANT_NONE &&
					  strcmp(file->clocks.items[i].rule->key, "mash.4h") == 0);
	assert_true(withdrawn);
	assert_int_equal(clock_status(&clock_of(file, "mash.72h")->times, world->desk->now), STATUS_ON_TRACK);
	file_free(file);
	assert_int_equal(audited(world->desk, "void"), 1);
}

static void void__needs__a_reason_and_an_event_that_counts(void **state)
{
	struct world *world = *state;
	struct act_result contact = record(world->desk, "C-1", "contact.received", NULL, NULL);
	struct error err = { 0 };

	assert_false(act_void(world->desk, contact.event, " ", &err));
	is_in(err.text, "reason");
	assert_false(act_void(world->desk, "0190", "x", &err));
	is_in(err.text, "no such event");
	assert_true(act_void(world->desk, contact.event, "twice", &err));
	assert_false(act_void(world->desk, contact.event, "again", &err));
	is_in(err.text, "already");
}

static void replacement__keeps__what_is_not_given_anew(void **state)
{
	struct world *world = *state;
	struct act_result contact = record(world->desk, "C-1", "contact.received", NULL, "name=Zoe",
					   "source=police", "rating=red", NULL);
	struct act_field fields[] = {{"rating", "green"}, {"source", ""}, {"name", "Zoë Field"}};
	struct act_result result;
	struct error err = { 0 };
	struct file *file;

	world_at(world, "2024-03-01 10:00");
	if (!act_replace(world->desk, contact.event, fields, 3, INSTANT_NONE, false, "slip", &result, &err))
		fail_msg("%s", err.text);
	assert_string_equal(result.about, contact.about);
	file = taken(world->desk, "C-1");
	assert_int_equal(file->history.n_events, 2);
	assert_string_equal(file->name, "Zoë Field");
	for (size_t i = 0; i < 2; i++) {
		const struct event *event = &file->history.events[i];

		if (strcmp(event->id, result.event) != 0) {
			assert_int_equal(event->removed, world->desk->now);
			continue;
		}
		assert_string_equal(file->events[i].replaces, contact.event);
		assert_string_equal(file_value(world->desk, file, i, "rating"), "green");
		assert_null(file_value(world->desk, file, i, "source"));
		assert_int_equal(event->at, when("2024-03-01 09:00"));
		assert_int_equal(event->first_recorded, when("2024-03-01 09:00"));
		assert_int_equal(event->recorded, when("2024-03-01 10:00"));
	}
	assert_int_equal(file->history.n_abouts, 1);
	assert_int_equal(clock_of(file, "mash.72h")->times.started, when("2024-03-01 09:00"));
	file_free(file);
	/* another moment is another fact */
	assert_true(act_replace(world->desk, result.event, NULL, 0, when("2024-03-01 08:00"), true, "slip",
				&result, &err));
	file = taken(world->desk, "C-1");
	assert_int_equal(clock_of(file, "mash.72h")->times.started, when("2024-03-01 08:00"));
	for (size_t i = 0; i < 3; i++)
		if (strcmp(file->events[i].id, result.event) == 0)
			assert_int_equal(file->history.events[i].first_recorded, when("2024-03-01 10:00"));
	file_free(file);
}

static void child__is_said__once_and_a_wrong_reference_is_noticed(void **state)
{
	struct world *world = *state;

	record(world->desk, "C-1", "contact.received", NULL, "name=Zoë Field", "date_of_birth=2016-06-01",
	       NULL);
	record(world->desk, "C-1", "contact.closed", NULL, NULL);
	record(world->desk, "C-1", "contact.received", NULL, "name=ZOE FIELD", NULL);
	is_in(refused(world->desk, "C-1", "contact.received", NULL, "name=Bob Field", NULL), "Zoë Field");
	is_in(refused(world->desk, "C-1", "contact.received", NULL, "date_of_birth=2016-06-02", NULL),
	      "2016-06-01");
}

static void undo__takes_back__the_last_act_of_this_session(void **state)
{
	struct world *world = *state;
	struct desk *other = world_desk(world, NULL);
	struct act_result rated, result;
	struct act_field green = { "rating", "green" };
	struct error err = { 0 };
	char what[256];
	struct file *file;

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	rated = record(world->desk, "C-1", "contact.rated", NULL, "rating=red", NULL);
	assert_true(
		act_replace(world->desk, rated.event, &green, 1, INSTANT_NONE, false, "slip", &result, &err));
	assert_int_equal(world_status(world->desk, "C-1", "mash.72h"), STATUS_ON_TRACK);
	assert_true(act_undo(world->desk, what, &err));		/* the replacement: red again */
	assert_string_equal(what, "Contact rated: C-1");
	assert_int_equal(world_status(world->desk, "C-1", "mash.4h"), STATUS_ON_TRACK);
	assert_true(act_undo(world->desk, what, &err));		/* the rating itself, as it stands again */
	assert_string_equal(what, "Contact rated: C-1");
	assert_int_equal(world_status(world->desk, "C-1", "mash.72h"), STATUS_ON_TRACK);
	assert_true(act_undo(world->desk, what, &err));
	assert_string_equal(what, "Contact received: C-1");
	file = taken(world->desk, "C-1");
	assert_false(file->open);
	assert_int_equal(file->clocks.n, 0);
	file_free(file);
	assert_false(act_undo(world->desk, what, &err));
	is_in(err.text, "nothing");
	assert_false(act_undo(other, what, &err));
	desk_close(other);
}

static void redo__does_again_what_was_undone__in_order(void **state)
{
	struct world *world = *state;
	struct act_result rated, result;
	struct act_field green = { "rating", "green" };
	struct error err = { 0 };
	char what[256];

	assert_false(act_redo(world->desk, what, &err));
	is_in(err.text, "nothing");
	record(world->desk, "C-1", "contact.received", NULL, NULL);
	rated = record(world->desk, "C-1", "contact.rated", NULL, "rating=red", NULL);
	assert_true(
		act_replace(world->desk, rated.event, &green, 1, INSTANT_NONE, false, "slip", &result, &err));
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 3; i++)
			assert_true(act_undo(world->desk, what, &err));
		assert_string_equal(what, "Contact received: C-1");
		assert_true(act_redo(world->desk, what, &err));
		assert_string_equal(what, "Contact received: C-1");
		assert_int_equal(world_status(world->desk, "C-1", "mash.72h"), STATUS_ON_TRACK);
		assert_true(act_redo(world->desk, what, &err));		/* rated red */
		assert_int_equal(world_status(world->desk, "C-1", "mash.4h"), STATUS_ON_TRACK);
		if (round == 1) {	/* back and forth in the middle */
			assert_true(act_undo(world->desk, what, &err));
			assert_true(act_redo(world->desk, what, &err));
			assert_int_equal(world_status(world->desk, "C-1", "mash.4h"), STATUS_ON_TRACK);
		}
		assert_true(act_redo(world->desk, what, &err));		/* corrected: green */
		assert_int_equal(world_status(world->desk, "C-1", "mash.72h"), STATUS_ON_TRACK);
		assert_false(act_redo(world->desk, what, &err));
	}
	assert_true(act_undo(world->desk, what, &err));
	record(world->desk, "C-1", "note.added", NULL, NULL);
	assert_false(act_redo(world->desk, what, &err));	/* something else was done since */
	is_in(err.text, "nothing");
}

static void undo__takes_back__all_that_one_key_did(void **state)
{
	static const char *const references[] = { "C-1", "C-2", "C-3" };
	struct world *world = *state;
	struct error err = { 0 };
	char what[256];
	size_t done;

	for (int i = 0; i < 3; i++)
		record(world->desk, references[i], "contact.received", NULL, NULL);
	act_gesture(world->desk, true);
	for (int i = 0; i < 3; i++)
		record(world->desk, references[i], "contact.rated", NULL, "rating=red", NULL);
	act_gesture(world->desk, false);
	assert_true(act_undo_gesture(world->desk, what, &done, &err));
	assert_int_equal(done, 3);
	assert_string_equal(what, "Contact rated: C-1");
	for (int i = 0; i < 3; i++)
		assert_int_equal(world_status(world->desk, references[i], "mash.72h"), STATUS_ON_TRACK);
	assert_true(act_redo_gesture(world->desk, what, &done, &err));
	assert_int_equal(done, 3);
	assert_string_equal(what, "Contact rated: C-1");
	for (int i = 0; i < 3; i++)
		assert_int_equal(world_status(world->desk, references[i], "mash.4h"), STATUS_ON_TRACK);
	assert_true(act_undo_gesture(world->desk, what, &done, &err));
	assert_int_equal(done, 3);
	assert_true(act_undo_gesture(world->desk, what, &done, &err));	/* what stands alone goes alone */
	assert_int_equal(done, 1);
	assert_string_equal(what, "Contact received: C-3");
}

static void undo__is_refused__while_others_build_on_it(void **state)
{
	struct world *world = *state;
	struct desk *other = world_desk(world, "ada");
	struct act_result mine, rated, allocated;
	struct error err = { 0 };
	char what[256];

	mine = record(world->desk, "C-1", "contact.received", NULL, NULL);
	world_at(world, "2024-03-01 09:31");
	desk_refresh(other);
	rated = record(other, "C-1", "contact.rated", NULL, "rating=red", NULL);
	assert_false(act_undo(world->desk, what, &err));
	assert_int_equal(err.kind, ERROR_INPUT);
	is_in(err.text, "Contact received: C-1: “Contact rated” by Ada Green, recorded Fri 1 Mar 09:31");
	assert_true(act_void(other, rated.event, "slip", &err));
	assert_true(act_allocate(other, "C-1", "sam", NULL, &allocated, &err));
	assert_false(act_undo(world->desk, what, &err));	/* the case itself stands on the contact */
	is_in(err.text, "Case allocated");
	assert_true(act_undo(other, what, &err));
	assert_true(act_undo(world->desk, what, &err));
	assert_false(act_void(world->desk, mine.event, "again", &err));
	desk_close(other);
}

/* Who saw the case before a colleague acted on it is told, and takes nothing from anybody. */
static void allocating__as_seen_before_a_colleague_acted__is_refused_with_who(void **state)
{
	struct world *world = *state;
	struct desk *other = world_desk(world, "ada");
	struct act_result result;
	struct error err = { 0 };
	int64_t seen;

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	seen = form_seen(world->desk, "C-1");
	assert_true(seen > 0);
	assert_int_equal(form_seen(world->desk, "C-none"), 0);
	world_at(world, "2024-03-01 09:31");
	desk_refresh(other);
	assert_true(act_allocate(other, "C-1", "sam", NULL, &result, &err));
	assert_false(act_allocate_seen(world->desk, "C-1", "ada", NULL, seen, &result, &err));
	is_in(err.text, "C-1: Ada Green recorded “Case allocated” Fri 1 Mar 09:31");
	seen = form_seen(world->desk, "C-1");
	assert_true(act_allocate_seen(world->desk, "C-1", "ada", NULL, seen, &result, &err));
	is_in(result.warning, "taken from Sam Grey, allocated by Ada Green");
	desk_close(other);
}

static void undo__of_what_was_replaced_elsewhere__takes_no_older_act(void **state)
{
	struct world *world = *state;
	struct desk *elsewhere = world_desk(world, NULL);
	struct act_result rated, result;
	struct act_field green = { "rating", "green" };
	struct error err = { 0 };
	char what[256];

	record(world->desk, "C-2", "contact.received", NULL, NULL);
	record(world->desk, "C-1", "contact.received", NULL, NULL);
	rated = record(world->desk, "C-1", "contact.rated", NULL, "rating=red", NULL);
	assert_true(
		act_replace(elsewhere, rated.event, &green, 1, INSTANT_NONE, false, "slip", &result, &err));
	assert_false(act_undo(world->desk, what, &err));
	is_in(err.text, "Contact rated: C-1: it was taken back or replaced elsewhere");
	is_in(err.text, "takes back “Contact received: C-1”");
	assert_int_equal(world_status(world->desk, "C-1", "mash.72h"), STATUS_ON_TRACK);
	assert_false(act_undo(world->desk, what, &err));
	is_in(err.text, "“Contact rated” by Una Field");
	desk_close(elsewhere);
}

static void undo__that_is_refused__does_not_block_older_ones(void **state)
{
	struct world *world = *state;
	struct desk *other = world_desk(world, "ada");
	struct act_result rated;
	struct error err = { 0 };
	char what[256];

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	record(world->desk, "C-2", "contact.received", NULL, NULL);
	world_at(world, "2024-03-01 09:31");
	desk_refresh(other);
	rated = record(other, "C-2", "contact.rated", NULL, "rating=red", NULL);
	assert_false(act_undo(world->desk, what, &err));
	is_in(err.text, "stands on it");
	is_in(err.text, "undo once more takes back “Contact received: C-1”");
	assert_true(act_undo(world->desk, what, &err));
	is_in(what, "C-1");
	assert_false(act_undo(world->desk, what, &err));	/* it is tried again, and is still refused */
	is_in(err.text, "C-2");
	assert_true(act_void(other, rated.event, "slip", &err));
	assert_true(act_undo(world->desk, what, &err));
	is_in(what, "C-2");
	desk_close(other);
}

/* A refused act still stands on what is older: that is then refused as well, not pulled from under it. */
static void undo__goes_past_a_refused_act__and_leaves_what_it_stands_on(void **state)
{
	struct world *world = *state;
	struct desk *other = world_desk(world, "ada");
	struct error err = { 0 };
	char what[256];

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	record(world->desk, "C-1", "contact.rated", NULL, "rating=red", NULL);
	world_at(world, "2024-03-01 09:31");
	desk_refresh(other);
	record(other, "C-1", "contact.directed", NULL, NULL);
	assert_false(act_undo(world->desk, what, &err));
	assert_false(act_undo(world->desk, what, &err));
	is_in(err.text, "Contact received: C-1");
	is_in(err.text, "stands on it");
	assert_int_equal(world_status(world->desk, "C-1", "mash.4h"), STATUS_ON_TRACK);
	desk_close(other);
}

/* ---- allocation, people, teams ---- */

static void allocation__goes__there_and_back(void **state)
{
	struct world *world = *state;
	struct desk *ada = world_desk(world, "ada");
	struct act_result result;
	struct error err = { 0 };
	struct file *file;

	record(ada, "C-1", "contact.received", NULL, NULL);
	assert_true(act_allocate(ada, "C-1", "sam", NULL, &result, &err));
	file = taken(ada, "C-1");
	assert_string_equal(file->worker, "Sam Grey");
	assert_string_equal(file->team, "North");
	file_free(file);
	assert_false(act_allocate(ada, "C-1", "Sam Grey", NULL, &result, &err));
	assert_false(act_allocate(ada, "C-1", "nobody", NULL, &result, &err));
	assert_false(act_allocate(ada, "C-7", "sam", NULL, &result, &err));
	assert_true(act_allocate(ada, "C-1", "none", "moved away", &result, &err));
	file = taken(ada, "C-1");
	assert_null(file->worker);
	assert_string_equal(file->team, "North");
	file_free(file);
	assert_false(act_allocate(ada, "C-1", "none", NULL, &result, &err));
	/* A, B, A again (lesson R43) */
	assert_true(act_allocate(ada, "C-1", "sam", NULL, &result, &err));
	assert_true(act_allocate(ada, "C-1", "ada", NULL, &result, &err));
	assert_true(act_allocate(ada, "C-1", "sam", NULL, &result, &err));
	assert_true(act_void(ada, result.event, "slip", &err));
	file = taken(ada, "C-1");
	assert_string_equal(file->worker, "Ada Green");
	file_free(file);
	desk_close(ada);
}

static void allocation__to_who_cannot_hold_cases__is_refused(void **state)
{
	struct world *world = *state;
	struct act_result result;
	struct error err = { 0 };

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	assert_false(act_allocate(world->desk, "C-1", "rea", NULL, &result, &err));
	assert_int_equal(err.kind, ERROR_INPUT);
	is_in(err.text, "Rea Dunn has a role that records nothing");
	assert_true(act_allocate(world->desk, "C-1", "sam", NULL, &result, &err));
}

static void people__do_not_leave__with_open_cases(void **state)
{
	struct world *world = *state;
	struct person_change gone = { .to = "yesterday" }, name = { .name = "Sam Black" }, bad;
	struct act_result result;
	struct error err = { 0 };

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	assert_true(act_allocate(world->desk, "C-1", "sam", NULL, &result, &err));
	assert_false(act_person(world->desk, "sam", false, &gone, &err));
	is_in(err.text, "1 open case");
	assert_false(act_person(world->desk, "sam", false, &name, &err));
	assert_true(act_allocate(world->desk, "C-1", "ada", NULL, &result, &err));
	assert_true(act_person(world->desk, "sam", false, &name, &err));
	assert_true(act_person(world->desk, "sam", false, &gone, &err));
	assert_false(act_allocate(world->desk, "C-1", "sam", NULL, &result, &err));
	is_in(err.text, "not at work");
	bad = (struct person_change){ .role = "king" };
	assert_false(act_person(world->desk, "ada", false, &bad, &err));
	is_in(err.text, "manager");
	bad = (struct person_change){ .fte = "3" };
	assert_false(act_person(world->desk, "ada", false, &bad, &err));
	bad = (struct person_change){ .login = "rea" };
	assert_false(act_person(world->desk, "ada", false, &bad, &err));
	bad = (struct person_change){ .role = "reader" };
	assert_false(act_person(world->desk, "una", false, &bad, &err));
	is_in(err.text, "nobody would be left");
	assert_true(act_absence(world->desk, "ada", civil_day(2024, 3, 4), civil_day(2024, 3, 8), &err));
	assert_false(act_absence(world->desk, "ada", civil_day(2024, 3, 8), civil_day(2024, 3, 4), &err));
}

static void team__takes__its_people_along_when_it_is_renamed(void **state)
{
	struct world *world = *state;
	struct error err = { 0 };
	struct desk *ada;

	assert_false(act_team(world->desk, "North", NULL, true, true, &err));
	assert_true(act_team(world->desk, "North", "North West", false, true, &err));
	ada = world_desk(world, "ada");
	assert_string_equal(ada->team, "North West");
	desk_close(ada);
	record(world->desk, "C-1", "contact.received", NULL, "team=South", NULL);
	assert_false(act_team(world->desk, "South", "Coast", false, true, &err));
	assert_false(act_team(world->desk, "South", NULL, false, false, &err));
	is_in(err.text, "1 open case");
}

static void view__is_noted__once_in_ten_minutes(void **state)
{
	struct world *world = *state;
	struct error err = { 0 };
	struct file *file;

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	file = taken(world->desk, "C-1");
	assert_true(act_viewed(world->desk, file->id, "C-1", &err));
	assert_true(act_viewed(world->desk, file->id, "C-1", &err));
	world->ms += 9 * 60 * 1000;
	assert_true(act_viewed(world->desk, file->id, "C-1", &err));
	assert_int_equal(audited(world->desk, "view"), 1);
	world->ms += 2 * 60 * 1000;
	assert_true(act_viewed(world->desk, file->id, "C-1", &err));
	assert_int_equal(audited(world->desk, "view"), 2);
	file_free(file);
}

static void case__is_closed_and_opened__by_its_own_events_only(void **state)
{
	struct world *world = *state;
	struct file *file;

	record(world->desk, "C-1", "referral.received", NULL, NULL);
	record(world->desk, "C-1", "case.closed", NULL, NULL);
	file = taken(world->desk, "C-1");
	assert_false(file->open);
	assert_int_equal(file->closed, world->desk->now);
	file_free(file);
	world->ms += 1000;
	desk_refresh(world->desk);
	record(world->desk, "C-1", "note.added", NULL, NULL);
	file = taken(world->desk, "C-1");
	assert_false(file->open);
	file_free(file);
	record(world->desk, "C-1", "case.reopened", NULL, NULL);
	file = taken(world->desk, "C-1");
	assert_true(file->open);
	assert_int_equal(file->closed, INSTANT_NONE);
	file_free(file);
}

#define IN_LIVE(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)
#define REHEARSING(f) cmocka_unit_test_setup_teardown(f, world_setup_rehearsing, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_LIVE(contact__of_a_new_child__makes_the_case),
		IN_LIVE(event__of_an_unknown_case__is_refused),
		IN_LIVE(fields__are_checked__by_their_types),
		IN_LIVE(about__is_understood__where_only_one_is_open),
		IN_LIVE(about__that_is_not_there__is_refused),
		IN_LIVE(opening__comes_out_of__what_was_decided_that_day),
		IN_LIVE(event__before_the_thing_that_it_concerns__is_refused),
		IN_LIVE(event__of_the_minute_in_which_the_thing_began__is_of_its_moment),
		IN_LIVE(late_recording__of_something_closed__is_told),
		IN_LIVE(future__is_refused__unless_planned),
		IN_LIVE(autumn_hour__is_taken__as_the_first_with_a_warning),
		IN_LIVE(now_option__records__only_when_rehearsing),
		REHEARSING(right__that_is_missing__refuses_and_is_noted),
		IN_LIVE(acts__are_done__whole_or_not_at_all),
		IN_LIVE(breach__stays__when_a_re_rating_takes_it_away),
		IN_LIVE(void__leaves__what_was_overdue_as_withdrawn),
		IN_LIVE(void__needs__a_reason_and_an_event_that_counts),
		IN_LIVE(replacement__keeps__what_is_not_given_anew),
		IN_LIVE(child__is_said__once_and_a_wrong_reference_is_noticed),
		IN_LIVE(undo__takes_back__the_last_act_of_this_session),
		REHEARSING(redo__does_again_what_was_undone__in_order),
		IN_LIVE(undo__takes_back__all_that_one_key_did),
		REHEARSING(undo__is_refused__while_others_build_on_it),
		REHEARSING(allocating__as_seen_before_a_colleague_acted__is_refused_with_who),
		REHEARSING(undo__that_is_refused__does_not_block_older_ones),
		REHEARSING(undo__goes_past_a_refused_act__and_leaves_what_it_stands_on),
		IN_LIVE(undo__of_what_was_replaced_elsewhere__takes_no_older_act),
		REHEARSING(allocation__goes__there_and_back),
		IN_LIVE(allocation__to_who_cannot_hold_cases__is_refused),
		IN_LIVE(people__do_not_leave__with_open_cases),
		REHEARSING(team__takes__its_people_along_when_it_is_renamed),
		IN_LIVE(view__is_noted__once_in_ten_minutes),
		IN_LIVE(case__is_closed_and_opened__by_its_own_events_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
