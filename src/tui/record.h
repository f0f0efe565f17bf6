/* From an act of the key map to the form that records it, for the queue and the case page alike. */
#ifndef TUI_RECORD_H
#define TUI_RECORD_H

#include "core/act.h"
#include "tui/recorded.h"
#include "tui/ui.h"

/* What an act is about. Texts are borrowed until the call returns; NULL where there is none. */
struct record_subject {
	const char *reference;
	const char *about;
	const char *queue;
	const char *timescale;	/* of the clock under the cursor */
	const char *rating;
};

/* Does ACT_ADD, ACT_NOTE, ACT_DECIDE, ACT_RATE_UP, ACT_RATE_DOWN, ACT_DIRECT, ACT_STRATEGY, ACT_ALLOCATE:
 * opens the form (or list) that fits; says why when none does. marked: n cases in place of the subject,
 * for rating, deciding, notes and allocating; 0 none. */
void record_act(struct ui *ui, enum action action, const struct record_subject *subject, char *const *marked,
		size_t n, record_done *done, void *arg);

/* True when the queue (key) offers the act first on its rows, by the policy. */
bool record_offered(struct ui *ui, enum action action, const char *queue);

/* False when the role of the person may not record what the act would record there. */
bool record_permitted(struct ui *ui, enum action action, const struct record_subject *subject);

/* True when record_act does this act on all that are marked. */
bool record_for_marked(enum action action);

/* Opens the form of one kind of event. reference NULL: a new case. */
void record_kind(struct ui *ui, const char *kind, const struct record_subject *subject, const char *here,
		 record_done *done, void *arg);

/* Lists the kinds that can be recorded on the case, and opens the chosen one's form. */
void record_any(struct ui *ui, const struct record_subject *subject, record_done *done, void *arg);

/* Says what was undone or done again (label): n acts, the last of them `what`, where it was one about the child
 * of that name (NULL: none); err (NULL: none) why the others were not. */
void record_say_again(struct ui *ui, const char *label, const char *what, size_t n, const char *name,
		      const struct error *err);

/* Takes back the last act of this person, or all that the last key did to those marked. */
void record_undo(struct ui *ui, record_done *done, void *arg);

#endif
