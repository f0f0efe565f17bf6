/* The words a person reads go through gettext: _("...") where the words are used, N_("...")
 * in a table of constants whose words are translated at use. The text domain is set by main. */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <libintl.h>
#include <string.h>

#define _(s) gettext(s)
#define N_(s) (s)
#define Q_(s) i18n_meant(s)

/* For a word with several meanings, which other languages tell apart: the meaning, a bar, the word, as in
 * Q_("state|open"). Translators leave the meaning out; where there is no translation it is the word alone. */
static inline const char *i18n_meant(const char *s)
{
	const char *shown = gettext(s), *bar = shown == s ? strchr(s, '|') : NULL;

	return bar ? bar + 1 : shown;
}

/* A text that comes from data, such as the title of a policy's event, in the person's language: s
 * itself where the catalogue does not have it, as with an authority's own practice. NULL and "" come
 * back as they are (gettext("") is the catalogue's header). Borrowed from s or from the catalogue.
 * For what a person reads; what is stored, compared or exported keeps the policy's own words. */
static inline const char *i18n_text(const char *s)
{
	return s && *s ? gettext(s) : s;
}

#endif
