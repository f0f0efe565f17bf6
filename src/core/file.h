/* A case taken out of the file whole: its row, its events as the engine reads them, its clocks. */
#ifndef CORE_FILE_H
#define CORE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include "clock/derive.h"
#include "core/desk.h"

struct file_memory;	/* core's own business */

/* One event with what people read of it; file.events[i] stands for file.history.events[i].
 * Voids are not among them: the voided event carries removed_*, and its `remover` in the history is
 * then an event that is not in the history. */
struct file_event {
	const char *id, *kind, *title;
	const char *note, *done_by, *recorded_by, *source;
	const char *about, *about_type, *out_of;
	const char *replaces;		/* id of the event in whose place it stands */
	const char *removed_by, *removed_why;	/* NULL while it counts */
	const char *fields;		/* as stored, lines "name=value" */
	const char *case_id;		/* the record on which it stands, which may have been merged into this one */
	int record;			/* the same by number: 0 the file's own */
	int64_t recorded;		/* when it was recorded: in the history it is on record here only since a merge */
	bool told;			/* of a merge: the other record's line, in the same file, says it: not shown */
	bool away;			/* its record was parted from this one since: it is shown there */
	bool hidden;			/* the same event stands in the file once more, for a later time; or it is not
					 * to be read here at all: then that is so of the first of its copies too */
};

struct file {
	char *id, *reference, *name, *family, *team, *worker, *attention;
	int32_t born;
	bool open;
	int64_t opened, closed, version;
	char *subject;			/* "worker", "team" or "panel"; NULL: a child, as nearly all are */
	char *kind, *held_by, *joint;	/* kind of work, duty worker, second worker; each may be NULL */
	char *asked_of;			/* team that was asked to take it and has not answered; NULL */
	int64_t weight;			/* of the work, in tenths */
	char *asked;			/* the reference that led here, where that record was merged into this one */
	char *asked_id;			/* and that record's id */
	char *merged_into;		/* id of the record that this one is merged into; NULL; only file_read_own */
	char **merged;			/* references of the records that are merged into this one */
	size_t n_merged;
	int n_records;			/* abouts that stand for whole records: the first of them; 0 without merges */
	struct file_event *events;
	struct history history;		/* events in the same order: by moment, then id */
	struct clock_list clocks;	/* filled by file_derive */
	struct file_memory *memory;
};

/* Reads the case; *found false when there is none. One that was merged into another gives that one, with
 * `asked`. Owned: file_free. */
struct file *file_read(struct desk *desk, const char *reference, bool *found, struct error *err);

/* The same by the case's id. */
struct file *file_read_id(struct desk *desk, const char *id, bool *found, struct error *err);

/* The record of that id itself, merged or not: for storing and checking. A merged one has no clocks. */
struct file *file_read_own(struct desk *desk, const char *id, bool *found, struct error *err);
void file_free(struct file *file);	/* NULL is allowed */

/* Whether event i is to be read in a view of what was on record at `known`: of one that stands in the file for
 * several times, the latest of them by then. */
bool file_shows(const struct file *file, size_t i, int64_t known);

/* True when the child's name is only what events said that were all taken back since, as where the one contact was
 * moved to the right child: another may be recorded, and it is to be read as such. */
bool file_name_is_past(const struct desk *desk, const struct file *file);

/* Derives its clocks as at desk->now and desk->known. */
bool file_derive(struct desk *desk, struct file *file, struct error *err);

/* Reads every case with its events in one scan, by the cases' ids, and calls each with it,
 * derived; the file is freed after the call. For --known, check and measuring. each returns false to
 * stop. */
bool file_each(struct desk *desk, bool (*each)(void *arg, struct file *file), void *arg, struct error *err);

/* Value of a field of event i, NULL when not set. */
const char *file_value(const struct desk *desk, const struct file *file, size_t i, const char *field);

/* Why the case needs attention (rule 19), as one sentence, owned; NULL when it does not. */
char *file_attention(struct desk *desk, const struct file *file);

/* Returns false to stop. */
typedef bool attention_sentence(void *arg, const char *sentence);
/* All the sentences, that one first. */
void file_attention_each(struct desk *desk, const struct file *file, attention_sentence *each, void *arg);

/* Makes the case's row what its events say (name, date of birth, family, team, worker, open), derives
 * it, and makes the stored clocks and the case's attention so; inside a transaction. Beside the
 * clocks there may be one row with an empty timescale, running and measured_only: it is no clock,
 * and its next_at is when the case must be derived again because a clock starts by itself then. */
bool file_store(struct desk *desk, struct file *file, struct error *err);

#endif
