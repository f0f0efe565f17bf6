/* The people and teams that a form offers where one is to be named. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/desk_inner.h"
#include "core/form.h"
#include "core/form_inner.h"
#include "core/person.h"
#include "core/pool.h"

struct gathering {
	struct pool *pool;
	struct form_choice *items;
	size_t n, room;
	int32_t today;
};

static void add(struct gathering *gathering, const char *name, const char *meaning)
{
	mem_grow(&gathering->items, gathering->n, &gathering->room, sizeof(*gathering->items));
	gathering->items[gathering->n++] = (struct form_choice){
		pool_text(gathering->pool, name), pool_text(gathering->pool, name),
		pool_text(gathering->pool, meaning),
	};
}

/* The login stands beside the name: both can be typed. */
static bool add_person(void *arg, const struct person_row *row)
{
	struct gathering *gathering = arg;
	struct str_buf meaning = { 0 };

	if (!person_works(row, gathering->today))
		return true;
	if (row->login)
		str_add(&meaning, row->login);
	if (row->team)
		str_addf(&meaning, "%s%s", meaning.n ? ", " : "", row->team);
	add(gathering, row->name, meaning.text);
	str_done(&meaning);
	return true;
}

static bool add_team(void *arg, const struct team_row *row)
{
	if (row->active)
		add(arg, row->name, NULL);
	return true;
}

static void hand_over(struct gathering *gathering, struct form_choice **choices, size_t *n)
{
	*choices = pool_array(gathering->pool, gathering->n, sizeof(**choices));
	if (gathering->n)
		memcpy(*choices, gathering->items, gathering->n * sizeof(**choices));
	*n = gathering->n;
	free(gathering->items);
}

bool form_people(struct desk *desk, struct pool *pool, struct form_choice **choices, size_t *n,
		 struct error *err)
{
	struct gathering gathering = { .pool = pool, .today = zone_day(desk->zone, desk->now) };
	bool ok = person_all(desk->store, add_person, &gathering, err);

	hand_over(&gathering, choices, n);
	return ok;
}

bool form_teams(struct desk *desk, struct pool *pool, struct form_choice **choices, size_t *n,
		struct error *err)
{
	struct gathering gathering = { .pool = pool };
	bool ok = team_all(desk->store, add_team, &gathering, err);

	hand_over(&gathering, choices, n);
	return ok;
}
