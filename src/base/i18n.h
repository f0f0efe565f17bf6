/* The words a person reads go through gettext: _("...") where the words are used, N_("...")
 * in a table of constants whose words are translated at use. The text domain is set by main. */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <libintl.h>

#define _(s) gettext(s)
#define N_(s) (s)

#endif
