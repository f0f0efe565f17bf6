/* What the files of acts share. Core's own; imports may use act_put too. */
#ifndef CORE_ACT_INNER_H
#define CORE_ACT_INNER_H

#include "core/act.h"
#include "core/desk_inner.h"
#include "core/fields.h"
#include "core/file.h"
#include "core/pool.h"

/* Begins a write transaction for an act: refused with --known, and with --now unless the file is
 * for rehearsing. The practice is read again if another version was applied. */
bool act_begin(struct desk *desk, struct error *err);

/* By what an act is found again in the file: its event, or where that is NULL its audit line `what` on
 * object_id. */
struct act_proof {
	const char *event;
	const char *what, *object_id;
};

/* Commits when ok, else rolls back; err must not be NULL, and what was denied leaves an audit line of
 * its own. Where the file cannot say whether it was kept, the file is opened again and looked into
 * for the proof (D3). True only when it is kept. */
bool act_finish(struct desk *desk, bool ok, const struct act_proof *proof, struct error *err);

/* Takes a merge of two records back by parting them or, of a parting (merges), by merging them again; an act of its
 * own, of which the desk remembers nothing. */
bool act_link_back(struct desk *desk, bool merges, const char *from, const char *into, struct error *err);

/* ---- checking what was typed (act_check.c) ---- */

struct act_checking {
	struct desk *desk;
	const struct practice *practice;
	struct pool *pool;
	bool importing; /* values that the policy does not know are taken in */
	int32_t day;    /* on which what is checked happened, CIVIL_NONE not known: for who worked then, and what
			 * is a limit lies not before it */
	const struct field_pair
		*kept; /* of the event that is replaced: stay as they are, unless given anew */
	size_t n_kept;
	bool asking;	/* what stands in a form, before it is made into events: several of `each`, lines */
	bool form;	/* it comes from a form: what is said names no option of the command line */
};

/* Checks one value of a field and gives it as it is stored, in the pool. reading (96 bytes, may be
 * NULL) says how it was understood where that is not plain. An empty value gives "". */
bool act_check_value(const struct act_checking *checking, const struct policy_field *field, const char *value,
		     const char **out, char *reading, struct error *err);

/* The date lies further ahead than the birth of a child who is expected can: nobody's date of birth. */
bool act_born_ahead(const struct desk *desk, int32_t day);

/* A value as it is stored of the field `key`: refused, by that key, where it is the date of birth and lies further
 * ahead than act_born_ahead allows. All else is true. */
bool act_check_born(const struct desk *desk, const char *key, const char *value, struct error *err);

/* The child's own fields of an event that may open a case; NULL for another name. */
const struct policy_field *act_own_field(const char *name);

/* All of them, in the order in which a form asks; n is their number. */
const struct policy_field *act_own_fields(size_t *n);

/* The field of a kind by its name, the child's own among them where the kind may open a case. */
const struct policy_field *act_field_of(const struct policy_kind *kind, const char *name);

/* All fields of an event: pairs has room for n and the kept ones. Refuses unknown, doubled and
 * missing ones. */
bool act_check_fields(const struct act_checking *checking, const struct policy_kind *kind,
		      const struct act_field *fields, size_t n, struct field_pair *pairs, size_t *n_pairs,
		      struct error *err);

/* Whoever records saw the case as it was at version `expected`, 0: does not say. False where another person has
 * recorded since: *err says who, what and when, for the act to be looked at again. *version: the file's own. */
bool act_seen(const struct desk *desk, const struct file *file, int64_t expected, int64_t *version,
	      struct error *err);

/* True where an event of this kind stands on the thing already (NULL: the child as a whole, of which that is never
 * said): text says by whom and when. */
bool act_on_record(const struct desk *desk, const struct policy_kind *kind, const struct file *file,
		   const char *about, char text[256]);

/* Not empty, at most 64 bytes of UTF-8, no blank at its ends, no control characters. */
bool act_check_reference(const char *reference, struct error *err);

/* A note or a reason: valid text, newlines as LF, in the pool; NULL stays NULL. */
bool act_check_note(const struct act_checking *checking, const char *what, const char *note, const char **out,
		    struct error *err);

/* Who did it, by login or name: the name. */
bool act_check_person(const struct act_checking *checking, const char *who, const char **name,
		      struct error *err);

/* ---- what one act makes (act_expand.c) ---- */

enum { REFERENCE_SIZE = 65 };

/* The events that what was asked for comes to: one for each choice of an `each` field, and one for each line
 * of a lines field. */
struct act_batch {
	struct act_event *events;
	size_t *parents;	/* of a line: the event that it goes with; else its own place */
	size_t *asked;		/* the place of what it came from, among what was asked for */
	size_t n, room;
	struct pool pool;	/* the texts that were made for it */
};

/* Adds what event (the at-th that was asked for) comes to. Names the field and the line that cannot be read.
 * The batch must be released with act_batch_done in either case. */
bool act_expand(struct desk *desk, const struct act_event *event, size_t at, struct act_batch *batch,
		struct error *err);
void act_batch_done(struct act_batch *batch);	/* {0} is allowed */

/* One line as it is read: its fields as they would be stored, in the order of the parts. */
struct act_line {
	const struct policy_field *field;	/* the part's; of the child's own, or of the event */
	const char *value;			/* as it is stored; "" where nothing was typed */
	char reading[96];			/* as act_check_value says; "" */
};

