/* Whose record it is that a reference is typed of, read back while one types. */
#ifndef TUI_WHOSE_H
#define TUI_WHOSE_H

#include <stdint.h>
#include "tui/prompt_view.h"

/* Reads what is typed as the reference of another record than `from`, whose child was born on that date
 * (CIVIL_NONE not known): out->says tells the record's name, date of birth and who has it, and whether the dates
 * of birth differ; a name, or the beginning of a reference, offers the likeliest. out->problem is what is wrong
 * with it, where it is the reference of none. */
void whose_read(struct ui *ui, const char *from, int32_t born, const char *text, struct prompt_reading *out);

/* A reason that is typed while `says` stays above it: refused while it is empty. */
void whose_reason(const char *says, const char *text, struct prompt_reading *out);

/* That a record was looked for is put on record, where one was shown (says not ""). */
void whose_note(struct ui *ui, const char *says);

#endif
