/* JSON written as it comes: no tree is built, so that a list costs one row of memory. The text
 * is valid UTF-8 whatever went in, and holds no character that could steer a terminal. */
#ifndef REPORT_JSON_H
#define REPORT_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { JSON_DEPTH_MAX = 12 };

/* A writer; {.out = file} is a fresh one. Errors of the file are the file's: see ferror(). */
struct json {
	FILE *out;
	int depth;
	bool filled[JSON_DEPTH_MAX]; /* something stands on this level already */
	char closer[JSON_DEPTH_MAX];
	bool after_key;
};

/* Objects and arrays nest at most JSON_DEPTH_MAX deep. */
void json_object(struct json *json);
void json_array(struct json *json); /* all on one line */
void json_lines(struct json *json); /* an array in which each member begins a line */
void json_end(struct json *json);   /* closes the innermost; the outermost ends with a line end */

/* The name of the next member of an object: ASCII without quotes. */
void json_key(struct json *json, const char *key);

/* Values: after a key, or in an array. */
void json_text(struct json *json, const char *text); /* NULL: null */
void json_number(struct json *json, int64_t number);
void json_share(struct json *json, int64_t part, int64_t of); /* part/of as 0..1; null when of is 0 */
void json_bool(struct json *json, bool value);
void json_null(struct json *json); /* for what there is none of */

/* A key with its value. */
void json_member(struct json *json, const char *key, const char *text);

/* One text as a JSON string, quotes included. */
void json_string(FILE *out, const char *text);

#endif
