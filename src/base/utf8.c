#include "config.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

enum { BAD = 0xFFFD };

/* Reads a character; returns its bytes, or 0 where text[0] begins none. */
static size_t decode(const unsigned char *text, size_t n, uint32_t *code)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned char first = text[0];
	size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
	uint32_t value;

	/* 80..BF continue a character, C0 and C1 begin overlong forms only. */
	if ((first >= 0x80 && first < 0xC2) || first > 0xF4)
		return 0;
	if (length > n)
		return 0;
	value = length == 1 ? first : first & (0x7Fu >> length);
	for (size_t i = 1; i < length; i++) {
		if ((text[i] & 0xC0) != 0x80)
			return 0;
		value = value << 6 | (text[i] & 0x3F);
	}
	if (value < least[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
		return 0;
	*code = value;
	return length;
}

size_t utf8_decode(const char *text, size_t n, uint32_t *code)
{
	size_t used = decode((const unsigned char *)text, n, code);

	if (used)
		return used;
	*code = BAD;
	return 1;
}

size_t utf8_encode(uint32_t code, char out[4])
{
	size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	static const unsigned char lead[] = { 0, 0x00, 0xC0, 0xE0, 0xF0 };

	for (size_t i = length - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (code & 0x3F));
		code >>= 6;
	}
	out[0] = (char)(lead[length] | code);
	return length;
}

/* How many of the eight bytes at text are taken at once: all when they are ASCII and none is NUL. */
static size_t plain_bytes(const unsigned char *text)
{
	const uint64_t high = 0x8080808080808080, ones = 0x0101010101010101;
	uint64_t eight;

	memcpy(&eight, text, sizeof(eight));
	return (eight & high) == 0 && ((eight - ones) & high) == 0 ? sizeof(eight) : 0;
}

bool utf8_valid(const char *text, size_t n)
{
	const unsigned char *at = (const unsigned char *)text;
	uint32_t code;

	for (size_t i = 0; i < n;) {
		size_t used = n - i >= 8 ? plain_bytes(at + i) : 0;

		if (used > 0) {
			i += used;
			continue;
		}
		used = decode(at + i, n - i, &code);
		if (used == 0 || code == 0)
			return false;
		i += used;
	}
	return true;
}

char *utf8_repair(const char *text, size_t n, size_t *repaired)
{
	const unsigned char *at = (const unsigned char *)text;
	struct str_buf out = { 0 };
	size_t bad = 0;

	for (size_t i = 0; i < n;) {
		uint32_t code;
		size_t used = decode(at + i, n - i, &code);

		if (used == 0 || code == 0) {
			str_add(&out, "\xEF\xBF\xBD");
			used = 1;
			bad++;
		} else {
			str_add_n(&out, text + i, used);
		}
		i += used;
	}
	if (repaired)
		*repaired = bad;
	return str_take(&out);
}

char *utf8_from_1252(const char *text, size_t n)
{
	static const uint16_t high[32] = {
		0x20AC, BAD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
		0x0152, BAD, 0x017D, BAD, BAD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
		0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, BAD, 0x017E, 0x0178,
	};
	struct str_buf out = { 0 };

	for (size_t i = 0; i < n; i++) {
		unsigned char byte = (unsigned char)text[i];
		uint32_t code = byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte == 0 ? BAD : byte;
		char bytes[4];

		str_add_n(&out, bytes, utf8_encode(code, bytes));
	}
	return str_take(&out);
}
