#include "config.h"

#include <stdio.h>
#include <string.h>

#include "clock/civil.h"
#include "core/demo_story.h"

/* What comes again and again in a life: every so many days, a few more or fewer. */
struct rhythm {
	const char *kind;
	int first, every, spread; /* days from the start, days between, days either way */
	int kept;		  /* of a hundred, how many times the last one was held */
	const struct field_pair *fields;
	const char *role; /* who does it; NULL: the worker */
};

static const struct field_pair seen_alone[] = {{"seen", "yes"}, {"alone", "yes"}, {NULL, NULL}};
static const struct field_pair alone[] = {{"alone", "yes"}, {NULL, NULL}};
static const struct field_pair safer[] = {{"scaling", "6"}, {NULL, NULL}};
static const struct field_pair continues[] = {{"outcome", "continues"}, {NULL, NULL}};
static const struct field_pair stays[] = {{"permanence", "long_fostering"}, {NULL, NULL}};
static const struct field_pair in_touch[] = {{"touch", "yes"}, {"how", "By telephone"}, {NULL, NULL}};
static const struct field_pair seen[] = {{"seen", "yes"}, {NULL, NULL}};

static const struct rhythm in_need[] = {
	{"cin.seen", 7, 31, 8, 85, alone, NULL},
	{"cin.reviewed", 9, 38, 5, 80, safer, "manager"},
	{0},
};
static const struct rhythm on_a_plan[] = {
	{"cp.visited", 5, 11, 3, 85, seen_alone, NULL},
	{"coregroup.held", 10, 33, 6, 85, safer, NULL},
	{"cp.midway", 42, 180, 6, 80, NULL, "chair"},
	{"cp.reviewed", 86, 178, 4, 90, continues, "chair"},
	{0},
};
static const struct rhythm in_care[] = {
	{"lac.visited", 4, 36, 7, 85, seen_alone, NULL},
	{"lac.health", 20, 350, 9, 80, NULL, NULL},
	{"lac.dental", 70, 340, 30, 80, NULL, NULL},
	{0},
};
static const struct rhythm leaving[] = {
	{"leaver.contacted", 10, 27, 9, 85, in_touch, NULL},
	{"leaver.visited", 20, 46, 8, 80, seen, NULL},
	{"leaver.reviewed", 80, 165, 12, 85, NULL, NULL},
	{0},
};

static const struct field_pair supervised[] = {
	{"purpose", "case"},
	{"focus", "What was agreed last time, and what has come of it."},
	{"reflection", "What a day at home is like for this child."},
	{"challenge", "Who has seen the bedroom, and when?"},
	{"plan", "Two of the three outcomes are nearer."},
	{"barriers", "none"},
	{"decisions", "Go on with the plan; see the child alone before the next session."},
	{NULL, NULL}};
static const struct field_pair in_haste[] = {
	{"purpose", "case"},
	{"barriers", "capacity,awaiting_agency"},
	{"decisions", "Chase the school's answer; home visit this week."},
	{NULL, NULL}};

static const struct rhythm supervision[] = {
	{"supervision.held", 24, 52, 3, 85, supervised, "manager"},
	{"supervision.held", 50, 52, 3, 80, in_haste, "manager"},
	{0},
};
static const struct rhythm supervision_of_leavers[] = {
	{"supervision.held", 50, 53, 5, 85, supervised, "manager"},
	{0},
};

static int32_t today_of(const struct story *story)
{
	return zone_day(story->desk->zone, story->desk->now);
}

static int32_t at_work(const struct story *story, int32_t day)
{
	return calendar_add(story->desk->practice->newest->calendars[0].calendar, day - 1, 1);
}

static const char *manager_of(struct story *story)
{
	return demo_pick(story->staff, &story->dice, story->team, "manager")->name;
}

/* One event of the life, on the working day on or after `day`; left out where that lies ahead. */
static void tell(struct story *story, const char *kind, const char *type, int32_t day,
		 const struct rhythm *rhythm)
{
	const char *by = story->worker;

	if (rhythm->role)
		by = demo_pick(story->staff, &story->dice,
			       strcmp(rhythm->role, "chair") == 0 ? -1 : story->team, rhythm->role)->name;
	story_tell(story, &(struct telling){.kind = kind,
					    .about = type ? story->life : NULL,
					    .about_type = type,
					    .at = story_at_work(story, at_work(story, day)),
					    .by = by,
					    .fields = rhythm->fields});
}

