/* Why a case needs attention: a sentence that is stored and compared, and so is English, and its words in
 * the person's language where it is shown. */
#ifndef CORE_ATTENTION_H
#define CORE_ATTENTION_H

#include "base/i18n.h"

/* The sentences as they are stored; each %s is a text. */
#define ATTENTION_VALUE N_("%s of %s: the %s “%s” is not known")
#define ATTENTION_KIND N_("the event %s is not in the policy")
#define ATTENTION_DUE N_("%s: the date by which it is due is missing or cannot be read")
#define ATTENTION_LEFT_OUT N_("some of its events are of kinds that cannot be counted")

/* A stored sentence as a person reads it; what is none of the four, as it is. NULL for NULL. Owned: free. */
char *attention_words(const char *sentence);

#endif
