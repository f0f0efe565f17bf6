#include "config.h"

#include <stdio.h>
#include <string.h>

#include "clock/civil.h"
#include "core/demo_story.h"

enum { MINUTE = 60, HOUR = 3600 };

static const char *const sources[] = {"police",    "education", "health",     "family",  "police",
				      "education", "public",    "early_help", "housing", "anonymous"};
static const char *const agencies[] = {"police",  "health",        "education",
				       "housing", "mental_health", "probation"};
static const char *const steps[] = {
	"See the child at school today; speak to the health visitor.",
	"Ask the police for the incident log. Ring both parents apart.",
	"Check with early help what was tried, and whether it helped.",
	"Home visit within two days; see the bedrooms; speak to each child alone.",
	"Strategy discussion with police and health. Safety plan for tonight.",
};
static const char *const notes[] = {
	"Rang the school: attendance has dropped since the spring.",
	"No answer at the door; card left.",
	"Grandmother will have the children over the weekend.",
	"Health visitor confirms the weight is as expected.",
	"Police log received and read.",
	"Mother agrees to the assessment and signed the consent.",
};
static const char *const actions[] = {
	"Home visit with the health visitor",
	"Family network meeting",
	"Chronology brought up to date",
	"Referral to the domestic abuse service",
	"Speak to the child alone and record the wishes",
	"Danger statement agreed with the family",
};
#define ONE_OF(dice, list) (list)[dice_below((dice), (int)(sizeof(list) / sizeof((list)[0])))]

static const struct calendar *calendar_of(const struct story *story)
{
	return story->desk->practice->newest->calendars[0].calendar;
}

static const char *who(struct story *story, int team, const char *role)
{
	return demo_pick(story->staff, &story->dice, team, role)->name;
}

/* ---- contacts ---- */

static void tell_received(struct story *story, const struct contact_plot *plot)
{
	char born[CIVIL_SIZE];
	const char *rating = plot->rated_after < 0 ? plot->rating : NULL;
	const char *source = ONE_OF(&story->dice, sources);
	const char *consent = dice_chance(&story->dice, 60) ? "given" : "not_sought";
	const char *known = dice_chance(&story->dice, 30) ? "before" : "no";
	const struct field_pair fields[] = {
		{"name", story->name},
		{"date_of_birth", born},
		{"family", story->family},
		{"team", demo_teams[0]},
		{"source", source},
		{"consent", consent},
		{"known", known},
		{"contact_type",
		 plot->outcome && strcmp(plot->outcome, "referral") == 0 ? "referral" : "contact"},
		{"rating", rating},
		{NULL, NULL},
	};

	civil_iso(story->born, born);
	dice_id(&story->dice, plot->at * 1000, story->contact);
	story_tell(story, &(struct telling){.kind = "contact.received",
					    .about = story->contact,
					    .about_type = "contact",
					    .opens = true,
					    .at = plot->at,
					    .untimed = plot->untimed,
					    .by = who(story, 0, "duty"),
					    .fields = fields});
}

static void tell_direction(struct story *story, const struct contact_plot *plot, int64_t at)
{
	char by_when[CIVIL_SIZE];
	const char *next = ONE_OF(&story->dice, steps), *scaling = dice_chance(&story->dice, 50) ? "4" : "6";
	const struct field_pair fields[] = {
		{"next_steps", next},
		{"scaling", scaling},
		{"by_when", by_when},
		{NULL, NULL},
	};

	civil_iso(calendar_add(calendar_of(story), zone_day(story->desk->zone, plot->at), 1), by_when);
	story_tell(story, &(struct telling){.kind = "contact.directed",
					    .about = story->contact,
					    .about_type = "contact",
					    .at = at,
					    .by = who(story, 0, "manager"),
					    .fields = fields});
}

