/* The fields of an event, and the body of a draft, as they are stored: one line "name=value" for
 * each, sorted by name; within a value a newline is written \n and a backslash \\. */
#ifndef CORE_FIELDS_H
#define CORE_FIELDS_H

#include <stddef.h>

struct field_pair {
	const char *name;
	const char *value;
};

/* Packs n pairs, which it sorts by name (those of one name keep their order); pairs whose value is
 * NULL are left out. Names hold no "=" and no newline. Owned; "" for none. */
char *fields_pack(struct field_pair *pairs, size_t n);

/* How many lines a packed text has at most: room for fields_split. NULL has none. */
size_t fields_count(const char *packed);

/* Splits packed in place into pairs that point into it, which has room for fields_count of them.
 * Returns how many there are; a line without "=" is passed over. */
size_t fields_split(char *packed, struct field_pair *pairs);

/* The value of one name: an owned copy, NULL when it is not there. */
char *fields_get(const char *packed, const char *name);

#endif
