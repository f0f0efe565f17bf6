/* Names as small numbers, shared by all versions of a policy, so that one history can be
 * judged by several of them. */
#ifndef POLICY_NAMES_H
#define POLICY_NAMES_H

#include <stddef.h>

enum name_space { NAME_KIND, NAME_FIELD, NAME_TYPE, NAME_TIMESCALE, NAME_SPACES };

struct names;

/* Knows no name yet. Owned: names_free. */
struct names *names_new(void);

/* NULL is allowed. No policy that shares them may be used afterwards. */
void names_free(struct names *names);

/* The number of a name (0, 1, 2, ... in order of first use), made if new. At most 256 kinds:
 * -1 beyond. */
int names_number(struct names *names, enum name_space space, const char *name);

/* The number of a known name, -1 if it is not known. A look-up in constant time. */
int names_find(const struct names *names, enum name_space space, const char *name, size_t length);

/* The name of a number; NULL out of range. Borrowed. */
const char *names_text(const struct names *names, enum name_space space, int number);

/* How many names there are: their numbers are below it. */
size_t names_count(const struct names *names, enum name_space space);

#endif
