#include "config.h"
#include "report/json.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>
#include "base/utf8.h"
#include "report/share.h"

/* Before each value: what separates it from the one before. */
static void json_lead(struct json *json)
{
	if (json->after_key) {
		json->after_key = false;
		return;
	}
	if (json->depth == 0)
		return;
	int level = json->depth - 1;
	if (json->filled[level])
		putc(',', json->out);
	if (json->closer[level] == 'l')
		putc('\n', json->out);
	json->filled[level] = true;
}

static void json_open(struct json *json, char opener, char closer)
{
	json_lead(json);
	assert(json->depth < JSON_DEPTH_MAX);
	putc(opener, json->out);
	json->filled[json->depth] = false;
	json->closer[json->depth++] = closer;
}

void json_object(struct json *json)
{
	json_open(json, '{', '}');
}

void json_array(struct json *json)
{
	json_open(json, '[', ']');
}

void json_lines(struct json *json)
{
	json_open(json, '[', 'l');
}

void json_end(struct json *json)
{
	assert(json->depth > 0 && !json->after_key);
	char closer = json->closer[--json->depth];
	if (closer == 'l' && json->filled[json->depth])
		putc('\n', json->out);
	putc(closer == 'l' ? ']' : closer, json->out);
	if (json->depth == 0)
		putc('\n', json->out);
}

void json_key(struct json *json, const char *key)
{
	assert(json->depth > 0 && json->closer[json->depth - 1] == '}' && !json->after_key);
	if (json->filled[json->depth - 1])
		putc(',', json->out);
	json->filled[json->depth - 1] = true;
	fprintf(json->out, "\"%s\":", key);
	json->after_key = true;
}

/* True for what must not reach a terminal as it is: controls, and the marks that turn the
 * direction of a line or hide in it. */
static bool json_is_unseen(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code <= 0x9f) || (code >= 0x200b && code <= 0x200f) ||
	       (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) || code == 0xfeff ||
	       code == 0x61c || code == 0xad;
}

void json_string(FILE *out, const char *text)
{
	size_t n = strlen(text);
	putc('"', out);
	while (n > 0) {
		uint32_t code;
		size_t used = utf8_decode(text, n, &code);
		char bytes[4];
		if (code == '"' || code == '\\') {
			putc('\\', out);
			putc((int)code, out);
		} else if (code == '\n') {
			fputs("\\n", out);
		} else if (json_is_unseen(code)) {
			fprintf(out, "\\u%04" PRIx32, code);
		} else if (code >= 0xe0000 && code <= 0xe0fff) {
			fprintf(out, "\\u%04" PRIx32 "\\u%04" PRIx32, 0xd800 + ((code - 0x10000) >> 10),
				0xdc00 + ((code - 0x10000) & 0x3ff));
		} else {
			fwrite(bytes, 1, utf8_encode(code, bytes), out);
		}
		text += used;
		n -= used;
	}
	putc('"', out);
}

void json_text(struct json *json, const char *text)
{
	json_lead(json);
	if (text)
		json_string(json->out, text);
	else
		fputs("null", json->out);
}

void json_number(struct json *json, int64_t number)
{
	json_lead(json);
	fprintf(json->out, "%" PRId64, number);
}

void json_share(struct json *json, int64_t part, int64_t of)
{
	char text[SHARE_SIZE];
	json_lead(json);
	fputs(of > 0 ? share_text(part, of, text) : "null", json->out);
}

void json_bool(struct json *json, bool value)
{
	json_lead(json);
	fputs(value ? "true" : "false", json->out);
}

void json_null(struct json *json)
{
	json_lead(json);
	fputs("null", json->out);
}

void json_member(struct json *json, const char *key, const char *text)
{
	json_key(json, key);
	json_text(json, text);
}
