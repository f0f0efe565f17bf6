/* Strings: a borrowed view and a growing buffer. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes that belong to someone else; not ended by NUL. */
struct str_view {
	const char *at;
	size_t n;
};

/* A growing text, always ended by NUL once anything was added; {0} is a valid empty one. */
struct str_buf {
	char *text;		/* NULL while empty */
	size_t n;		/* bytes without the NUL */
	size_t room;
};

/* Appends a text; NULL adds nothing and leaves an empty buf without text. */
void str_add(struct str_buf *buf, const char *text);

/* Appends n bytes, which may not lie in buf itself; with n = 0 text may be NULL. */
void str_add_n(struct str_buf *buf, const char *text, size_t n);

/* Appends one byte, also a NUL. */
void str_add_char(struct str_buf *buf, char c);

/* Appends what printf would print; no argument may lie in buf itself. */
void str_addf(struct str_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The text, owned by the caller from now on; never NULL; buf is empty afterwards. */
char *str_take(struct str_buf *buf);

/* Releases the text and makes buf empty. */
void str_done(struct str_buf *buf);

/* Empties buf and keeps its room. */
void str_clear(struct str_buf *buf);

/* View of a whole C string; NULL gives the empty view. */
struct str_view str_view(const char *text);

/* Without blanks (space, tab, CR, LF) at both ends. */
struct str_view str_trim(struct str_view v);

/* Cuts v at the first separator: returns the part before it and leaves the rest in *v.
 * Without one the whole is returned and *v becomes {NULL, 0}. */
struct str_view str_cut(struct str_view *v, char separator);

/* The same bytes as a C string, which may not be NULL; an empty view equals "". */
bool str_equal(struct str_view v, const char *text);

/* The same, ASCII letters taken without case. */
bool str_equal_fold(struct str_view v, const char *text);

/* Decimal integer over the whole view, an optional sign, no blanks; false when it is
 * not one or does not fit. *out is untouched on failure. */
bool str_to_int(struct str_view v, int64_t *out);

/* Owned copy ended by NUL. */
char *str_copy(struct str_view v);

/* a and b both NULL, or equal. */
bool str_same(const char *a, const char *b);

#endif
