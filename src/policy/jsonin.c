#include "config.h"
#include "policy/jsonin.h"

#include <stdint.h>
#include <string.h>
#include "base/utf8.h"

enum { NAMES_MOST = 64, DEPTH_MOST = 32 };

void jsonin_start(struct jsonin *json, const char *text)
{
	*json = (struct jsonin){.at = text, .line = 1};
}

void jsonin_done(struct jsonin *json)
{
	str_done(&json->text);
}

/* The first mistake is the one that is told. */
static bool complain(struct jsonin *json, const char *wrong)
{
	if (json->wrong == NULL)
		json->wrong = *json->at == '\0' ? "the text ends too early" : wrong;
	return false;
}

static void skip_blanks(struct jsonin *json)
{
	const char *at = json->at;

	/* Most calls find none. */
	while ((unsigned char)*at <= ' ') {
		if (*at == '\n')
			json->line++;
		else if (*at != ' ' && *at != '\t' && *at != '\r')
			break;
		at++;
	}
	json->at = at;
}

bool jsonin_is(struct jsonin *json, char first)
{
	skip_blanks(json);
	return *json->at == first;
}

static bool take(struct jsonin *json, char c)
{
	if (!jsonin_is(json, c))
		return false;
	json->at++;
	return true;
}

/* ---- strings ---- */

/* Four hexadecimal digits; negative when they are none. */
static int32_t hex4(const char *at)
{
	int32_t value = 0;

	for (int i = 0; i < 4; i++) {
		char c = at[i];

		if (c >= '0' && c <= '9')
			value = value * 16 + (c - '0');
		else if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))
			value = value * 16 + ((c | 0x20) - 'a' + 10);
		else
			return -1;
	}
	return value;
}

/* After "\u": one character, which may take a second such escape. */
static bool take_unicode(struct jsonin *json)
{
	int32_t code = hex4(json->at), low;
	char bytes[4];

	if (code > 0)
		json->at += 4;
	if (code >= 0xD800 && code < 0xDC00) {
		low = json->at[0] == '\\' && json->at[1] == 'u' ? hex4(json->at + 2) : -1;
		if (low < 0xDC00 || low > 0xDFFF)
			return complain(json, "half a character after \\u");
		json->at += 6;
		code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
	}
	if (code <= 0 || (code >= 0xDC00 && code <= 0xDFFF))
		return complain(json, "no character after \\u");
	str_add_n(&json->text, bytes, utf8_encode((uint32_t)code, bytes));
	return true;
}

static bool take_escape(struct jsonin *json)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *found;

	json->at++;
	if (*json->at == 'u') {
		json->at++;
		return take_unicode(json);
	}
	found = *json->at != '\0' ? strchr(from, *json->at) : NULL;
	if (found == NULL)
		return complain(json, "an unknown escape in a string");
	str_add_char(&json->text, to[found - from]);
	json->at++;
	return true;
}

/* The end of what stands in a string as it is: its last quote, an escape, or what may not be in it. */
static const char *plain_end(const char *at)
{
	/* Whether a character ends it; what is not told here does not. */
	static const bool ends[256] = {
		[0] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		['"'] = 1, ['\\'] = 1,
	};

	while (!ends[(unsigned char)*at])
		at++;
	return at;
}

bool jsonin_string(struct jsonin *json, const char **text)
{
	str_clear(&json->text);
	if (!take(json, '"'))
		return complain(json, "expected a string");
	for (;;) {
		const char *from = json->at;

		json->at = plain_end(from);
		str_add_n(&json->text, from, (size_t)(json->at - from));
		if (*json->at == '"')
			break;
		if (*json->at != '\\')
			return complain(json, "a control character in a string");
		if (!take_escape(json))
			return false;
	}
	json->at++;
	*text = json->text.text != NULL ? json->text.text : "";
	return true;
}

/* Most strings of a file are nobody's: only those with an escape are read through. */
static bool skip_string(struct jsonin *json)
{
	const char *at, *text;

	if (!jsonin_is(json, '"'))
		return jsonin_string(json, &text);
	at = plain_end(json->at + 1);
	if (*at != '"')
		return jsonin_string(json, &text);
	json->at = at + 1;
	return true;
}