static void tell_agencies(struct story *story, int64_t at)
{
	const char *agency = ONE_OF(&story->dice, agencies);
	const struct field_pair asked[] = {{"agency", agency}, {NULL, NULL}};
	const char *by = who(story, 0, "duty");

	story_tell(story, &(struct telling){.kind = "info.requested",
					    .about = story->contact,
					    .about_type = "contact",
					    .at = at,
					    .by = by,
					    .fields = asked});
	if (dice_chance(&story->dice, 70))
		story_tell(story, &(struct telling){.kind = "info.received",
						    .about = story->contact,
						    .about_type = "contact",
						    .at = at + dice_between(&story->dice, 30, 240) * MINUTE,
						    .by = by,
						    .fields = asked});
}

static void tell_rating(struct story *story, const char *rating, int64_t at)
{
	const struct field_pair fields[] = {{"rating", rating}, {NULL, NULL}};

	story_tell(story, &(struct telling){.kind = "contact.rated",
					    .about = story->contact,
					    .about_type = "contact",
					    .at = at,
					    .by = who(story, 0, "manager"),
					    .fields = fields});
}

static void tell_strategy(struct story *story, bool enquiry, int64_t at)
{
	static const char *const together[] = {"social_care,police,health", "social_care,police",
					       "social_care,police,health,education"};
	/* What has become a referral went on under section 17. */
	const struct field_pair fields[] = {{"agencies", ONE_OF(&story->dice, together)},
					    {"outcome", enquiry ? "s47" : "assessment"},
					    {NULL, NULL}};

	story_tell(story, &(struct telling){.kind = "strategy.held",
					    .about = story->contact,
					    .about_type = "contact",
					    .at = at,
					    .by = who(story, 0, "manager"),
					    .fields = fields});
}

void plot_contact(struct story *story, const struct contact_plot *plot)
{
	const struct field_pair fields[] = {
		{"outcome", plot->outcome},
		{"rationale", "Threshold considered with the history and what the agencies say."},
		{NULL, NULL}};
	int64_t rated = plot->at + (plot->rated_after > 0 ? plot->rated_after : 0) * MINUTE;

	tell_received(story, plot);
	if (plot->rating && plot->rated_after >= 0)
		tell_rating(story, plot->rating, rated);
	if (plot->directed)
		tell_direction(story, plot, rated + dice_between(&story->dice, 5, 40) * MINUTE);
	if (dice_chance(&story->dice, 60))
		tell_agencies(story, rated + dice_between(&story->dice, 10, 60) * MINUTE);
	if (plot->rating && strcmp(plot->rating, "red") == 0 &&
	    (plot->decided != INSTANT_NONE || dice_chance(&story->dice, 50)))
		tell_strategy(story, plot->decided == INSTANT_NONE,
			      plot->at + dice_between(&story->dice, 60, 290) * MINUTE);
	if (plot->decided != INSTANT_NONE)
		story_tell(story, &(struct telling){.kind = "contact.decided",
						    .about = story->contact,
						    .about_type = "contact",
						    .at = plot->decided,
						    .by = who(story, 0, "manager"),
						    .fields = fields});
}

/* ---- referral and assessment ---- */

static void tell_contact_before(struct story *story, int32_t day, int64_t *decided)
{
	struct contact_plot plot = {.outcome = "referral"};

	plot.at = story_any_time(story, calendar_add(calendar_of(story), day, -2));
	plot.rated_after = dice_between(&story->dice, 10, 70);
	plot.directed = dice_chance(&story->dice, 90);
	plot.rating = dice_chance(&story->dice, 25) ? "red" : "amber";
	plot.decided = plot.at +
		       dice_between(&story->dice, 5 * 60, dice_chance(&story->dice, 85) ? 23 * 60 : 40 * 60) *
			       MINUTE;
	*decided = plot.decided;
	plot_contact(story, &plot);
}

static void tell_referral(struct story *story, int team, int64_t decided, int64_t started)
{
	const struct field_pair fields[] = {{"outcome", dice_chance(&story->dice, 30) ? "s47" : "assessment"},
					    {"team", demo_teams[team]},
					    {"rationale", "Meets the threshold for an assessment."},
					    {NULL, NULL}};
	int64_t answered = decided + dice_between(&story->dice, 30, 8 * 60) * MINUTE;

	if (answered > started)
		answered = started - 30 * MINUTE > decided ? started - 30 * MINUTE : decided;
	dice_id(&story->dice, decided * 1000, story->referral);
	story_tell(story, &(struct telling){.kind = "referral.received",
					    .about = story->referral,
					    .about_type = "referral",
					    .out_of = story->contact,
					    .opens = true,
					    .at = decided,
					    .by = who(story, 0, "manager")});
	story_tell(story, &(struct telling){.kind = "referral.decided",
					    .about = story->referral,
					    .about_type = "referral",
					    .at = answered,
					    .by = who(story, 0, "manager"),
					    .fields = fields});
}

