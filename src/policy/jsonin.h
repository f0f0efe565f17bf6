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

/* Releases the last string. */
void jsonin_done(struct jsonin *json);

/* True when the next value begins with that byte: '{' an object, '[' an array, '"' a string. */
bool jsonin_is(struct jsonin *json, char first);

/* Takes one value of any kind. False when it is not JSON; json->wrong says so then. */
bool jsonin_skip(struct jsonin *json);

/* Takes one string. *text is borrowed until the next one is read. False when it is none. */
bool jsonin_string(struct jsonin *json, const char **text);

/* Called for each member or element in turn; it must take the value that comes next. False ends the
 * reading, which then returns false too. name is borrowed until a string is read. */
typedef bool jsonin_member(void *arg, struct jsonin *json, const char *name);
typedef bool jsonin_element(void *arg, struct jsonin *json, size_t index);

/* Takes one object, member by member. False when it is none, or a member ended the reading. */
bool jsonin_object(struct jsonin *json, jsonin_member *member, void *arg);

/* Takes one array, element by element; otherwise as jsonin_object. */
bool jsonin_array(struct jsonin *json, jsonin_element *element, void *arg);

/* True when nothing but blanks is left. */
bool jsonin_end(struct jsonin *json);

#endif
