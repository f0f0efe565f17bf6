/* What the files of forms share. Core's own. */
#ifndef CORE_FORM_INNER_H
#define CORE_FORM_INNER_H

#include <stdbool.h>
#include <stdint.h>
#include "base/error.h"

struct desk;
struct form;
struct form_choice;
struct pool;

enum { FORM_REFERENCE_SIZE = 24 };

/* The next free reference of the form C-000123: behind the highest there is, or near it. */
bool form_propose_reference(struct desk *desk, char out[FORM_REFERENCE_SIZE], struct error *err);

/* The next free one behind *number (0: the first that is free), which becomes its number. */
bool form_propose_after(struct desk *desk, int64_t *number, char out[FORM_REFERENCE_SIZE],
			struct error *err);

/* Puts the values of the person's draft, if there is one for the same thing, into the form, and says in
 * form->subject under what it is kept from now on. name: of the child of a new case, NULL not known: any
 * draft of a new case will do. */
bool form_take_draft(struct desk *desk, struct form *form, const char *name, struct error *err);

/* Who can be named in a form: those at work, by name, with login and team as the meaning. In the pool. */
bool form_people(struct desk *desk, struct pool *pool, struct form_choice **choices, size_t *n,
		 struct error *err);
/* The teams that are active, in the pool. */
bool form_teams(struct desk *desk, struct pool *pool, struct form_choice **choices, size_t *n,
		struct error *err);

#endif