/* A direction on the case says when it will be looked at what came of it; mostly that was done. */
static void tell_case_direction(struct story *story, int64_t at)
{
	static const struct field_pair looked[] = {
		{"progress", "Visits are made; the school reports a change."}, {NULL, NULL}};
	int32_t day = zone_day(story->desk->zone, at);
	int32_t review = calendar_add(calendar_of(story), day, dice_between(&story->dice, 12, 18));
	char review_on[CIVIL_SIZE];
	const struct field_pair fields[] = {{"next_steps", ONE_OF(&story->dice, steps)},
					    {"review_on", review_on},
					    {"review_how", "In supervision"},
					    {NULL, NULL}};
	const char *manager = who(story, story->team, "manager");

	civil_iso(review, review_on);
	story_tell(story,
		   &(struct telling){.kind = "case.directed", .at = at, .by = manager, .fields = fields});
	review = calendar_add(calendar_of(story), review, dice_between(&story->dice, -2, 1));
	if (dice_chance(&story->dice, 85))
		story_tell(story, &(struct telling){
					  .kind = "direction.reviewed",
					  .at = story_at_work(story, review),
					  .by = manager,
					  .fields = looked});
}

static void tell_allocation(struct story *story, int team, int64_t at)
{
	const struct field_pair fields[] = {
		{"worker", story->worker = who(story, team, NULL)}, {"team", demo_teams[team]}, {NULL, NULL}};
	int32_t later = calendar_add(calendar_of(story), zone_day(story->desk->zone, at),
				     dice_between(&story->dice, 1, 6));

	story->team = team;
	story_tell(story, &(struct telling){.kind = "case.allocated",
					    .at = at,
					    .by = who(story, team, "manager"),
					    .fields = fields});
	if (dice_chance(&story->dice, 85))
		tell_case_direction(story, at + 15 * MINUTE);
	else if (dice_chance(&story->dice, 85))
		tell_case_direction(story, story_at_work(story, later));
}

/* Another worker, and for some a second one beside. */
static void tell_changes(struct story *story, int32_t started)
{
	static const char *const reasons[] = {"workload", "left", "relationship", "skills", "away"};
	int32_t day = calendar_add(calendar_of(story), started, dice_between(&story->dice, 4, 30));
	const char *other = who(story, story->team, NULL), *manager = who(story, story->team, "manager");
	const struct field_pair fields[] = {{"worker", other},
					    {"team", demo_teams[story->team]},
					    {"reason", ONE_OF(&story->dice, reasons)},
					    {NULL, NULL}};
	const struct field_pair joint[] = {{"joint", other}, {"reason", "First joint visits"}, {NULL, NULL}};

	if (day > story->last || strcmp(other, story->worker) == 0)
		return;
	if (dice_chance(&story->dice, 12)) {
		story_tell(story, &(struct telling){.kind = "case.allocated",
						    .at = story_at_work(story, day),
						    .by = manager,
						    .fields = fields});
		story->worker = other;
	} else if (dice_chance(&story->dice, 6)) {
		story_tell(story, &(struct telling){.kind = "case.joint",
						    .at = story_at_work(story, day),
						    .by = manager,
						    .fields = joint});
	}
}