/* Tells them from `start` to today. The last of each is at times the one that was not held. */
static void tell_rhythms(struct story *story, const struct rhythm *rhythm, const char *type, int32_t start)
{
	for (; rhythm->kind; rhythm++) {
		int32_t day = start + rhythm->first + dice_between(&story->dice, -2, 2);

		while (day <= story->last) {
			int32_t next = day + rhythm->every +
				       dice_between(&story->dice, -rhythm->spread, rhythm->spread);

			if (next <= story->last || dice_chance(&story->dice, rhythm->kept))
				tell(story, rhythm->kind, type, day, rhythm);
			day = next;
		}
	}
}

/* Opens the thing that the rest of the life is about. */
static int64_t open_life(struct story *story, const char *kind, const char *type, const char *out_of,
			 int32_t day, const struct field_pair *fields)
{
	int64_t at = story_at_work(story, at_work(story, day));

	dice_id(&story->dice, at * 1000, story->life);
	story_tell(story, &(struct telling){.kind = kind,
					    .about = story->life,
					    .about_type = type,
					    .out_of = out_of,
					    .opens = true,
					    .at = at,
					    .by = manager_of(story),
					    .fields = fields});
	return at;
}

void plot_supervision(struct story *story, int32_t start)
{
	tell_rhythms(story, supervision, NULL, start);
	for (int32_t day = start + 24; day <= story->last; day += dice_between(&story->dice, 40, 120)) {
		int within = dice_between(&story->dice, 3, 20);

		plot_action(story, at_work(story, day), within);
	}
}

void plot_in_need(struct story *story, int32_t start)
{
	static const struct field_pair fields[] = {{"need", "N5"}, {"status", "cin"}, {NULL, NULL}};

	open_life(story, "cin.started", "cin", story->referral, start, fields);
	tell_rhythms(story, in_need, "cin", start);
}

void plot_protection(struct story *story, int32_t start)
{
	static const struct field_pair held[] = {
		{"plan", "yes"}, {"agencies", "social_care,police,health,education"}, {NULL, NULL}};
	static const struct field_pair plan[] = {
		{"category", "neglect"}, {"latest", "neglect"}, {NULL, NULL}};
	static const struct rhythm conference = {.kind = "icpc.held", .fields = held, .role = "chair"};
	int32_t icpc = start + dice_between(&story->dice, 15, 22);

	open_life(story, "s47.started", "s47", story->referral, start, NULL);
	if (icpc > today_of(story))
		return;
	tell(story, conference.kind, "s47", icpc, &conference);
	open_life(story, "cp.started", "cp", story->referral, icpc, plan);
	tell_rhythms(story, on_a_plan, "cp", icpc);
}

/* Twenty working days, three months, then six: each review from the one before. */
static void tell_reviews(struct story *story, int32_t start)
{
	static const struct rhythm review = {.kind = "lac.reviewed", .fields = stays, .role = "chair"};
	static const struct rhythm record = {.kind = "lac.record_given"};
	int32_t day = start + dice_between(&story->dice, 20, 27);

	for (int n = 0; day <= today_of(story); n++) {
		tell(story, review.kind, "lac", day, &review);
		if (dice_chance(&story->dice, 85))
			tell(story, record.kind, "lac", day + dice_between(&story->dice, 2, 6), &record);
		day += n ? dice_between(&story->dice, 165, 182) : dice_between(&story->dice, 80, 91);
	}
}

