#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "exchange/source.h"

enum { BAD = 0xFFFD };

static bool starts(const struct source *source, const char *bytes, size_t n)
{
	return source->n_head >= n && memcmp(source->head, bytes, n) == 0;
}

/* The first signs as plain letters, whatever the coding: every other byte of UTF-16. */
static size_t plain_head(const struct source *source, char *out, size_t room)
{
	size_t step = source->coding == SOURCE_UTF16_LEAST || source->coding == SOURCE_UTF16_MOST ? 2 : 1;
	size_t n = 0;

	for (size_t i = source->coding == SOURCE_UTF16_MOST; i < source->n_head && n + 1 < room; i += step)
		out[n++] = source->head[i];
	out[n] = '\0';
	return n;
}

/* True when the head begins as XML does, marks and blanks passed over. */
static bool is_xml(const struct source *source)
{
	static const unsigned char blanks[] = " \t\r\n\xEF\xBB\xBF\xFF\xFE";
	char text[SOURCE_HEAD];
	size_t n = plain_head(source, text, sizeof(text)), i = 0;

	while (i < n && memchr(blanks, (unsigned char)text[i], sizeof(blanks) - 1))
		i++;
	return i + 1 < n && text[i] == '<' &&
	       (text[i + 1] == '?' || text[i + 1] == '!' || (text[i + 1] >= 'A' && text[i + 1] <= 'z'));
}

static void tell(struct source *source)
{
	if (starts(source, "\xFF\xFE", 2) || starts(source, "<\0?\0", 4))
		source->coding = SOURCE_UTF16_LEAST;
	else if (starts(source, "\xFE\xFF", 2) || starts(source, "\0<\0?", 4))
		source->coding = SOURCE_UTF16_MOST;
	if (source->n_head == 0)
		source->kind = SOURCE_EMPTY;
	else if (starts(source, "PK\3\4", 4) || starts(source, "PK\5\6", 4))
		source->kind = SOURCE_ZIP;
	else if (starts(source, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8))
		source->kind = SOURCE_OLE;
	else if (starts(source, "%PDF", 4))
		source->kind = SOURCE_PDF;
	else
		source->kind = is_xml(source) ? SOURCE_XML : SOURCE_TEXT;
}

/* The coding that the file itself declares, `<?xml version="1.0" encoding="X"?>`, for which libxml2
 * would want a converter from outside. */
static bool read_declared(struct source *source, struct error *err)
{
	static const struct {
		const char *name;
		enum source_coding coding;
	} codings[] = {
		{"utf-8", SOURCE_AS_IT_IS},   {"utf8", SOURCE_AS_IT_IS},     {"us-ascii", SOURCE_AS_IT_IS},
		{"ascii", SOURCE_AS_IT_IS},   {"windows-1252", SOURCE_1252}, {"iso-8859-1", SOURCE_1252},
		{"iso-8859-15", SOURCE_1252}, {"latin1", SOURCE_1252},       {"cp1252", SOURCE_1252},
	};
	char text[SOURCE_HEAD], *end, *at, quote;

	if (source->coding != SOURCE_AS_IT_IS)
		return true;
	plain_head(source, text, sizeof(text));
	end = strstr(text, "?>");
	at = strstr(text, "encoding");
	if (!end || !at || at > end)
		return true;
	*end = '\0';
	at += strlen("encoding");
	at += strspn(at, " \t\r\n=");
	quote = *at;
	end = quote == '"' || quote == '\'' ? strchr(at + 1, quote) : NULL;
	if (!end)
		return true;
	for (size_t i = 0; i < sizeof(codings) / sizeof(codings[0]); i++) {
		if (str_equal_fold((struct str_view){at + 1, (size_t)(end - at) - 1}, codings[i].name)) {
			source->coding = codings[i].coding;
			return true;
		}
	}
	return error_set(err, ERROR_INPUT,
			 "line 1: its characters are coded as %.40s: save it again as UTF-8", at);
}

/* Reads from the descriptor itself; *n is 0 at the end. */
static bool read_some(struct source *source, void *out, size_t room, size_t *n, struct error *err)
{
	ssize_t got;

	do
		got = read(source->fd, out, room);
	while (got < 0 && errno == EINTR);
	*n = got > 0 ? (size_t)got : 0;
	return got >= 0 || error_set(err, ERROR_INPUT, "it cannot be read: %s", strerror(errno));
}

