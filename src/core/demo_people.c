#include "config.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "clock/civil.h"
#include "core/demo_story.h"
#include "store/people.h"

const char *const demo_teams[DEMO_TEAMS] = {"MASH", "R&A North", "R&A South"};

/* Who works there: so many of a kind. */
static const struct {
	int team, n;
	const char *role, *kind;
	bool carries;
	int capacity;
	int left; /* days ago; 0: is here */
} posts[] = {
	{0, 1, "manager", "permanent", false, -1, 0}, /* the hub's manager first: her rating and direction */
	{0, 1, "manager", "permanent", false, -1, 0},
	{0, 4, "duty", "permanent", true, 25, 0},
	{0, 1, "duty", "agency", true, 25, 0},
	{1, 1, "manager", "permanent", false, -1, 0},
	{1, 2, "manager", "permanent", false, -1, 0},
	{1, 5, "practitioner", "permanent", true, 18, 0},
	{1, 2, "practitioner", "agency", true, 18, 0},
	{1, 1, "practitioner", "agency", true, 18, 4},
	{1, 2, "practitioner", "newly qualified", true, 12, 0},
	{1, 1, "practitioner", "student", true, 3, 0},
	{2, 1, "manager", "permanent", false, -1, 0},
	{2, 2, "manager", "permanent", false, -1, 0},
	{2, 6, "practitioner", "permanent", true, 18, 0},
	{2, 2, "practitioner", "newly qualified", true, 12, 0},
	{2, 1, "practitioner", "student", true, 3, 0},
	{-1, 2, "chair", "permanent", false, -1, 0},
	{-1, 2, "business", "permanent", false, -1, 0},
	{-1, 1, "reader", "permanent", false, -1, 0},
	{-1, 1, "auditor", "permanent", false, -1, 0},
	{-1, 1, "records", "permanent", false, -1, 0},
	{-1, 1, "accounts", "permanent", false, -1, 0},
};

static const char *const first_names[] = {
	"Sam",    "Alex",    "Jo",     "Robin",  "Pat",   "Kim",    "Chris",  "Lee",   "Nicky",   "Ashley",
	"Morgan", "Jamie",   "Terry",  "Leslie", "Dana",  "Jordan", "Casey",  "Rowan", "Frankie", "Sandy",
	"Bobbie", "Charlie", "Drew",   "Eden",   "Glenn", "Harper", "Jess",   "Kerry", "Lindsay", "Max",
	"Noel",   "Ray",     "Shelby", "Toni",   "Val",   "Wren",   "Billie", "Corin", "Devon",   "Evelyn",
};

static bool is_taken(const struct demo_staff *staff, const char *login)
{
	for (size_t i = 0; i < staff->n; i++)
		if (strcmp(staff->people[i].login, login) == 0)
			return true;
	return false;
}

static void name_person(struct demo_staff *staff, struct dice *dice, struct demo_person *person)
{
	int n = (int)staff->n % (int)(sizeof(first_names) / sizeof(first_names[0]));
	const char *surname;
	char *to;

	do {
		surname = demo_surname(dice);
		snprintf(person->name, sizeof(person->name), "%s %s", first_names[n], surname);
		to = person->login;
		*to++ = (char)tolower((unsigned char)first_names[n][0]);
		for (; *surname && to < person->login + sizeof(person->login) - 1; surname++)
			if (isalpha((unsigned char)*surname))
				*to++ = (char)tolower((unsigned char)*surname);
		*to = '\0';
	} while (is_taken(staff, person->login));
}

static bool put_person(struct desk *desk, struct dice *dice, const struct demo_person *person,
		       struct error *err)
{
	char id[ID_SIZE];
	int32_t today = zone_day(desk->zone, desk->now);
	bool part = dice_chance(dice, 20);
	struct person_row row = {
		.id = id,
		.name = person->name,
		.login = person->login,
		.uid = -1,
		.role = person->role,
		.team = person->team < 0 ? NULL : demo_teams[person->team],
		.kind = person->kind,
		.fte = part ? 0.6 : 1.0,
		.capacity = part && person->capacity > 0 ? person->capacity * 6 / 10 : person->capacity,
		.from = today - (strcmp(person->kind, "newly qualified") == 0 ? dice_between(dice, 20, 150)
			: dice_between(dice, 400, 3000)),
		.to = person->left ? today - person->left : CIVIL_NONE,
		.active = true,
	};
	struct absence_row away = {.person = id};

	dice_id(dice, zone_first(desk->zone, row.from) * 1000, id);
	if (!person_put(desk->store, &row, err))
		return false;
	if (!dice_chance(dice, 25))
		return true;
	away.from = today + dice_between(dice, -3, 10);
	away.to = away.from + dice_between(dice, 2, 12);
	return absence_put(desk->store, &away, err);
}

static bool put_teams(struct desk *desk, struct dice *dice, struct error *err)
{
	for (int i = 0; i < DEMO_TEAMS; i++) {
		char id[ID_SIZE];
		struct team_row row = {.id = id, .name = demo_teams[i], .active = true};

		dice_id(dice, desk->now * 1000, id);
		if (!team_put(desk->store, &row, err))
			return false;
	}
	return true;
}

bool demo_people(struct desk *desk, uint64_t seed, struct demo_staff *staff, struct error *err)
{
	struct dice dice = dice_for(seed, UINT64_MAX);

	staff->n = 0;
	if (!put_teams(desk, &dice, err))
		return false;
	for (size_t i = 0; i < sizeof(posts) / sizeof(posts[0]); i++) {
		for (int k = 0; k < posts[i].n; k++) {
			struct demo_person *person = &staff->people[staff->n];

			*person = (struct demo_person){.role = posts[i].role,
						       .kind = posts[i].kind,
						       .team = posts[i].team,
						       .carries = posts[i].carries,
						       .capacity = posts[i].capacity,
						       .left = posts[i].left};
			name_person(staff, &dice, person);
			if (!put_person(desk, &dice, person, err))
				return false;
			staff->n++;
		}
	}
	return true;
}

const struct demo_person *demo_pick(const struct demo_staff *staff, struct dice *dice, int team,
				    const char *role)
{
	const struct demo_person *fitting[64];
	int n = 0;

	for (size_t i = 0; i < staff->n; i++) {
		const struct demo_person *person = &staff->people[i];

		if (person->team == team && (role ? strcmp(person->role, role) == 0 : person->carries))
			fitting[n++] = person;
	}
	return n ? fitting[dice_below(dice, n)] : &staff->people[0];
}
