/* A form for recording an event, as data: what to ask, what is known already, what is wrong. */
#ifndef CORE_FORM_H
#define CORE_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/act.h"

struct form_choice {
	const char *code, *label, *meaning;
};

struct form_field {
	const char *name; /* "rating"; "reference", "name", "date_of_birth", "family", "at", "note",
			   * "done_by" for what is not the policy's */
	const char *label;
	const char *hint;
	enum field_type type;
	bool required;
	bool open;			/* any value, choices are suggestions */
	bool needed_when;		/* required only as another field stands: form_needs says */
	const char *known;		/* what it has on the case already; NULL: nothing yet, or not kept */
	const struct form_choice *choices;	/* of a FIELD_REVIEW what is open, each under its id */
	size_t n_choices;
	const struct form_choice *verdicts;	/* of a FIELD_REVIEW: the words; its value is lines "ID WORD: TEXT" */
	size_t n_verdicts;
	char *value;			/* owned, prefilled, never NULL */
	char *theirs;			/* what somebody else recorded there since, and who: form_look; NULL */
};

/* How one line of a field of lines is read. */
struct form_line {
	bool wrong;
	char text[160];			/* "Ben Moss; born Mon 3 Apr 2017; C-7 (Ben Moss)", or what is wrong */
	char known[160];		/* of a line that makes a new record: who it may be that has one; "" nobody */
	char reference[65];		/* of that record */
	bool same;			/* it has the same name and the same date of birth */
};

struct form_seen;

struct form {
	char *kind;			/* event kind */
	char *title;			/* "Rate contact" */
	char *reference;		/* "" for a new case */
	char *name;			/* of whom it is on record; NULL: a new case, or no name is known */
	char *about;			/* "" : the only open one */
	bool found;			/* about was not named, and is what was open when the form was */
	char *subject;			/* what its draft is kept under: the reference, or one of a new case */
	struct form_field *fields;
	size_t n_fields;
	bool drafted;			/* values come from a draft */
	int64_t version;		/* of what others had recorded on the case, as the person knows; 0: a new case */
	int64_t opened;			/* the same, when it was opened */
	char *ends;			/* of what closes something: the clocks that it ends, in one line; NULL: none */
	char *held;			/* lines with which saving was held back, for the one that is number held_line among */
	size_t held_line;		/* them: that one and those before it are saved next; NULL */
	char *held_child;		/* who a new child may be, and its name, for whom it was held back once; NULL */
	struct form_seen *seen;		/* lines that were looked for: core's own */
	size_t stopped;			/* 1 + the field on account of which saving was held back last; 0 none */
	char *again;			/* of what ends something or stops a clock: who has recorded just that before and
					 * when, where no clock waits for it any more; NULL */
	char *news;			/* what others recorded since it was opened: form_look; NULL: nothing */
	void *memory;
};

/* The form for recording kind on reference (NULL: a new case), prefilled with what is known and
 * with the draft of this person if there is one. about: what the cursor is on; a kind that can neither
 * concern it nor come out of it finds its own. NULL when not permitted or not known. Owned. */
struct form *form_open(struct desk *desk, const char *kind, const char *reference, const char *about,
		       struct error *err);

/* The same, with fields that are known already, such as the name that was searched for; what the form
 * does not ask is left out. Of several drafts of new cases, the one whose child has this name is taken up;
 * none where all are of other children, whose drafts then stay. */
struct form *form_open_with(struct desk *desk, const char *kind, const char *reference, const char *about,
			    const struct act_field *fields, size_t n, struct error *err);
void form_free(struct form *form);	/* NULL is allowed */

/* Checks one field; problem (160 bytes) says what is wrong with it, reading (96 bytes) how it is
 * understood ("Fri 14 Mar 2026 16:30"); both "" when there is nothing to say. */
bool form_check(struct desk *desk, const struct form *form, size_t field, char problem[160],
		char reading[96]);

/* True when the field must be filled, as the others stand. */
bool form_needs(struct desk *desk, const struct form *form, size_t field);

/* How each line of a field of lines is read, empty ones too: *n of them. Owned; NULL for none. */
struct form_line *form_lines(struct desk *desk, const struct form *form, size_t field, size_t *n);

/* Looks whether somebody else has recorded on the case since the form was opened; if so form->news names the
 * last, who and when, and the fields that were given other values say so in `theirs`. What was typed stays.
 * False only where the case cannot be read. */
bool form_look(struct desk *desk, struct form *form, struct error *err);

/* What a form's `version` would be, were it opened on the case now; 0 where it cannot be read. */
int64_t form_seen(struct desk *desk, const char *reference);

/* Records it (and drops its draft in the same transaction). Refused once, naming who and what, when
 * somebody else has recorded on the case since the form was opened: form->version is then the case's of
 * now, form_look was done, and saving again records. Refused once, too, where the child of a new record, or one of
 * the lines, would have a second one (form->stopped says in which field). */
bool form_save(struct desk *desk, struct form *form, struct act_result *result, struct error *err);

/* The same, and made is told of each event that was recorded along with it; NULL: nobody. */
bool form_save_all(struct desk *desk, struct form *form, struct act_result *result, act_made *made, void *arg,
		   struct error *err);

/* Keeps what stands in it as the person's draft, in place of an earlier one; dates and times as the
 * days and moments that they mean at that moment (“now”, “yesterday 16:30”). */
bool form_keep_draft(struct desk *desk, const struct form *form, struct error *err);

/* What was left half done. Texts are owned: form_waiting_done. */
struct form_waiting {
	size_t n;		/* drafts of this person; whose forms no policy has any more are not counted */
	const char *title;	/* of the newest: what it records, translated; borrowed from the practice */
	char *reference;	/* of whose record it is; "" a new case */
	char *name;		/* the child's, of a new case as far as it was typed; "" none, or not to be seen */
};

/* Reads what waits. On failure nothing is owned. */
bool form_waiting_read(struct desk *desk, struct form_waiting *waiting, struct error *err);

/* Releases its texts, not the struct. */
void form_waiting_done(struct form_waiting *waiting);

/* Removes the kept one, if there is one. */
bool form_drop_draft(struct desk *desk, const struct form *form, struct error *err);

/* Kinds that may be recorded on a case here and now by this person, the queue's first: for menus.
 * The array ends with NULL, is owned (free), its members are borrowed from the practice. */
const struct policy_kind **form_offered(struct desk *desk, const char *reference, const char *queue,
					struct error *err);

#endif