/* Found after some hours; the interview is held, is due, or is overdue. */
void plot_missing(struct story *story, int days_ago, int hours_away, int interview_after)
{
	static const struct field_pair fields[] = {{"kind", "M"}, {"reported", "Carer"}, {NULL, NULL}};
	static const struct field_pair held[] = {
		{"outcome", "held"}, {"by", "Independent visitor"}, {NULL, NULL}};
	char id[ID_SIZE];
	int64_t at = zone_first(story->desk->zone, today_of(story) - days_ago) + 21 * 3600;
	struct telling telling = {.kind = "missing.started",
				  .about = id,
				  .about_type = "missing",
				  .opens = true,
				  .at = at,
				  .by = story->worker,
				  .fields = fields};

	dice_id(&story->dice, at * 1000, id);
	story_tell(story, &telling);
	telling = (struct telling){.kind = "missing.returned",
				   .about = id,
				   .about_type = "missing",
				   .at = at + hours_away * INT64_C(3600),
				   .by = story->worker};
	story_tell(story, &telling);
	if (interview_after <= 0)
		return;
	telling.kind = "rhi.held";
	telling.fields = held;
	telling.at += interview_after * INT64_C(3600);
	story_tell(story, &telling);
}

/* A child who has come in without a contact that is still on file. */
static void tell_allocated(struct story *story, int32_t day)
{
	const struct field_pair fields[] = {
		{"worker", story->worker}, {"team", demo_teams[story->team]}, {NULL, NULL}};

	story_tell(story, &(struct telling){.kind = "case.allocated",
					    .at = story_at_work(story, at_work(story, day)),
					    .by = manager_of(story),
					    .fields = fields});
}

static void aged(struct story *story, int least, int most)
{
	story->born = today_of(story) - dice_between(&story->dice, least * 365, most * 365);
}

void plot_care(struct story *story, int32_t start, int team)
{
	static const struct field_pair placed[] = {
		{"placement", "U6"}, {"provider", "Own provision"}, {NULL, NULL}};
	char born[CIVIL_SIZE], lac[ID_SIZE];
	const struct field_pair fields[] = {{"name", story->name},
					    {"date_of_birth", born},
					    {"legal", dice_chance(&story->dice, 60) ? "C2" : "V2"},
					    {NULL, NULL}};

	story->team = team;
	story->worker = demo_pick(story->staff, &story->dice, team, NULL)->name;
	aged(story, 4, 16);
	civil_iso(story->born, born);
	open_life(story, "lac.started", "lac", NULL, start, fields);
	snprintf(lac, sizeof lac, "%s", story->life);
	tell_allocated(story, start);
	open_life(story, "lac.placed", "placement", lac, start, placed);
	snprintf(story->life, sizeof story->life, "%s", lac);
	tell_rhythms(story, in_care, "lac", start);
	tell_reviews(story, start);
	plot_supervision(story, start);
}

void plot_leaver(struct story *story, int32_t start, int team)
{
	char born[CIVIL_SIZE];
	const struct field_pair fields[] = {{"name", story->name},
					    {"date_of_birth", born},
					    {"eligibility", "former_relevant"},
					    {NULL, NULL}};

	story->team = team;
	story->worker = demo_pick(story->staff, &story->dice, team, NULL)->name;
	aged(story, 18, 21);
	civil_iso(story->born, born);
	open_life(story, "leaver.started", "leaver", NULL, start, fields);
	tell_allocated(story, start);
	tell_rhythms(story, leaving, "leaver", start);
	tell_rhythms(story, supervision_of_leavers, NULL, start);
}

/* Most families met with everybody in the fourth or fifth week. Told last, with dice of its own, so that nothing else
 * of the child comes out otherwise. */
void plot_meeting(struct story *story, const struct assessment_plot *plot)
{
	static const struct field_pair fields[] = {
		{"kind", "taf"},
		{"present", "Mother, grandmother, school, health visitor"},
		{"decisions", "Family plan for evenings; school tells of absences on the day"},
		{NULL, NULL}};
	const struct dice was = story->dice;
	const struct calendar *calendar = story->desk->practice->newest->calendars[0].calendar;
	int on = dice_between(&story->dice, 15, 24);
	int32_t day = calendar_add(calendar, plot->started, on);

	if (dice_chance(&story->dice, 88) && (!plot->ends || on < plot->ends))
		story_tell(story, &(struct telling){.kind = "meeting.held",
						    .at = story_at_work(story, day),
						    .by = story->worker,
						    .fields = fields});
	story->dice = was;
}
