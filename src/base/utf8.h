/* UTF-8: decoding, width on a terminal, folding for search, and the one filter that
 * text from others passes before it reaches a terminal (chapter 6, B16). */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/str.h"

/* Reads one character at text[0..n), n >= 1. Stores the code point, or U+FFFD for a
 * byte that is not UTF-8 (overlong forms and surrogates are not), and returns the bytes
 * used, at least 1. */
size_t utf8_decode(const char *text, size_t n, uint32_t *code);

/* Writes code (a valid code point) to out, which has room for 4; returns the bytes. */
size_t utf8_encode(uint32_t code, char out[4]);

/* True when all n bytes are UTF-8 and none is NUL. */
bool utf8_valid(const char *text, size_t n);

/* Cells of one code point: 0 (combining), 1 or 2; 1 for what the locale does not know.
 * Never negative. */
int utf8_cells(uint32_t code);

/* Cells of a whole text as utf8_safe would show it on one line. */
int utf8_width(const char *text);

/* Appends text as it may be shown: C0, DEL and C1 controls, bidi controls, zero-width
 * and tag characters become visible marks (`^[`, `\u{202E}` as `<U+202E>`), invalid bytes
 * U+FFFD, at most 8 combining marks a cell. Newline and tab: kept when lines is true
 * (notes), otherwise a newline is shown as a space-free mark `^J` and tab as `^I`. */
void utf8_safe(struct str_buf *out, const char *text, bool lines);

/* Appends text made safe and cut to at most cells columns; when something was cut the
 * last column is an ellipsis (`…`, or `~` when ascii). Returns the columns used. */
int utf8_fit(struct str_buf *out, const char *text, int cells, bool ascii);

/* The form that searching compares and sort keys keep: canonical decomposition of Latin
 * letters with their marks dropped, lower case, curly quotes straight, runs of blanks one
 * space, ends trimmed. `Zoë`, `ZOE` and `Zoe` (decomposed) give the same. Owned. */
char *utf8_fold(const char *text);

/* Copy with every invalid byte replaced by U+FFFD and NUL impossible; *repaired (may be
 * NULL) counts the replacements. Owned. */
char *utf8_repair(const char *text, size_t n, size_t *repaired);

/* Copy of Windows-1252 bytes as UTF-8; the five undefined bytes become U+FFFD. Owned. */
char *utf8_from_1252(const char *text, size_t n);

#endif
