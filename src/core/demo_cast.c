#include "config.h"

#include <stdio.h>
#include <string.h>

#include "clock/civil.h"
#include "core/demo_story.h"

enum { MINUTE = 60, HOUR = 3600 };

/* Everything is laid out from the first second of today, so that one seed gives one authority on one
 * day; what the day has not brought yet is left out by story_tell. */
struct stage {
	struct story *story;
	uint64_t seed;
	int32_t today;
	int64_t number; /* of the last reference */
	bool (*each)(void *arg, struct story *story, struct error *err);
	void *arg;
	struct error *err;
};

static void begin(struct stage *stage)
{
	story_begin(stage->story, stage->seed, ++stage->number);
}

static bool finish(struct stage *stage)
{
	return stage->each(stage->arg, stage->story, stage->err);
}

static const struct calendar *calendar_of(const struct stage *stage)
{
	return stage->story->desk->practice->newest->calendars[0].calendar;
}

static int64_t wall(const struct stage *stage, int32_t day, int minute)
{
	int64_t at;

	zone_instant(stage->story->desk->zone, day, minute * MINUTE, &at);
	return at;
}

/* ---- contacts that are open ---- */

/* One an hour through yesterday, each decided five minutes before its day is over: whenever one
 * looks, another falls due within the hour. Of every eighth the decision was forgotten. */
static bool cast_yesterday(struct stage *stage)
{
	for (int hour = 0; hour < 24; hour++) {
		struct contact_plot plot = {.at = wall(stage, stage->today - 1, hour * 60 + 20),
					    .rating = "amber",
					    .rated_after = 25,
					    .directed = hour % 5 != 0,
					    .outcome = "advice",
					    .decided = INSTANT_NONE};

		begin(stage);
		if (hour % 8 != 3)
			plot.decided = plot.at + 24 * HOUR - 5 * MINUTE;
		plot_contact(stage->story, &plot);
		if (!finish(stage))
			return false;
	}
	return true;
}

/* Today's, from one o'clock in the night on: red, amber and green, some not yet rated. */
static bool cast_today(struct stage *stage)
{
	static const char *const ratings[] = {"red", "amber", "green", NULL, "green", "amber"};

	for (int i = 0; i < 40; i++) {
		struct dice *dice = &stage->story->dice;
		struct contact_plot plot = {.rated_after = 0, .decided = INSTANT_NONE, .outcome = "nfa"};

		begin(stage);
		plot.at = wall(stage, stage->today, i < 6 ? 60 + i * 70 : 8 * 60 + 20 + (i - 6) * 18);
		plot.rating = ratings[i % 6];
		plot.rated_after = dice_between(dice, 10, 80);
		plot.directed = plot.rating && dice_chance(dice, 80);
		if (plot.rating && dice_chance(dice, 35))
			plot.decided = plot.at + dice_between(dice, 100, 400) * MINUTE;
		plot_contact(stage->story, &plot);
		if (!finish(stage))
			return false;
	}
	return true;
}

/* Green ones of the last days, that have three days. */
static bool cast_green(struct stage *stage)
{
	for (int i = 0; i < 30; i++) {
		struct dice *dice = &stage->story->dice;
		struct contact_plot plot = {
			.rating = "green", .decided = INSTANT_NONE, .outcome = "early_help"};

		begin(stage);
		plot.at = story_any_time(stage->story, stage->today - 1 - i % 4);
		plot.rated_after = dice_between(dice, 20, 200);
		plot.directed = dice_chance(dice, 85);
		plot_contact(stage->story, &plot);
		if (!finish(stage))
			return false;
	}
	return true;
}

/* ---- what chapter 2 makes hard, one of each ---- */

static void re_rated(struct stage *stage)
{
	struct contact_plot plot = {.at = wall(stage, stage->today - 1, 9 * 60 + 10),
				    .rating = "green",
				    .rated_after = 30,
				    .directed = true,
				    .decided = INSTANT_NONE};
	const struct field_pair red[] = {
		{"rating", "red"}, {"rationale", "The police log names a weapon."}, {NULL, NULL}};

	plot_contact(stage->story, &plot);
	story_tell(stage->story,
		   &(struct telling){
			   .kind = "contact.rated",
			   .about = stage->story->contact,
			   .about_type = "contact",
			   .at = wall(stage, stage->today - 1, 16 * 60),
			   .fields = red,
			   .by = demo_pick(stage->story->staff, &stage->story->dice, 0, "manager")->name});
}

static void re_referred(struct stage *stage)
{
	struct assessment_plot first = {.started = calendar_add(calendar_of(stage), stage->today, -150),
					.ends = 38,
					.day25 = 22,
					.team = 1,
					.allocated = true,
					.closed = true};
	struct assessment_plot second = {
		.started = calendar_add(calendar_of(stage), stage->today, -12), .team = 1, .allocated = true};

	plot_assessment(stage->story, &first);
	plot_assessment(stage->story, &second);
}