/* Reads the parts of one line (of lines, a FIELD_LINES field) into out, which has room for all parts. */
bool act_read_line(const struct act_checking *checking, const struct policy_field *lines,
		   struct str_view line, struct act_line *out, struct error *err);

/* True when each line of the field is of another child: it gives a name or a reference. */
bool act_lines_are_children(const struct policy_field *lines);

/* One line of a FIELD_REVIEW as it is read. */
struct act_verdict {
	const struct policy_verdict *verdict;
	const char *about;	/* id of what was looked at, as it was typed */
	const char *words;	/* beside it, without the date */
	struct act_field fields[2];	/* of the event that it makes: the words, and a date where it asks for one */
	size_t n_fields;
	char reading[96];	/* how the date is understood; "" */
};

/* "ID WORD: TEXT" into its three parts, in the pool; refused where the word is no verdict of the review. */
bool act_split_verdict(const struct policy_field *review, struct str_view line, struct act_verdict *out,
		       struct pool *pool, struct error *err);

/* The same with the fields of the event. A date is what stands behind the last semicolon, else `booked` (the
 * date of the next session, as typed; NULL none). */
bool act_read_verdict(const struct act_checking *checking, const struct policy_field *review,
		      struct str_view line, const char *booked, struct act_verdict *out, struct error *err);

/* ---- fields that are needed only when (act_when.c) ---- */

/* The value that the attribute has on the thing (about "" for the child as a whole), NULL: none yet. */
const char *act_attribute(const struct desk *desk, const struct file *file, const char *about, int field);

/* Does it hold, with this value of the field that it names, and what the attribute has had (NULL none)? */
bool act_when_holds(const struct policy_when *when, const struct policy_field *named, const char *value,
		    const char *had);

/* ---- what it concerns (act_resolve.c) ---- */

struct act_concern {
	const char *about;	/* NULL: the child as a whole, or to be opened now */
	int type;		/* -1 none */
	const char *out_of;
	bool opens;
	bool was_closed;	/* it was closed at that moment, and was the only one */
};

/* file: NULL for a new case. about and out_of as in struct act_event. */
bool act_resolve(const struct act_checking *checking, const struct policy_kind *kind, struct file *file,
		 const struct act_event *event, int64_t at, bool timed, struct act_concern *out,
		 struct error *err);

/* The things of a type that are open at the moment (n) and the one, or the last of several. */
size_t act_open_abouts(const struct act_checking *checking, struct file *file, int type, int64_t at,
		       bool timed, int *last);

/* False, saying when that was, where *at lies before the thing `about` (NULL: the child as a whole) began. Within the
 * minute that was typed, or within the skew of two clocks where it happens now, *at becomes the moment of the thing. */
bool act_check_order(const struct act_checking *checking, const struct file *file, const char *about, int64_t *at,
		     bool timed, bool now, struct error *err);

/* ---- recording (act_record.c) ---- */

struct act_options {
	bool importing;		/* unknown choices are taken in */
	const char *replaces;	/* id of the event in whose place it stands; about, out_of are then given */
	const char *why;
	bool as_before; /* about, out_of, note and done_by are those of the replaced event: not looked at */
	const struct field_pair *kept;
	size_t n_kept;
};

/* What settling, and the lines that go with it, need of an event that was recorded. */
struct act_recorded {
	char case_id[ID_SIZE];
	int type;	/* of what it concerns; -1 the child as a whole */
};

/* One event, inside a transaction; the case is not settled yet. */
bool act_record_one(struct desk *desk, const struct act_event *event, const struct act_options *options,
		    struct act_result *result, struct act_recorded *recorded, struct error *err);

/* act_record inside a transaction that the caller began and ends, for any number of events of any
 * cases; clocks are derived and stored at its end. */
bool act_put(struct desk *desk, const struct act_event *events, size_t n, const struct act_options *options,
	     struct act_result *results, struct error *err);

/* Derives and stores the case, keeps the turns that lie behind it already, and says in warning (256
 * bytes, may be NULL) what the person should know of the planned event. */
bool act_settle(struct desk *desk, const char *case_id, const struct act_event *event, const char *event_id,
		char *warning, struct error *err);

/* True for the kinds by which a merge stands in the record: nobody records, replaces or voids them, act_part
 * takes a merge back. */
bool act_is_link(const char *kind);

/* Refused, with how many, while open cases stand under the name of a worker (or, where that is
 * NULL, of a team). */
bool act_holds_nothing(struct desk *desk, const char *worker, const char *team, struct error *err);

/* The words of an event that was undone stand again, inside a transaction: in its own place or, where it had
 * replaced another, in the place of the event that put the earlier words back. again receives the new id.
 * Refused when somebody has changed in_place since. */
bool act_again(struct desk *desk, const char *id, const char *in_place, char again[ID_SIZE],
	       struct error *err);

/* True unless the event's `not by` keeps `name` (or done_by, NULL: the same) from recording it about the thing
 * (NULL: the child as a whole): because one of them did or recorded the latest event of the first kind that it
 * names and that there is, or one which that replaced. */
bool act_check_not_by(const struct act_checking *checking, const struct policy_kind *kind,
		      const struct file *file, const char *about, const char *done_by, struct error *err);

#endif