/* What the last meeting said of a case that still waits. */
static void tell_waiting(struct story *story, enum waiting waits, int team)
{
	int32_t today = zone_day(story->desk->zone, story->desk->now);
	char until[CIVIL_SIZE];
	const struct field_pair deferred[] = {{"reason", "awaiting"}, {"until", until}, {NULL, NULL}};
	const struct field_pair held[] = {{"holder", who(story, 0, NULL)}, {NULL, NULL}};
	const struct field_pair asked[] = {
		{"to", demo_teams[team % 2 + 1]}, {"reason", "address"}, {NULL, NULL}};
	const struct {
		const char *kind;
		const struct field_pair *fields;
	} said[] = {[WAITS_DEFERRED] = {"allocation.deferred", deferred},
		    [WAITS_ON_DUTY] = {"case.duty", held},
		    [WAITS_TRANSFER] = {"transfer.asked", asked}};

	civil_iso(calendar_add(calendar_of(story), today, 2), until);
	if (waits != WAITS)
		story_tell(story, &(struct telling){.kind = said[waits].kind,
						    .at = story->desk->now -
							  dice_between(&story->dice, 5, 50) * MINUTE,
						    .by = who(story, team, "manager"),
						    .fields = said[waits].fields});
}

void plot_action(struct story *story, int32_t day, int days)
{
	static const char *const origins[] = {"supervision", "direction", "audit",   "conference",
					      "challenge",   "meeting",   "remedial"};

	char due[CIVIL_SIZE], id[ID_SIZE];
	const char *what = ONE_OF(&story->dice, actions), *origin = ONE_OF(&story->dice, origins);
	const struct field_pair fields[] = {{"action", what},
					    {"owner", story->worker},
					    {"due", due},
					    {"origin", origin},
					    {NULL, NULL}};
	static const struct field_pair evidence[] = {
		{"outcome", "Done, and written up on the child's record."}, {NULL, NULL}};
	int32_t done = calendar_add(calendar_of(story), day, days > 2 ? days - 1 : 1);

	civil_iso(calendar_add(calendar_of(story), day, days), due);
	dice_id(&story->dice, zone_first(story->desk->zone, day) * 1000, id);
	story_tell(story, &(struct telling){.kind = "action.set",
					    .about = id,
					    .about_type = "action",
					    .opens = true,
					    .at = story_at_work(story, day),
					    .by = who(story, story->team, "manager"),
					    .fields = fields});
	if (dice_chance(&story->dice, 88))
		story_tell(story, &(struct telling){.kind = "action.done",
						    .about = id,
						    .about_type = "action",
						    .at = story_at_work(story, done),
						    .by = story->worker,
						    .fields = evidence});
}

static void tell_in_assessment(struct story *story, const struct assessment_plot *plot, const char *kind,
			       int on, const char *by, const struct field_pair *fields)
{
	int32_t day = calendar_add(calendar_of(story), plot->started, on);

	if (!plot->ends || on < plot->ends)
		story_tell(story, &(struct telling){.kind = kind,
						    .about = story->assessment,
						    .about_type = "assessment",
						    .at = story_at_work(story, day),
						    .by = by,
						    .fields = fields});
}

/* The child is seen, mostly in time, and a manager looks by the tenth and the twentieth day. */
static void tell_progress(struct story *story, const struct assessment_plot *plot, const char *worker)
{
	static const struct field_pair seen[] = {
		{"seen", "yes"},
		{"alone", "yes"},
		{"wishes", "Likes school; wants the shouting to stop."},
		{NULL, NULL}};
	static const struct field_pair progress[] = {
		{"progress", "Both parents seen; school and health visitor have answered."},
		{"focus", "What the child says, and what changes for the child."},
		{NULL, NULL}};
	static const char *const reasons[] = {"awaiting_agency", "family_not_seen", "capacity", "sickness",
					      "complexity", "change_of_worker", "late_allocation", "court"};
	const struct field_pair delayed[] = {{"reason", ONE_OF(&story->dice, reasons)}, {NULL, NULL}};
	const char *manager = who(story, plot->team, "manager");

	tell_in_assessment(story, plot, "assessment.seen",
			   dice_chance(&story->dice, 88) ? dice_between(&story->dice, 2, 9)
							 : dice_between(&story->dice, 11, 16),
			   worker, seen);
	for (int day = 10; day <= 20; day += 10)
		if (dice_chance(&story->dice, 90))
			tell_in_assessment(story, plot, "assessment.reviewed",
					   day - dice_between(&story->dice, -1, 3), manager, progress);
	if (plot->ends > 45 || (!plot->ends && dice_chance(&story->dice, 80)))
		tell_in_assessment(story, plot, "assessment.delayed",
				   dice_between(&story->dice, 41, 45), worker, delayed);
	if (plot->ends)
		tell_in_assessment(story, plot, "assessment.submitted", plot->ends - 1, worker, NULL);
}

