/* Failure that can happen: a status and a sentence, carried upward by value.
 * Lower rooms never print; main and the screens show error.text to the person. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>

/* The kinds map one to one to the exit statuses of the command line (chapter 4). */
enum error_kind {
	ERROR_NONE = 0,
	ERROR_ATTENTION = 1,	/* done, and something needs attention */
	ERROR_USAGE = 2,	/* wrong use */
	ERROR_INPUT = 3,	/* the input is bad, nothing was changed */
	ERROR_DATABASE = 4,	/* the database cannot be used */
	ERROR_DENIED = 5,	/* not permitted */
};

/* text is one line of UTF-8 "WHAT: WHY", empty while kind is ERROR_NONE. */
struct error {
	enum error_kind kind;
	char text[768];
};

/* Fills *err (err may be NULL, then nothing is kept) and returns false, so that a
 * failing function ends with `return error_set(err, ...)`. An error already set is
 * replaced. Too long a text is cut on a character boundary. */
bool error_set(struct error *err, enum error_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Puts "prefix: " before the text of a set error; does nothing to a clear one.
 * Returns false. */
bool error_prefix(struct error *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Back to ERROR_NONE and an empty text. */
void error_clear(struct error *err);

#endif
