#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/fields.h"

static void add_escaped(struct str_buf *out, const char *value)
{
	while (*value) {
		size_t plain = strcspn(value, "\\\n");

		str_add_n(out, value, plain);
		value += plain;
		if (*value)
			str_add(out, *value++ == '\n' ? "\\n" : "\\\\");
	}
}

/* By insertion: there are few, and those of one name must keep their order. */
static void sort_pairs(struct field_pair *pairs, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct field_pair pair = pairs[i];
		size_t at = i;

		while (at > 0 && strcmp(pairs[at - 1].name, pair.name) > 0) {
			pairs[at] = pairs[at - 1];
			at--;
		}
		pairs[at] = pair;
	}
}

char *fields_pack(struct field_pair *pairs, size_t n)
{
	struct str_buf out = { 0 };

	sort_pairs(pairs, n);
	for (size_t i = 0; i < n; i++) {
		if (!pairs[i].value)
			continue;
		if (out.n > 0)
			str_add_char(&out, '\n');
		str_add(&out, pairs[i].name);
		str_add_char(&out, '=');
		add_escaped(&out, pairs[i].value);
	}
	return str_take(&out);
}

size_t fields_count(const char *packed)
{
	size_t n = 0;

	while (packed && *packed) {
		n++;
		packed = strchr(packed, '\n');
		packed = packed ? packed + 1 : NULL;
	}
	return n;
}

/* Takes the escapes back in place. */
static void unescape(char *value)
{
	char *to = strchr(value, '\\');

	if (!to)
		return;
	for (const char *from = to; *from; from++) {
		if (*from == '\\' && from[1]) {
			from++;
			*to++ = *from == 'n' ? '\n' : *from;
		} else {
			*to++ = *from;
		}
	}
	*to = '\0';
}

size_t fields_split(char *packed, struct field_pair *pairs)
{
	size_t n = 0;

	while (packed && *packed) {
		char *end = strchr(packed, '\n'), *equals;

		if (end)
			*end = '\0';
		equals = strchr(packed, '=');
		if (equals) {
			*equals = '\0';
			unescape(equals + 1);
			pairs[n++] = (struct field_pair){ packed, equals + 1 };
		}
		packed = end ? end + 1 : NULL;
	}
	return n;
}

char *fields_get(const char *packed, const char *name)
{
	char *copy = mem_copy(packed), *value = NULL;
	struct field_pair *pairs = mem_array(fields_count(packed), sizeof(*pairs));
	size_t n = fields_split(copy, pairs);

	for (size_t i = 0; i < n && !value; i++)
		if (strcmp(pairs[i].name, name) == 0)
			value = mem_copy(pairs[i].value);
	free(pairs);
	free(copy);
	return value;
}
