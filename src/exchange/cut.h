/* Texts of others cut to a length, between characters. */
#ifndef EXCHANGE_CUT_H
#define EXCHANGE_CUT_H

#include <stdarg.h>
#include "base/str.h"

/* The first most bytes of v, which is UTF-8, fewer where that would cut a character in two. */
struct str_view cut_view(struct str_view v, size_t most);

/* Formats as snprintf does into out, room >= 1, and never ends in half a character. */
void cut_format(char *out, size_t room, const char *format, va_list args)
	__attribute__((format(printf, 3, 0)));

#endif