/* Decided in time, and first recorded when the time was over. */
static void recorded_late(struct stage *stage)
{
	struct contact_plot plot = {.at = wall(stage, stage->today - 6, 10 * 60),
				    .rating = "amber",
				    .rated_after = 20,
				    .directed = true,
				    .decided = INSTANT_NONE};
	const struct field_pair fields[] = {
		{"outcome", "nfa"}, {"rationale", "Written up from the duty book."}, {NULL, NULL}};

	plot_contact(stage->story, &plot);
	stage->story->delay = 3 * 24 * HOUR;
	story_tell(stage->story, &(struct telling){.kind = "contact.decided",
						   .about = stage->story->contact,
						   .about_type = "contact",
						   .at = wall(stage, stage->today - 6, 15 * 60),
						   .fields = fields});
}

static void unknown_rating(struct stage *stage)
{
	struct contact_plot plot = {.at = wall(stage, stage->today - 2, 11 * 60),
				    .rating = "purple",
				    .rated_after = -1,
				    .directed = false,
				    .decided = INSTANT_NONE};

	plot_contact(stage->story, &plot);
}

static void without_time(struct stage *stage)
{
	struct contact_plot plot = {.at = wall(stage, stage->today - 1, 12 * 60),
				    .rating = "amber",
				    .rated_after = -1,
				    .directed = true,
				    .untimed = true,
				    .decided = INSTANT_NONE};

	plot_contact(stage->story, &plot);
}

static void without_direction(struct stage *stage)
{
	struct contact_plot plot = {.at = wall(stage, stage->today - 1, 13 * 60),
				    .rating = "red",
				    .rated_after = 12,
				    .directed = false,
				    .decided = INSTANT_NONE};

	plot_contact(stage->story, &plot);
}

static void long_overdue(struct stage *stage)
{
	struct contact_plot plot = {.at = wall(stage, stage->today - 20, 15 * 60),
				    .rating = "amber",
				    .rated_after = 40,
				    .directed = true,
				    .decided = INSTANT_NONE};

	plot_contact(stage->story, &plot);
}

static bool cast_hard(struct stage *stage)
{
	static void (*const scenes[])(struct stage * stage) = {
		re_rated,     re_referred,       recorded_late, unknown_rating,
		without_time, without_direction, long_overdue};

	for (size_t i = 0; i < sizeof(scenes) / sizeof(scenes[0]); i++) {
		begin(stage);
		scenes[i](stage);
		if (!finish(stage))
			return false;
	}
	for (int i = 0; i < 12; i++) {
		struct contact_plot plot = {.at = wall(stage, stage->today - 2, 9 * 60 + i * 30),
					    .rating = "green",
					    .rated_after = 35,
					    .directed = true,
					    .decided = INSTANT_NONE};

		begin(stage);
		demo_name(&stage->story->dice, true, NULL, stage->story->name, sizeof(stage->story->name));
		plot_contact(stage->story, &plot);
		if (!finish(stage))
			return false;
	}
	return true;
}

/* ---- referrals and assessments ---- */

/* What the assessment came to goes on. */
static void tell_life(struct stage *stage, const struct assessment_plot *plot)
{
	int32_t end = calendar_add(calendar_of(stage), plot->started, plot->ends);

	if (!plot->outcome)
		return;
	if (strcmp(plot->outcome, "cin") == 0)
		plot_in_need(stage->story, end + 3);
	else if (strcmp(plot->outcome, "cp") == 0)
		plot_protection(stage->story, end - 20);
}

/* Brothers and sisters go the same way on the same days. */
static bool cast_family(struct stage *stage, const struct assessment_plot *plot, int children)
{
	struct dice dice = dice_for(stage->seed, (uint64_t)stage->number + 1000003);
	const char *surname = demo_surname(&dice);
	int64_t first = stage->number + 1;

	for (int i = 0; i < children; i++) {
		begin(stage);
		if (children > 1) {
			struct story *story = stage->story;

			demo_name(&story->dice, false, surname, story->name, sizeof(story->name));
			snprintf(story->family, sizeof(story->family), "F-%06lld", (long long)first);
		}
		plot_assessment(stage->story, plot);
		tell_life(stage, plot);
		if (!finish(stage))
			return false;
	}
	return true;
}

static bool cast_waiting(struct stage *stage)
{
	for (int i = 0; i < 24; i++) {
		struct assessment_plot plot = {
			.started = calendar_add(calendar_of(stage), stage->today, -(i % 4)),
			.team = 1 + (i % 4 == 3),
			.waits = i % 5 == 2 ? (enum waiting)(1 + i / 5 % 3) : WAITS};

		if (!cast_family(stage, &plot, i % 8 == 5 ? 3 : 1))
			return false;
	}
	return true;
}

