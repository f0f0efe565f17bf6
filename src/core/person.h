/* A person's row taken out of the file, and finding one by what people type. Core's own. */
#ifndef CORE_PERSON_H
#define CORE_PERSON_H

#include "policy/policy.h"
#include "store/people.h"

struct person_copy {
	struct person_row row;	/* its texts are those below */
	char *id, *name, *login, *role, *team, *kind;
};

/* Makes copy one of the row, texts of its own; what it held before is not released. Owned: person_copy_done. */
void person_copy_take(struct person_copy *copy, const struct person_row *row);

/* The one of that login; or by uid where login is NULL; or of that name where both are not given
 * (uid -1). *found false leaves an empty copy. person_copy_done is safe in either case. */
bool person_get(struct store *store, const char *login, int64_t uid, const char *name,
		struct person_copy *copy, bool *found, struct error *err);

/* By login, else by name. */
bool person_who(struct store *store, const char *who, struct person_copy *copy, bool *found,
		struct error *err);

/* False when inactive, not yet here or left on that date. */
bool person_works(const struct person_row *row, int32_t day);

/* True when the role may record any kind of event of the policy: without that nobody can work on a case. */
bool person_role_holds(const struct policy *policy, const char *role);

/* Releases the texts; copy is empty afterwards. */
void person_copy_done(struct person_copy *copy);

/* The team of that name, letters' case aside: its name as it is written (owned), NULL when not known. */
bool team_name(struct store *store, const char *name, char **out, struct error *err);

#endif
