#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/person.h"
#include "core/pool.h"
#include "core/supervise.h"
#include "store/board.h"
#include "store/people.h"

struct off {
	char *id, *name, *team;
	bool left;
	int32_t from, to;
};

struct finding {
	struct desk *desk;
	struct pool pool;
	const char *team;
	int32_t today;
	struct off *people; /* all who are off, of any team: none of them covers anybody */
	size_t n, room;
	const char **references; /* of one of them: not covered */
	size_t n_references, room_references;
	struct away_count *count;
};

/* ---- who is off ---- */

static bool keep_person(void *arg, const struct person_row *row)
{
	struct finding *finding = arg;
	bool works = person_works(row, finding->today);

	if (!works && row->from != CIVIL_NONE && row->from > finding->today)
		return true;
	mem_grow(&finding->people, finding->n, &finding->room, sizeof(*finding->people));
	finding->people[finding->n++] = (struct off){
		.id = pool_text(&finding->pool, row->id),
		.name = pool_text(&finding->pool, row->name),
		.team = pool_text(&finding->pool, row->team),
		.left = !works,
		.from = works || row->to == CIVIL_NONE ? CIVIL_NONE : row->to + 1,
		.to = CIVIL_NONE,
	};
	return true;
}

struct absence_today {
	struct off *person;
	int32_t today;
};

static bool see_absence(void *arg, const struct absence_row *row)
{
	struct absence_today *see = arg;

	if (row->from > see->today || (row->to != CIVIL_NONE && row->to < see->today))
		return true;
	see->person->from = row->from;
	see->person->to = row->to;
	return false;
}

static bool find_people(struct finding *finding, struct error *err)
{
	size_t n = 0;

	if (!person_all(finding->desk->store, keep_person, finding, err))
		return false;
	for (size_t i = 0; i < finding->n; i++) {
		struct off person = finding->people[i];
		struct absence_today see = {&person, finding->today};

		if (!person.left &&
		    !board_absences(finding->desk->store, person.id, finding->today, see_absence, &see, err))
			return false;
		if (person.left || person.from != CIVIL_NONE)
			finding->people[n++] = person;
	}
	finding->n = n;
	return true;
}

static bool is_off(const struct finding *finding, const char *name)
{
	for (size_t i = 0; i < finding->n; i++)
		if (strcmp(finding->people[i].name, name) == 0)
			return true;
	return false;
}

/* ---- what nobody covers ---- */

/* Somebody on duty holds it, or a second worker has it, and they are at work. */
static bool is_covered(const struct finding *finding, const struct case_row *row)
{
	return (row->held_by && *row->held_by && !is_off(finding, row->held_by)) ||
	       (row->joint && *row->joint && !is_off(finding, row->joint));
}

static bool keep_case(void *arg, const struct case_row *row)
{
	struct finding *finding = arg;

	if (row->subject)
		return true;
	finding->count->cases++;
	if (is_covered(finding, row))
		return true;
	finding->count->uncovered++;
	mem_grow(&finding->references, finding->n_references, &finding->room_references, sizeof(*finding->references));
	finding->references[finding->n_references++] = pool_text(&finding->pool, row->reference);
	return true;
}

/* In pieces, since a sitting has an end. */
static bool tell(const struct finding *finding, const struct off *person,
		 bool (*each)(void *arg, const struct away_case *row), void *arg, struct error *err)
{
	bool go_on = true;

	for (size_t from = 0; from < finding->n_references && go_on; from += SITTING_MOST) {
		size_t left = finding->n_references - from, n = left < SITTING_MOST ? left : SITTING_MOST;
		struct sitting *sitting = sitting_over(finding->desk, finding->references + from, n, err);

		if (!sitting)
			return false;
		for (size_t i = 0; i < sitting->n && go_on; i++)
			go_on = each(arg, &(struct away_case){.worker = person->name,
							      .team = person->team,
							      .left = person->left,
							      .from = person->from,
							      .to = person->to,
							      .what = &sitting->cases[i]});
		sitting_free(sitting);
	}
	return true;
}

static bool look_at(struct finding *finding, const struct off *person,
		    bool (*each)(void *arg, const struct away_case *row), void *arg, struct error *err)
{
	int64_t before = finding->count->cases;

	if (finding->team && !str_same(person->team, finding->team))
		return true;
	finding->n_references = 0;
	if (!board_cases(finding->desk->store, NULL, person->name, keep_case, finding, err))
		return false;
	finding->count->workers += finding->count->cases > before;
	return tell(finding, person, each, arg, err);
}

bool supervise_away(struct desk *desk, const char *team, bool (*each)(void *arg, const struct away_case *row),
		    void *arg, struct away_count *count, struct error *err)
{
	struct finding finding = {.desk = desk, .today = zone_day(desk->zone, desk->now), .count = count};
	char *known = NULL;
	bool ok = desk_practice(desk, err) && desk_at_present(desk, "supervise", err) &&
		  desk_may(desk, "view", NULL, NULL, err) && (!team || team_name(desk->store, team, &known, err));

	*count = (struct away_count){0};
	finding.team = known;
	if (ok && team && !known)
		ok = error_set(err, ERROR_INPUT, _("%s: no such team"), team);
	ok = ok && find_people(&finding, err);
	for (size_t i = 0; ok && i < finding.n; i++)
		ok = look_at(&finding, &finding.people[i], each, arg, err);
	free(finding.people);
	free(finding.references);
	free(known);
	pool_done(&finding.pool);
	return ok;
}
