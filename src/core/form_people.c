/* The people and teams that a form offers where one is to be named. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/desk_inner.h"
#include "core/form.h"
#include "core/form_inner.h"
#include "core/pool.h"
#include "store/people.h"

struct gathering {
	struct pool *pool;
	struct form_choice *items;
	size_t n, room;
};

static void add(struct gathering *gathering, const char *name, const char *meaning)
{
	const char *kept = pool_text(gathering->pool, name);

	mem_grow(&gathering->items, gathering->n, &gathering->room, sizeof(*gathering->items));
	gathering->items[gathering->n++] = (struct form_choice){ kept, kept, pool_text(gathering->pool, meaning) };
}

/* The login stands beside the name: both can be typed. */
static bool add_person(void *arg, const char *name, const char *login, const char *team)
{
	struct str_buf meaning = { 0 };

	if (login)
		str_add(&meaning, login);
	if (login && team)
		str_add(&meaning, ", ");
	if (team)
		str_add(&meaning, team);
	add(arg, name, meaning.text);
	str_done(&meaning);
	return true;
}

static int by_name(const void *a, const void *b)
{
	const struct form_choice *x = a, *y = b;
	int order = strcmp(x->code, y->code);

	return order ? order : strcmp(x->meaning ? x->meaning : "", y->meaning ? y->meaning : "");
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
	struct gathering gathering = { .pool = pool };
	bool ok = person_at_work(desk->store, zone_day(desk->zone, desk->now), add_person, &gathering, err);

	if (gathering.n > 1)
		qsort(gathering.items, gathering.n, sizeof(*gathering.items), by_name);
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
