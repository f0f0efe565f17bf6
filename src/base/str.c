#include "config.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

/* Room for n more bytes and the NUL. */
static void reserve(struct str_buf *buf, size_t n)
{
	size_t need = buf->n + n + 1;

	if (need <= buf->room)
		return;
	if (need < buf->room * 2)
		need = buf->room * 2;
	buf->room = need < 32 ? 32 : need;
	buf->text = mem_resize(buf->text, buf->room, 1);
}

void str_add(struct str_buf *buf, const char *text)
{
	if (text)
		str_add_n(buf, text, strlen(text));
}

void str_add_n(struct str_buf *buf, const char *text, size_t n)
{
	reserve(buf, n);
	if (n)
		memcpy(buf->text + buf->n, text, n);
	buf->n += n;
	buf->text[buf->n] = '\0';
}

void str_add_char(struct str_buf *buf, char c)
{
	str_add_n(buf, &c, 1);
}

void str_addf(struct str_buf *buf, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	assert(n >= 0);
	reserve(buf, (size_t)n);
	va_start(args, format);
	vsnprintf(buf->text + buf->n, (size_t)n + 1, format, args);
	va_end(args);
	buf->n += (size_t)n;
}

char *str_take(struct str_buf *buf)
{
	char *text = buf->text ? buf->text : mem_copy("");

	*buf = (struct str_buf){ 0 };
	return text;
}

void str_done(struct str_buf *buf)
{
	free(buf->text);
	*buf = (struct str_buf){ 0 };
}

void str_clear(struct str_buf *buf)
{
	buf->n = 0;
	if (buf->text)
		buf->text[0] = '\0';
}

struct str_view str_view(const char *text)
{
	return (struct str_view){ text, text ? strlen(text) : 0 };
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str_view str_trim(struct str_view v)
{
	while (v.n > 0 && is_blank(v.at[0])) {
		v.at++;
		v.n--;
	}
	while (v.n > 0 && is_blank(v.at[v.n - 1]))
		v.n--;
	return v;
}

struct str_view str_cut(struct str_view *v, char separator)
{
	struct str_view part = *v;
	const char *found = v->n ? memchr(v->at, separator, v->n) : NULL;

	if (!found) {
		*v = (struct str_view){ NULL, 0 };
		return part;
	}
	part.n = (size_t)(found - v->at);
	v->at = found + 1;
	v->n -= part.n + 1;
	return part;
}

bool str_equal(struct str_view v, const char *text)
{
	return strlen(text) == v.n && (v.n == 0 || memcmp(v.at, text, v.n) == 0);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool str_equal_fold(struct str_view v, const char *text)
{
	size_t i;

	for (i = 0; i < v.n; i++)
		if (!text[i] || lower(v.at[i]) != lower(text[i]))
			return false;
	return !text[i];
}

bool str_to_int(struct str_view v, int64_t *out)
{
	bool minus = v.n > 0 && v.at[0] == '-';
	size_t i = v.n > 0 && (minus || v.at[0] == '+') ? 1 : 0;
	int64_t value = 0;

	if (i == v.n)
		return false;
	/* Counted downwards, because the smallest number has no positive counterpart. */
	for (; i < v.n; i++) {
		int digit = v.at[i] - '0';

		if (digit < 0 || digit > 9 || value < (INT64_MIN + digit) / 10)
			return false;
		value = value * 10 - digit;
	}
	if (!minus && value == INT64_MIN)
		return false;
	*out = minus ? value : -value;
	return true;
}

char *str_copy(struct str_view v)
{
	return mem_copy_n(v.at, v.n);
}

bool str_same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}
