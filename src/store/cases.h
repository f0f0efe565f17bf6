/* Cases and families. Functions that write need an open transaction. */
#ifndef STORE_CASES_H
#define STORE_CASES_H

#include <stddef.h>
#include "store/rows.h"
#include "store/store.h"

typedef bool case_each(void *arg, const struct case_row *row);	/* false stops */

/* A new id and a new reference, else it is refused. A row with a subject is counted and found by name as
 * no child; the subject of a row never changes. */
bool case_add(struct store *store, const struct case_row *row, struct error *err);

/* Writes all but id and version where version still is row->version; *conflict (never NULL) is
 * true, and nothing was written, when someone else was faster. */
bool case_update(struct store *store, const struct case_row *row, bool *conflict, struct error *err);

/* Calls each once or not at all; *found (never NULL) says which. */
bool case_by_reference(struct store *store, const char *reference, case_each *each, void *arg, bool *found,
		       struct error *err);
/* As case_by_reference. */
bool case_by_id(struct store *store, const char *id, case_each *each, void *arg, bool *found, struct error *err);

/* All cases by reference, from after `after` (NULL: the first). */
bool case_all(struct store *store, const char *after, case_each *each, void *arg, struct error *err);
/* By the id of the family, in order of reference. */
bool case_of_family(struct store *store, const char *family, case_each *each, void *arg, struct error *err);
/* The records that are no child's, by subject and reference. */
bool case_subjects(struct store *store, case_each *each, void *arg, struct error *err);
/* Those with attention set, by reference. */
bool case_needing_attention(struct store *store, case_each *each, void *arg, struct error *err);

/* Cases whose folded text holds every one of the n >= 1 words (folded, as they are typed, no
 * patterns), by folded text. Reads one narrow index from end to end, 0.1 us a case, and a whole row
 * only where the longest word is found; to see which clocks few cases have, ask clock_of_case. */
bool case_search(struct store *store, const char *const *words, size_t n, case_each *each, void *arg,
		 struct error *err);

/* Kept counts: no rows are read. */
bool case_count(struct store *store, int64_t *open, int64_t *all, struct error *err);

/* The family of that name (an extract's own key), made when new; id has ID_SIZE bytes. */
bool family_ensure(struct store *store, const char *name, int64_t now_ms, char *id, struct error *err);

#endif
