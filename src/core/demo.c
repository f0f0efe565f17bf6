#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/demo.h"
#include "core/demo_story.h"
#include "core/subject.h"
#include "core/week.h"

enum { BULK = 50000, STEP = 200, ABOUT = 950, DAYS = 6, MINUTE = 60 };

struct filling {
	struct desk *desk;
	struct story story;
	struct demo_staff staff;
	int64_t done, of, in_transaction;
	bool (*progress)(void *arg, int64_t done, int64_t of);
	void *arg;
};

/* Commits now and then, so that neither memory nor the journal grow with the number of cases. */
static bool breathe(struct filling *filling, struct error *err)
{
	bool unknown;

	filling->done++;
	if (filling->progress && filling->done % STEP == 0 &&
	    !filling->progress(filling->arg, filling->done, filling->of))
		return error_set(err, ERROR_INPUT,
				 _("%s: interrupted; the file holds only a part of the authority"),
				 store_path(filling->desk->store));
	if (++filling->in_transaction < BULK)
		return true;
	filling->in_transaction = 0;
	return store_commit(filling->desk->store, &unknown, err) && store_begin(filling->desk->store, err);
}

static bool write_story(void *arg, struct story *story, struct error *err)
{
	return story_write(story, err) && breathe(arg, err);
}

/* ---- as many open contacts as were asked for ---- */

static bool bulk(struct filling *filling, uint64_t seed, int64_t cases, struct error *err)
{
	static const char *const ratings[] = {"green", "green", "green", "amber", "amber", NULL};
	struct story *story = &filling->story;
	int64_t span = (int64_t)DAYS * 24 * 60;

	for (int64_t i = 0; i < cases; i++) {
		char born[CIVIL_SIZE];
		int64_t at;
		struct field_pair fields[] = {
			{"name", story->name}, {"date_of_birth", born}, {"team", demo_teams[0]},
			{"worker", NULL},      {"source", "police"},    {"rating", NULL},
			{NULL, NULL}};

		story_begin(story, seed, i + 1);
		story->tick = filling->desk->now * 1000 - cases + i;
		/* References grow as contacts come in, a little out of order. */
		at = filling->desk->now - span * MINUTE +
		     (int64_t)((double)i / (double)cases * (double)(span * MINUTE)) -
		     dice_below(&story->dice, 90) * MINUTE - 1;
		civil_iso(story->born, born);
		fields[5].value = ratings[dice_below(&story->dice, 6)];
		if (dice_chance(&story->dice, 60))
			fields[3].value = demo_pick(&filling->staff, &story->dice, 0, NULL)->name;
		dice_id(&story->dice, story->tick, story->contact);
		story_tell(story, &(struct telling){.kind = "contact.received",
						    .about = story->contact,
						    .about_type = "contact",
						    .opens = true,
						    .at = at,
						    .fields = fields});
		if (!write_story(filling, story, err))
			return false;
	}
	return true;
}

/* ---- the whole ---- */

/* The authority has worked with it for years: nothing is excused as from before going live. */
static bool set_live(struct desk *desk, struct error *err)
{
	char day[CIVIL_SIZE];

	civil_iso(zone_day(desk->zone, desk->now) - 3 * 365, day);
	if (!meta_set(desk->store, "live_from", day, err))
		return false;
	desk->inner->practice_changes = -1;
	desk->inner->practice_version = -1;
	return desk_practice(desk, err) != NULL;
}

static bool fill(struct filling *filling, const struct demo_options *options, struct error *err)
{
	struct desk *desk = filling->desk;
	struct desk_line line = {.what = "demo", .object = "file"};

	if (!set_live(desk, err) || !demo_people(desk, options->seed, &filling->staff, err))
		return false;
	filling->story.file = file_new(desk->practice);
	if (options->cases > 0)
		return bulk(filling, options->seed, options->cases, err) && subjects_keep(desk, false, err) &&
		       desk_audit(desk, &line, err);
	return plot_authority(&filling->story, options->seed, write_story, filling, err) &&
	       demo_tell_teams(desk, options->seed, err) && week_plan_demo(desk, err) &&
	       desk_audit(desk, &line, err);
}

bool demo_fill(struct desk *desk, const struct demo_options *options,
	       bool (*progress)(void *arg, int64_t done, int64_t of), void *arg, struct error *err)
{
	struct filling *filling;
	bool unknown, ok;

	if (!desk->rehearsing)
		return error_set(err, ERROR_DENIED,
				 _("demo: only a file that was made for it is filled with invented people"));
	if (!desk_practice(desk, err))
		return false;
	store_bulk(desk->store, PAGES_MANY);
	if (!store_begin(desk->store, err)) {
		store_bulk(desk->store, PAGES_FEW);
		return false;
	}
	filling = mem_new(sizeof(*filling));
	*filling = (struct filling){.desk = desk,
				    .progress = progress,
				    .arg = arg,
				    .of = options->cases > 0 ? options->cases : ABOUT};
	filling->story.desk = desk;
	filling->story.staff = &filling->staff;
	ok = fill(filling, options, err);
	if (ok)
		ok = store_commit(desk->store, &unknown, err);
	else
		store_rollback(desk->store);
	store_bulk(desk->store, PAGES_FEW);
	file_free(filling->story.file);
	pool_done(&filling->story.pool);
	free(filling);
	return ok;
}