static bool cast_running(struct stage *stage)
{
	struct dice dice = dice_for(stage->seed, 77);

	for (int i = 0; i < 170; i++) {
		/* One on each working day from 1 to 60, and the rest as they come. */
		int age = i < 60 ? i + 1 : dice_between(&dice, 1, 44);
		struct assessment_plot plot = {.started =
						       calendar_add(calendar_of(stage), stage->today, -age),
					       .team = 1 + i % 2,
					       .allocated = true,
					       .actions = dice_chance(&dice, 40)};

		if (age > 18 && dice_chance(&dice, 80))
			plot.day25 = dice_between(&dice, 17, 27);
		if (!cast_family(stage, &plot, i % 9 == 4 ? 3 : i % 11 == 7 ? 2 : 1))
			return false;
	}
	return true;
}

/* Assessed and still open, with a plan; then those whose case was closed over the year. */
static bool cast_done(struct stage *stage, int n, bool closed)
{
	struct dice dice = dice_for(stage->seed, closed ? 79 : 78);

	for (int i = 0; i < n; i++) {
		int back = closed ? dice_between(&dice, 48, 245) : dice_between(&dice, 46, 110);
		int ends = dice_chance(&dice, 84) ? dice_between(&dice, 26, 45) : dice_between(&dice, 46, 47);
		struct assessment_plot plot = {
			.started = calendar_add(calendar_of(stage), stage->today, -back),
			.ends = ends,
			.day25 = dice_chance(&dice, 85) ? dice_between(&dice, 16, 25) : 0,
			.team = 1 + i % 2,
			.allocated = true,
			.closed = closed,
			.actions = !closed,
			.outcome = closed ? NULL : i % 5 < 3 ? "cin" : "cp"};

		if (!cast_family(stage, &plot, i % 10 == 3 ? 3 : 1))
			return false;
	}
	return true;
}

/* In care and out of it again; some went missing this week. */
static bool cast_care(struct stage *stage)
{
	static const struct {
		int days_ago, hours_away, interview_after;
	} missing[] = {{1, 9, 0}, {3, 14, 0}, {4, 30, 40}, {6, 5, 0}, {9, 20, 90}};
	struct dice dice = dice_for(stage->seed, 80);

	for (size_t i = 0; i < 16; i++) {
		begin(stage);
		plot_care(stage->story, stage->today - dice_between(&dice, 6, 500), 1 + (int)i % 2);
		if (i < sizeof missing / sizeof *missing)
			plot_missing(stage->story, missing[i].days_ago, missing[i].hours_away,
				     missing[i].interview_after);
		if (!finish(stage))
			return false;
	}
	for (int i = 0; i < 10; i++) {
		begin(stage);
		plot_leaver(stage->story, stage->today - dice_between(&dice, 40, 700), 2);
		if (!finish(stage))
			return false;
	}
	return true;
}

/* A year of contacts that went no further. */
static bool cast_past_contacts(struct stage *stage, int n)
{
	static const char *const outcomes[] = {"nfa", "advice", "early_help", "nfa", "linked"};
	const struct field_pair reason[] = {{"reason", "Contact concluded"}, {NULL, NULL}};

	for (int i = 0; i < n; i++) {
		struct story *story = stage->story;
		struct contact_plot plot = {.directed = true};
		bool amber;

		begin(stage);
		amber = dice_chance(&story->dice, 40);
		plot.rating = amber ? "amber" : "green";
		plot.at = story_any_time(story, stage->today - dice_between(&story->dice, 5, 364));
		plot.rated_after = dice_between(&story->dice, 8, 90);
		plot.directed = dice_chance(&story->dice, 88);
		plot.outcome = outcomes[dice_below(&story->dice, 5)];
		plot.decided = plot.at + dice_between(&story->dice, 120, amber ? 26 * 60 : 76 * 60) * MINUTE;
		plot_contact(story, &plot);
		story_tell(story, &(struct telling){
					  .kind = "case.closed",
					  .at = plot.decided + HOUR,
					  .fields = reason,
					  .by = demo_pick(story->staff, &story->dice, 0, "manager")->name});
		if (!finish(stage))
			return false;
	}
	return true;
}

bool plot_authority(struct story *story, uint64_t seed,
		    bool (*each)(void *arg, struct story *story, struct error *err), void *arg,
		    struct error *err)
{
	struct stage stage = {.story = story,
			      .seed = seed,
			      .number = 100,
			      .each = each,
			      .arg = arg,
			      .err = err,
			      .today = zone_day(story->desk->zone, story->desk->now)};

	return cast_hard(&stage) && cast_yesterday(&stage) && cast_today(&stage) && cast_green(&stage) &&
	       cast_waiting(&stage) && cast_running(&stage) && cast_done(&stage, 40, false) &&
	       cast_done(&stage, 130, true) && cast_care(&stage) && cast_past_contacts(&stage, 320);
}
