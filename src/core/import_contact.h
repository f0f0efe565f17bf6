/* One row of `import contacts`, and what it makes: core's own. */
#ifndef CORE_IMPORT_CONTACT_H
#define CORE_IMPORT_CONTACT_H

#include "core/file_inner.h"
#include "core/import_inner.h"

enum contact_column {
	COLUMN_REFERENCE,
	COLUMN_RECEIVED,
	COLUMN_NAME,
	COLUMN_BORN,
	COLUMN_SOURCE,
	COLUMN_RATING,
	COLUMN_RATED,
	COLUMN_DIRECTION,
	COLUMN_STRATEGY,
	COLUMN_DECIDED,
	COLUMN_OUTCOME,
	COLUMN_TEAM,
	COLUMN_WORKER,
	COLUMN_FAMILY,
};

/* The same, read. Texts live in the run's pool; "" or INSTANT_NONE where the cell is empty. */
struct contact {
	const char *reference, *name, *source, *rating, *outcome, *family;
	const char *team, *worker; /* as they are written in the file of cases; NULL: none */
	int32_t born;
	struct moment received, rated, direction, strategy, decided;
	char about[ID_SIZE]; /* of a contact that is new */
};

/* Kinds and fields that a row is made into, looked up once. */
struct contact_kinds {
	const struct policy_kind *received, *rated, *directed, *strategy, *decided, *allocated;
	const struct policy_field *source, *rating, *outcome;
	const char *about_type;
};

/* The events of one row, in no order; the ids are made from what they say. */
enum { CONTACT_EVENTS = 8 };
struct contact_events {
	struct event_row rows[CONTACT_EVENTS];
	size_t n;
	const char *replaces; /* the next one stands in the place of this event; NULL: of none */
};

struct contact_key;

/* What lives as long as the import. */
struct contacts {
	struct contact_kinds kinds;
	struct file *fresh;       /* used again for each new case */
	struct contact_key *seen; /* the contacts of this file, by hash; slots is a power of two */
	size_t n_seen, slots;
};

/* Adds an event. salt tells apart events that would otherwise have one id. */
void contact_add(struct import_run *run, struct contact_events *events, const struct policy_kind *kind,
		 const char *about, struct moment when, struct field_pair *pairs, size_t n, const char *salt);

/* The contact's own event with everything the row says of it. */
void contact_add_received(struct import_run *run, struct contact_events *events,
			  const struct contact *contact, const char *about);

/* The rating with its time, the direction, the strategy discussion, the decision: those that the row
 * has. */
void contact_add_rated(struct import_run *run, struct contact_events *events, const struct contact *contact,
		       const char *about, struct moment when);
/* Nothing when the row has no time of a decision. */
void contact_add_outcome(struct import_run *run, struct contact_events *events, const struct contact *contact,
			 const char *about);
/* An event without fields; nothing when `when` is empty. */
void contact_add_plain(struct import_run *run, struct contact_events *events, const struct policy_kind *kind,
		       const char *about, struct moment when);

/* What the row adds to a case that is on record (import_merge.c): fills events, and says whether the
 * contact itself is new. False when the row was refused. */
bool contact_merge(struct import_run *run, const struct contact *contact, const struct file *file,
		   struct contact_events *events, bool *fresh);

#endif
