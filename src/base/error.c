#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"

/* Makes text one line of whole characters: a file's name may hold a newline, and the
 * last character may have been cut. */
static void tidy(char *text, bool cut)
{
	size_t n = strlen(text);

	for (char *at = text; *at; at++)
		if (*at == '\n' || *at == '\r' || *at == '\t')
			*at = ' ';
	if (!cut)
		return;
	while (n > 0 && ((unsigned char)text[n - 1] & 0xC0) == 0x80)
		n--;
	if (n > 0 && (unsigned char)text[n - 1] >= 0xC0)
		n--;
	text[n] = '\0';
}

bool error_set(struct error *err, enum error_kind kind, const char *format, ...)
{
	struct error new = { .kind = kind };
	va_list args;
	int n;

	if (!err)
		return false;
	/* Written aside first: the arguments may point into *err itself. */
	va_start(args, format);
	n = vsnprintf(new.text, sizeof(new.text), format, args);
	va_end(args);
	tidy(new.text, n >= (int)sizeof(new.text));
	*err = new;
	return false;
}

bool error_prefix(struct error *err, const char *format, ...)
{
	char prefix[sizeof(err->text)];
	va_list args;

	if (!err || err->kind == ERROR_NONE)
		return false;
	va_start(args, format);
	vsnprintf(prefix, sizeof(prefix), format, args);
	va_end(args);
	return error_set(err, err->kind, "%s: %s", prefix, err->text);
}

void error_clear(struct error *err)
{
	if (!err)
		return;
	err->kind = ERROR_NONE;
	err->text[0] = '\0';
}