static void tell_day25(struct story *story, const struct assessment_plot *plot)
{
	int32_t day = calendar_add(calendar_of(story), plot->started, plot->day25);
	const struct field_pair fields[] = {
		{"purpose", "day25"},
		{"barriers", dice_chance(&story->dice, 60) ? "none" : "awaiting_agency"},
		{"decisions", "Analysis to be drafted by day 35; see the child alone once more."},
		{NULL, NULL}};

	story_tell(story, &(struct telling){.kind = "supervision.held",
					    .about = story->assessment,
					    .about_type = "assessment",
					    .at = story_at_work(story, day),
					    .by = who(story, plot->team, "manager"),
					    .fields = fields});
	plot_action(story, day, dice_between(&story->dice, 3, 10));
}

static void tell_end(struct story *story, const struct assessment_plot *plot)
{
	static const char *const outcomes[] = {"cin", "nfa", "early_help", "cp", "universal"};
	const char *outcome = plot->closed ? "nfa" : ONE_OF(&story->dice, outcomes);
	const struct field_pair fields[] = {
		{"outcome", plot->outcome ? plot->outcome : outcome},
		{"rationale", "Needs, strengths and risks weighed; plan agreed with the family."},
		{NULL, NULL}};
	const struct field_pair reason[] = {{"reason", "Assessment complete; no further social work needed"},
					    {NULL, NULL}};
	int64_t at = story_at_work(story, calendar_add(calendar_of(story), plot->started, plot->ends));

	story_tell(story, &(struct telling){.kind = "assessment.authorised",
					    .about = story->assessment,
					    .about_type = "assessment",
					    .at = at,
					    .by = who(story, plot->team, "manager"),
					    .fields = fields});
	if (plot->closed)
		story_tell(story, &(struct telling){.kind = "case.closed",
						    .at = at + 2 * HOUR,
						    .by = who(story, plot->team, "manager"),
						    .fields = reason});
}

void plot_assessment(struct story *story, const struct assessment_plot *plot)
{
	int64_t decided, started = story_at_work(story, plot->started);
	const char *worker;

	tell_contact_before(story, plot->started, &decided);
	if (decided > started)
		started = decided + HOUR;
	tell_referral(story, plot->team, decided, started);
	if (!plot->allocated) {
		tell_waiting(story, plot->waits, plot->team);
		return;
	}
	tell_allocation(story, plot->team, started);
	worker = story->worker;
	dice_id(&story->dice, started * 1000, story->assessment);
	story_tell(story, &(struct telling){.kind = "assessment.started",
					    .about = story->assessment,
					    .about_type = "assessment",
					    .out_of = story->referral,
					    .opens = true,
					    .at = started + HOUR,
					    .by = worker});
	for (int i = dice_below(&story->dice, 4); i > 0; i--) {
		struct telling note = {.kind = "note.added", .by = worker};

		note.note = ONE_OF(&story->dice, notes);
		note.at = story_at_work(story, calendar_add(calendar_of(story), plot->started,
							    dice_between(&story->dice, 1, 20)));
		story_tell(story, &note);
	}
	tell_progress(story, plot, worker);
	if (plot->day25)
		tell_day25(story, plot);
	if (plot->actions) {
		int32_t today = calendar_back(calendar_of(story), zone_day(story->desk->zone, story->desk->now));
		int within = dice_between(&story->dice, 3, 25);

		plot_action(story, today - dice_between(&story->dice, 5, 20), within);
	}
	if (plot->closed)
		story->last = calendar_add(calendar_of(story), plot->started, plot->ends) - 1;
	tell_changes(story, plot->started);
	plot_supervision(story, plot->started);
	if (plot->ends)
		tell_end(story, plot);
	plot_meeting(story, plot);
}
