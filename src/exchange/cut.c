#include "config.h"

#include <stdio.h>
#include <string.h>

#include "exchange/cut.h"

struct str_view cut_view(struct str_view v, size_t most)
{
	if (v.n <= most)
		return v;
	v.n = most;
	while (v.n > 0 && ((unsigned char)v.at[v.n] & 0xC0) == 0x80)
		v.n--;
	return v;
}

/* How many bytes the character has that begins with this one. */
static size_t length_of(unsigned char first)
{
	if (first < 0xC0)
		return 1;
	return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

void cut_format(char *out, size_t room, const char *format, va_list args)
{
	size_t n, begin;

	vsnprintf(out, room, format, args);
	n = begin = strlen(out);
	while (begin > 0 && ((unsigned char)out[begin - 1] & 0xC0) == 0x80)
		begin--;
	if (begin > 0 && begin - 1 + length_of((unsigned char)out[begin - 1]) > n)
		out[begin - 1] = '\0';
}