bool source_init(struct source *source, int fd, uint64_t size, struct error *err)
{
	size_t n = 1;

	*source = (struct source){.fd = fd, .size = size};
	while (n > 0 && source->n_head < SOURCE_HEAD) {
		if (!read_some(source, source->head + source->n_head, SOURCE_HEAD - source->n_head, &n, err))
			return false;
		source->n_head += n;
	}
	tell(source);
	return source->kind != SOURCE_XML || read_declared(source, err);
}

/* The bytes as they are: those of the head, then those of the file. */
static bool read_raw(struct source *source, void *out, size_t room, size_t *n, struct error *err)
{
	*n = source->n_head - source->at_head;
	if (*n == 0) {
		if (!read_some(source, out, room, n, err))
			return false;
	} else {
		*n = *n < room ? *n : room;
		memcpy(out, source->head + source->at_head, *n);
		source->at_head += *n;
	}
	source->done += *n;
	return true;
}

/* The next 16 bits; false where there are none. */
static bool next_unit(struct source *source, uint32_t *unit)
{
	const unsigned char *at = source->raw + source->at_raw;

	if (source->n_raw - source->at_raw < 2)
		return false;
	*unit = source->coding == SOURCE_UTF16_LEAST ? at[0] | (uint32_t)at[1] << 8
						     : at[1] | (uint32_t)at[0] << 8;
	source->at_raw += 2;
	return true;
}

static size_t put_code(uint32_t code, char *out)
{
	return utf8_encode(code, out);
}

/* One unit of UTF-16 as UTF-8: at most 6 bytes, none for the first half of a pair. */
static size_t take_unit(struct source *source, uint32_t unit, char *out)
{
	uint32_t high = source->high;
	size_t n = 0;

	source->high = 0;
	if (unit >= 0xDC00 && unit < 0xE000)
		return put_code(high ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) : BAD, out);
	if (high)
		n = put_code(BAD, out);
	if (unit >= 0xD800 && unit < 0xDC00) {
		source->high = unit;
		return n;
	}
	return n + put_code(unit, out + n);
}

/* Of the bytes 0x80 to 0x9F; 0 where Windows-1252 has none. */
static uint32_t from_1252(unsigned char byte)
{
	static const uint16_t high[32] = {
		0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
		0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
		0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
	};

	if (byte < 0x80 || byte >= 0xA0)
		return byte;
	return high[byte - 0x80] ? high[byte - 0x80] : BAD;
}

/* Decodes what lies in raw into out while there is room. */
static size_t decode(struct source *source, char *out, size_t room)
{
	size_t used = 0;
	uint32_t unit;

	while (room - used >= 8) {
		if (source->coding == SOURCE_1252) {
			if (source->at_raw == source->n_raw)
				break;
			used += put_code(from_1252(source->raw[source->at_raw++]), out + used);
		} else {
			if (!next_unit(source, &unit))
				break;
			used += take_unit(source, unit, out + used);
		}
	}
	return used;
}

bool source_read(struct source *source, char *out, size_t room, size_t *n, struct error *err)
{
	size_t got;

	if (source->coding == SOURCE_AS_IT_IS)
		return read_raw(source, out, room, n, err);
	while ((*n = decode(source, out, room)) == 0) {
		size_t rest = source->n_raw - source->at_raw;

		memmove(source->raw, source->raw + source->at_raw, rest);
		source->at_raw = 0;
		source->n_raw = rest;
		if (!read_raw(source, source->raw + rest, sizeof(source->raw) - rest, &got, err))
			return false;
		if (got == 0) {
			/* Half a sign at the end is one that is missing. */
			*n = rest > 0 || source->high ? put_code(BAD, out) : 0;
			source->n_raw = 0;
			source->high = 0;
			return true;
		}
		source->n_raw += got;
	}
	return true;
}

uint32_t source_progress(const struct source *source)
{
	if (source->size == 0 || source->done >= source->size)
		return 1000;
	return (uint32_t)(source->done * 1000 / source->size);
}
