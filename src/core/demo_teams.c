#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "clock/civil.h"
#include "core/demo_story.h"
#include "core/desk_inner.h"
#include "core/subject.h"
#include "store/cases.h"
#include "store/events.h"
#include "store/people.h"

/* So long ago the teams began with it, and the dice of all this. */
enum { DAYS = 45, DICE = 0x7ea3, MOST = 96 };

/* A record of a worker or a team. */
struct record {
	char id[ID_SIZE], subject[8], name[64];
	int32_t left;	/* the last day of a worker who has gone; CIVIL_NONE */
};

struct telling_on {
	struct desk *desk;
	struct dice dice;
	struct record records[MOST];
	size_t n;
	struct error *err;
};

static bool keep_record(void *arg, const struct case_row *row)
{
	struct telling_on *t = arg;
	struct record *record = &t->records[t->n];

	snprintf(record->id, sizeof(record->id), "%s", row->id);
	snprintf(record->subject, sizeof(record->subject), "%s", row->subject);
	snprintf(record->name, sizeof(record->name), "%s", row->name);
	record->left = CIVIL_NONE;
	return ++t->n < MOST;
}

static bool note_leaver(void *arg, const struct person_row *row)
{
	struct telling_on *t = arg;

	for (size_t i = 0; i < t->n; i++)
		if (row->to != CIVIL_NONE && row->to < zone_day(t->desk->zone, t->desk->now) &&
		    strcmp(t->records[i].subject, "worker") == 0 && strcmp(t->records[i].name, row->name) == 0)
			t->records[i].left = row->to;
	return true;
}

static int64_t at_time(const struct telling_on *t, int32_t day, int minute)
{
	return zone_first(t->desk->zone, day) + (int64_t)minute * 60;
}

/* One event, recorded a few minutes later; what lies ahead is left out. */
static bool tell(struct telling_on *t, const struct record *record, const char *kind, int64_t at,
		 struct field_pair *pairs, size_t n)
{
	char id[ID_SIZE], *fields;
	struct event_row row = {.id = id, .case_id = record->id, .kind = kind, .at = at, .timed = true,
				.recorded = at + 300, .recorded_by = t->desk->name, .uid = t->desk->world->uid};
	bool ok;

	dice_id(&t->dice, at * 1000, id);
	if (row.recorded > t->desk->now)
		return true;
	row.fields = fields = fields_pack(pairs, n);
	ok = event_add(t->desk->store, &row, NULL, t->err);
	free(fields);
	return ok;
}

/* Supervision in time is stored with the plan; it has got better week by week, but for one. */
static bool tell_plan(struct telling_on *t, const struct record *record, int32_t monday, int ago, int64_t at)
{
	int of = 58 + ago % 3 + (int)strlen(record->name) % 5, in_time = of - 6 - 2 * ago - (ago == 2 ? 5 : 0);
	char week[CIVIL_SIZE], of_text[16], in_time_text[16];
	struct field_pair pairs[] = {{"week", week}, {"supervised_of", of_text}, {"supervised", in_time_text}};

	civil_iso(monday, week);
	snprintf(of_text, sizeof(of_text), "%d", of);
	snprintf(in_time_text, sizeof(in_time_text), "%d", in_time);
	return tell(t, record, "week.planned", at, pairs, sizeof(pairs) / sizeof(pairs[0]));
}

/* The assessment teams meet each working day and plan each Monday; one missed a meeting, and once planned late. */
static bool tell_team(struct telling_on *t, const struct record *record)
{
	const struct calendar *calendar = t->desk->practice->newest->calendars[0].calendar;
	int32_t today = zone_day(t->desk->zone, t->desk->now), first = today - DAYS + 1;
	bool ok = tell(t, record, "team.arranged", at_time(t, first, 600),
		       (struct field_pair[]){{"meets", "daily"}, {"plans", "weekly"}}, 2);

	for (int32_t day = first + 1; ok && day <= today; day++) {
		bool monday = civil_weekday(day) == 0, late = dice_chance(&t->dice, 10);

		if (calendar_is_open(calendar, day) && (day > today - 2 || !dice_chance(&t->dice, 4)))
			ok = tell(t, record, "allocation.met", at_time(t, day, 9 * 60 + dice_between(&t->dice, 0, 10)),
				  (struct field_pair[]){{"present", "The team manager and both assistant team managers"}}, 1);
		if (ok && monday)
			ok = tell_plan(t, record, day, (today - day) / 7,
				       at_time(t, day + (late && day < today - 7 ? 1 : 0),
					       8 * 60 + dice_between(&t->dice, 0, 20)));
	}
	return ok;
}

/* Most were seen in the last four weeks, some a little longer ago, and some not yet. */
static bool tell_worker(struct telling_on *t, const struct record *record)
{
	int32_t today = zone_day(t->desk->zone, t->desk->now);
	int ago = dice_between(&t->dice, 1, 31);

	if (record->left != CIVIL_NONE)
		return tell(t, record, "worker.left", at_time(t, record->left, 17 * 60), NULL, 0);
	if (dice_chance(&t->dice, 8))
		return true;
	return tell(t, record, "staff.supervised", at_time(t, today - 20 - ago % 20, 11 * 60),
		    (struct field_pair[]){{"agreed", "A half day a week for writing is kept free"}}, 1) &&
	       (ago > 14 || tell(t, record, "staff.supervised", at_time(t, today - ago, 11 * 60),
				 (struct field_pair[]){{"agreed", "Leave is booked, and who covers it"}}, 1));
}

/* The panel meets each Wednesday; what it decided stands on its own record. */
static bool tell_panel(struct telling_on *t, const struct record *record)
{
	int32_t today = zone_day(t->desk->zone, t->desk->now), first = today - DAYS + 1;
	bool ok = tell(t, record, "panel.arranged", at_time(t, first, 600), (struct field_pair[]){{"sits", "weekly"}}, 1);

	for (int32_t day = first + 1; ok && day <= today; day++)
		if (civil_weekday(day) == 2)
			ok = tell(t, record, "panel.met", at_time(t, day, 14 * 60),
				  (struct field_pair[]){
					  {"present", "Head of service, legal, fostering and adoption, two team managers"},
					  {"considered", "Three plans of permanence, all ratified"}},
				  2);
	return ok;
}

static bool tell_one(struct telling_on *t, const struct record *record)
{
	bool found, ok = true;
	struct file *file;

	if (strcmp(record->subject, "worker") == 0)
		ok = tell_worker(t, record);
	else if (strcmp(record->subject, "panel") == 0)
		ok = tell_panel(t, record);
	else if (strcmp(record->name, demo_teams[0]) != 0)
		ok = tell_team(t, record);
	file = ok ? file_read_own(t->desk, record->id, &found, t->err) : NULL;
	ok = file && file_store(t->desk, file, t->err);
	file_free(file);
	return ok;
}

bool demo_tell_teams(struct desk *desk, uint64_t seed, struct error *err)
{
	struct telling_on *t = mem_new(sizeof(*t));
	int64_t now = desk->now;
	bool ok;

	*t = (struct telling_on){.desk = desk, .dice = dice_for(seed, DICE), .err = err};
	desk->now -= (int64_t)DAYS * 24 * 60 * 60;
	ok = subjects_keep(desk, false, err);
	desk->now = now;
	ok = ok && case_subjects(desk->store, keep_record, t, err) && person_all(desk->store, note_leaver, t, err);
	for (size_t i = 0; ok && i < t->n; i++)
		ok = tell_one(t, &t->records[i]);
	free(t);
	return ok;
}
