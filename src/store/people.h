/* People, teams, absences, sessions, drafts. Functions that write need an open transaction. */
#ifndef STORE_PEOPLE_H
#define STORE_PEOPLE_H

#include "store/rows.h"
#include "store/store.h"

typedef bool person_each(void *arg, const struct person_row *row);	/* false stops */
typedef bool team_each(void *arg, const struct team_row *row);
typedef bool absence_each(void *arg, const struct absence_row *row);
typedef bool draft_each(void *arg, const struct draft_row *row);
typedef bool session_each(void *arg, const struct session_row *row);

/* Adds, or changes by id; a login that another has is refused. */
bool person_put(struct store *store, const struct person_row *row, struct error *err);
bool person_all(struct store *store, person_each *each, void *arg, struct error *err);	/* by name */

typedef bool person_name_each(void *arg, const char *name, const char *login, const char *team);
/* Who is at work on a day, in no order that means anything; login and team may be NULL. */
bool person_at_work(struct store *store, int32_t day, person_name_each *each, void *arg, struct error *err);
/* By login, or by uid when login is NULL, or by name (exact) when both are not given. */
bool person_find(struct store *store, const char *login, int64_t uid, const char *name, person_each *each, void *arg,
		 bool *found, struct error *err);

/* Adds, or changes by id; a name that another has is refused. */
bool team_put(struct store *store, const struct team_row *row, struct error *err);
bool team_all(struct store *store, team_each *each, void *arg, struct error *err);	/* by name */
bool team_find(struct store *store, const char *name, team_each *each, void *arg, bool *found, struct error *err);

/* By person and first day; an absence that is there gets the new last day. */
bool absence_put(struct store *store, const struct absence_row *row, struct error *err);
/* By person and first day. */
bool absence_all(struct store *store, absence_each *each, void *arg, struct error *err);

bool draft_put(struct store *store, const struct draft_row *row, struct error *err);	/* by owner, form, subject */
bool draft_drop(struct store *store, const char *owner, const char *form, const char *subject, struct error *err);
/* Of one owner, by form and subject. */
bool draft_of(struct store *store, const char *owner, draft_each *each, void *arg, struct error *err);

/* Adds, or sets `last` of the one of that id. */
bool session_put(struct store *store, const struct session_row *row, struct error *err);

/* Forgets it; one that is not there is no failure. */
bool session_end(struct store *store, const char *id, struct error *err);

/* All that have not ended, dead ones too, by id. */
bool session_all(struct store *store, session_each *each, void *arg, struct error *err);

#endif
