/* One form for several cases: what was recorded on the first is recorded on the others. */
#ifndef TUI_FORM_ALSO_H
#define TUI_FORM_ALSO_H

#include "core/form.h"

/* Records what the form says on each of n references. Returns on how many; *err is why the last of the
 * others was refused. */
size_t form_save_also(struct desk *desk, const struct form *form, char *const *references, size_t n,
		      struct error *err);

#endif
