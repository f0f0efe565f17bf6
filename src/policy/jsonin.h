/* Reads JSON (RFC 8259) from a text, one value after another, and keeps none of it: a list of bank
 * holidays is read at every start. Stricter than the standard where nobody needs more: an object may have
 * at most 64 names, each once, and values stand at most 32 deep. */
#ifndef POLICY_JSONIN_H
#define POLICY_JSONIN_H

#include <stdbool.h>
#include <stddef.h>
#include "base/str.h"

struct jsonin {
	const char *at;		/* what comes next */
	int line;		/* where that is, from 1 */
	int depth;
	const char *wrong;	/* what is wrong at line; NULL: nothing so far */
	struct str_buf text;	/* the last string */
};

/* text is UTF-8, is borrowed until jsonin_done and must not be NULL. */
void jsonin_start(struct jsonin *json, const char *text);
void jsonin_done(struct jsonin *json);

/* True when the next value begins with that byte: '{' an object, '[' an array, '"' a string. */
bool jsonin_is(struct jsonin *json, char first);

/* Each takes exactly one value and returns false when it is not JSON or, for the second, not an
 * object, and so on; json->wrong says so then. *text is borrowed until the next string is read. */
bool jsonin_skip(struct jsonin *json);
bool jsonin_string(struct jsonin *json, const char **text);

/* Each is called in turn and must take the value that comes next; false ends the reading, which then
 * returns false too. name is borrowed until a string is read. */
typedef bool jsonin_member(void *arg, struct jsonin *json, const char *name);
typedef bool jsonin_element(void *arg, struct jsonin *json, size_t index);
bool jsonin_object(struct jsonin *json, jsonin_member *member, void *arg);
bool jsonin_array(struct jsonin *json, jsonin_element *element, void *arg);

/* True when nothing but blanks is left. */
bool jsonin_end(struct jsonin *json);

#endif
