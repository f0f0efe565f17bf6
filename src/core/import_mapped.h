/* An extract that is read by a map: what its rows say, gathered for each child. Core's own. */
#ifndef CORE_IMPORT_MAPPED_H
#define CORE_IMPORT_MAPPED_H

#include "base/frame.h"
#include "core/file.h"
#include "core/import_inner.h"

enum { OWN_NAME, OWN_BORN, OWN_FAMILY, OWN_TEAM, OWN_WORKER, OWN_FIELDS };

/* One row that was taken up, until it is known what it came to. */
struct mapped_row {
	size_t list_at;		/* among the report's lists */
	int64_t line;
	int fresh, changed;	/* of its events */
	bool refused;
	struct mapped_row *next;
};

/* One event that a row says. */
struct mapped_event {
	const struct policy_kind *kind;
	const char *about, *type;	/* NULL: the child as a whole */
	const char *out_of;
	bool restated;		/* says only who the child is, of an event on record */
	bool single;		/* what it concerns has columns of its own: it opens and closes once */
	struct moment when;
	struct field_pair *pairs;	/* room for OWN_FIELDS more */
	size_t n_pairs;
	struct mapped_row *row;
	struct mapped_event *next;
};

/* A child of the extract, with all that was read of it and is not yet put. */
struct mapped_child {
	const char *reference;
	const char *own[OWN_FIELDS];	/* the last that any row says; NULL: none does */
	struct mapped_event *first, **end;
	struct mapped_row *row; /* that named it first; NULL where that is counted already */
	bool put;		/* something of it had a date, and was put */
	struct mapped_child *next, *same_slot;
};

/* What a kind of record makes, as the file's map says. */
struct mapped_kind {
	const struct policy_kind *kind; /* NULL: the child's own */
	char **names, **headings;       /* of its values */
	int *own;                       /* which of the child's own it is, -1 none */
	size_t n;
};

struct mapped_list {
	struct mapped_kind *kinds;
	size_t n, room;
	size_t report; /* place among the report's lists */
};

/* Each event has first: reference, at, about, out of. */
enum { MAPPED_SLOTS = 1 << 14, MAPPED_FIXED = 4 };

/* A code that the policy does not list: kept as it is, and told at the end. */
struct mapped_code {
	char *heading, *value;
	int64_t n; /* rows */
	int64_t row; /* the last of them, counted over all lists: it may say several events of it */
	bool decides; /* a deadline depends on it */
};

enum { MAPPED_CODES = 30 };

struct mapped {
	struct import_run run;
	struct import_lists *lists;
	struct mapped_list *items; /* of the file that is read */
	size_t n, room;
	struct mapped_child *slots[MAPPED_SLOTS], *first, **end;
	struct mapped_row *rows, **rows_end, *row;
	size_t n_children, n_records;
	const char *own[OWN_FIELDS]; /* what the row says of its child */
	struct str_buf missing, unkept, name;
	struct mapped_code codes[MAPPED_CODES];
	size_t n_codes;
	int64_t more_codes;  /* those that found no place there */
	int64_t n_silent;    /* children of whom nothing has a date */
	int n_missing;
	size_t at, of; /* files */
	unsigned thousandths; /* of the file that is read */
	int64_t frames;
};

/* Tells at the end what of the extract was not kept, or not understood. */
void mapped_tell_rest(struct mapped *mapped);
void mapped_rest_done(struct mapped *mapped); /* releases what it was told from */
/* Counts a code that the policy does not list. */
void mapped_unlisted(struct mapped *mapped, const struct policy_kind *kind, const struct policy_field *field,
		     const char *heading, const char *value);

/* Takes up a FRAME_RECORD of the row that has begun. False only when nothing can go on. */
bool mapped_record(struct mapped *mapped, const struct frame *frame, struct error *err);

/* The child of that reference, found or made. */
struct mapped_child *mapped_child_named(struct mapped *mapped, struct str_view reference);

/* Puts what is known of one child into the file of cases. False only when nothing can go on. */
bool mapped_put(struct import_run *run, struct mapped_child *child, struct error *err);

/* Settles what the rows of a child say only together with each other and with what is on record (file, NULL
 * for a new child): "first after N months" as earlier, and openers that are only implied. Before anything of
 * the child is put. */
void mapped_settle(struct import_run *run, struct mapped_child *child, const struct file *file);

/* A child's record, on which something is to be put. */
struct mapped_put {
	struct import_run *run;
	const struct file *file;
	const char *reference;
	const struct policy_kind *allocated; /* case.allocated */
};

struct mapped_allocation {
	const char *team, *worker; /* NULL: as before */
	char id[ID_SIZE];
};

/* Does the row whose event is number i on record say another worker, or another team, than it said before? *out is then
 * the allocation that says so from now on (import_worker.c). */
bool mapped_allocates(const struct mapped_put *put, size_t i, const char *team, const char *worker,
		      struct mapped_allocation *out);

/* Refuses a row, once counted; heading and value may be NULL. Returns false. */
bool mapped_refuse(struct import_run *run, struct mapped_row *row, const char *heading, const char *value,
		   const char *reason, ...) __attribute__((format(printf, 5, 6)));

#endif