static bool skip_member(void *arg, struct jsonin *json, const char *name)
{
	(void)arg;
	(void)name;
	return jsonin_skip(json);
}

/* ---- objects and arrays ---- */

static bool go_in(struct jsonin *json, char first, const char *expected)
{
	if (!take(json, first))
		return complain(json, expected);
	if (++json->depth > DEPTH_MOST)
		return complain(json, "values stand too deep in one another");
	return true;
}

/* After a value: true when another follows; *good is false when neither that nor the end comes. */
static bool goes_on(struct jsonin *json, char last, bool *good)
{
	if (take(json, ','))
		return true;
	*good = take(json, last) || complain(json, last == '}' ? "expected , or }" : "expected , or ]");
	json->depth--;
	return false;
}

/* Names are compared as they are written. */
static bool is_double(const struct str_view *names, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++)
		if (names[i].n == names[n - 1].n && memcmp(names[i].at, names[n - 1].at, names[i].n) == 0)
			return true;
	return false;
}

bool jsonin_object(struct jsonin *json, jsonin_member *member, void *arg)
{
	struct str_view names[NAMES_MOST];
	size_t n = 0;
	bool good = true;

	if (!go_in(json, '{', "expected an object"))
		return false;
	if (take(json, '}')) {
		json->depth--;
		return true;
	}
	do {
		const char *name = NULL;

		if (n == NAMES_MOST)
			return complain(json, "too many names in one object");
		skip_blanks(json);
		names[n].at = json->at;
		if (!(member == skip_member ? skip_string(json) : jsonin_string(json, &name)))
			return false;
		names[n].n = (size_t)(json->at - names[n].at);
		if (is_double(names, ++n))
			return complain(json, "a duplicate name in an object");
		if (!take(json, ':'))
			return complain(json, "expected : after a name");
		if (!member(arg, json, name))
			return false;
	} while (goes_on(json, '}', &good));
	return good;
}

bool jsonin_array(struct jsonin *json, jsonin_element *element, void *arg)
{
	bool good = true;
	size_t n = 0;

	if (!go_in(json, '[', "expected an array"))
		return false;
	if (take(json, ']')) {
		json->depth--;
		return true;
	}
	do
		if (!element(arg, json, n++))
			return false;
	while (goes_on(json, ']', &good));
	return good;
}

/* ---- whatever comes ---- */

static bool skip_element(void *arg, struct jsonin *json, size_t index)
{
	(void)arg;
	(void)index;
	return jsonin_skip(json);
}

static bool skip_digits(struct jsonin *json)
{
	const char *from = json->at;

	json->at += strspn(json->at, "0123456789");
	return json->at > from;
}

static bool skip_number(struct jsonin *json)
{
	bool good;

	if (*json->at == '-')
		json->at++;
	if (*json->at == '0') {
		json->at++;
		good = true;
	} else {
		good = skip_digits(json);
	}
	if (good && *json->at == '.') {
		json->at++;
		good = skip_digits(json);
	}
	if (good && (*json->at == 'e' || *json->at == 'E')) {
		json->at++;
		if (*json->at == '+' || *json->at == '-')
			json->at++;
		good = skip_digits(json);
	}
	return good || complain(json, "expected a value");
}

bool jsonin_skip(struct jsonin *json)
{
	static const char *const words[] = {"true", "false", "null"};

	skip_blanks(json);
	switch (*json->at) {
	case '{':
		return jsonin_object(json, skip_member, NULL);
	case '[':
		return jsonin_array(json, skip_element, NULL);
	case '"':
		return skip_string(json);
	}
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strncmp(json->at, words[i], strlen(words[i])) == 0) {
			json->at += strlen(words[i]);
			return true;
		}
	return skip_number(json);
}

bool jsonin_end(struct jsonin *json)
{
	return jsonin_is(json, '\0') || complain(json, "something stands after the end");
}
