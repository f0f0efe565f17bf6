/* What the files of forms share. Core's own. */
#ifndef CORE_FORM_INNER_H
#define CORE_FORM_INNER_H

#include <stdbool.h>
#include <stdint.h>
#include "base/error.h"

struct desk;
struct practice;
struct policy_kind;
struct form;
struct form_choice;
struct form_line;
struct form_seen;
struct act_line;
struct file;
struct policy_field;
struct pool;

enum { FORM_REFERENCE_SIZE = 24 };

/* What stands in a field; "" when it is not asked. *place (may be NULL) is 1 + which one it is, 0 none. Borrowed. */
const char *form_typed(const struct form *form, const char *name, size_t *place);

/* The next free reference of the form C-000123: behind the highest there is, or near it. */
bool form_propose_reference(struct desk *desk, char out[FORM_REFERENCE_SIZE], struct error *err);

/* The next free one behind *number (0: the first that is free), which becomes its number. */
bool form_propose_after(struct desk *desk, int64_t *number, char out[FORM_REFERENCE_SIZE],
			struct error *err);

/* Puts the values of the person's draft, if there is one for the same thing, into the form, and says in
 * form->subject under what it is kept from now on. name: of the child of a new case, NULL not known: any
 * draft of a new case will do. */
bool form_take_draft(struct desk *desk, struct form *form, const char *name, struct error *err);

/* What an event that closes the case, or the thing of that id, ends without meeting it, in one line, the overdue
 * first; "" for nothing. The file must be derived. Owned. */
char *form_ends(const struct desk *desk, const struct file *file, const struct policy_kind *kind, const char *about);

struct act_concern;
/* *again: who has recorded just that of the same thing before, and when, where the kind ends it or stops its clock and
 * no clock waits for that any more; owned, NULL where it may be done. False where the case cannot be derived. */
bool form_find_again(struct desk *desk, const struct policy_kind *kind, struct file *file,
		     const struct act_concern *concern, char **again, struct error *err);

/* For a field by whose value a timescale tells its clocks apart (`same`), on a form of what stops them: the values
 * that were asked for on the thing (about "": on any) and have no answer yet, as they are read, "Police, Health".
 * Owned; NULL: none, or no such field. */
char *form_unanswered(const struct desk *desk, const struct file *file, const struct policy_kind *kind,
		      const struct policy_field *field, const char *about);

/* Who can be named in a form: those at work, by name, with login and team as the meaning. In the pool. */
bool form_people(struct desk *desk, struct pool *pool, struct form_choice **choices, size_t *n,
		 struct error *err);
/* The teams that are active, in the pool. */
bool form_teams(struct desk *desk, struct pool *pool, struct form_choice **choices, size_t *n,
		struct error *err);

/* What runs under the timescale of a FIELD_REVIEW (file is derived): its id as the code, what has to be done as the
 * label, whose and by when as the meaning. What the last session set comes first, then by due. In the pool. */
size_t form_reviewed(const struct desk *desk, const struct file *file, const struct policy_field *review,
		     struct pool *pool, struct form_choice **out);

/* Its verdicts, n_verdicts of them, by their words. In the pool. */
struct form_choice *form_verdicts(const struct policy_field *review, struct pool *pool);

/* A line for each clock of the case that is overdue, that this kind of event does not stop, and for which no action
 * is open yet (file is derived). Owned, "" for none. */
char *form_breaches(const struct desk *desk, const struct file *file, const struct policy_field *lines, int kind);

/* Of the choices of a field those that would stop a clock of the case that runs (file is derived), as "case,day25".
 * Owned. */
char *form_purposes(const struct desk *desk, const struct file *file, const struct policy_field *field, int kind);

/* Copies what fits of a text, cut on a character, into out of that size. */
void form_fit(char *out, size_t size, const char *text);

/* Puts into a line of children that can be read whose record there may be already: who may not view records, and
 * where a reference is given, nobody's. */
void form_know_line(struct desk *desk, const struct form *form, const struct policy_field *lines,
		    const struct act_line *parts, struct form_line *out);

/* Room for what was found for the lines, so that a key typed in one of them looks for that one alone. */
struct form_seen *form_seen_new(void);

/* Forgets it: others may have recorded since. */
void form_seen_clear(struct form_seen *seen);
void form_seen_free(struct form_seen *seen);	/* NULL is allowed */

/* False, once for each child, and for each text of a field of lines, where the new record, or that of one of the lines,
 * would be a second one of a child with that name and date of birth (the new record: of that name, where no date is
 * known); *err says which, and what to do. That it was
 * looked for is then on record. */
bool form_hold(struct desk *desk, struct form *form, struct error *err);

/* The day on which what is recorded happened, as the form has it; CIVIL_NONE where that cannot be read. */
int32_t form_day(struct desk *desk, const struct practice *practice, const struct form *form);

/* As form_check, for a FIELD_REVIEW. */
bool form_check_review(struct desk *desk, const struct form *form, size_t place, char reading[96],
		       struct error *err);

#endif
