#include "config.h"

#include <assert.h>
#include <string.h>
#include <unistd.h>
#include <uuid/uuid.h>

#include "base/id.h"

/* Bits of the counter: the 12 after the version and the 14 after the variant. */
#define COUNTER_LIMIT (UINT32_C(1) << 26)

void id_next(struct id_source *source, uint64_t now_ms, char out[ID_SIZE])
{
	unsigned char random[10];
	uint32_t fresh;
	uuid_t id;
	int failed = getentropy(random, sizeof(random));

	assert(!failed);
	/* Half of the counter stays free above a fresh start, so that a burst in one
	 * millisecond seldom has to borrow from the next. */
	fresh = ((uint32_t)random[6] << 16 | (uint32_t)random[7] << 8 | random[8]) & (COUNTER_LIMIT / 2 - 1);
	if (now_ms > source->last_ms) {
		source->last_ms = now_ms;
		source->counter = fresh;
	} else if (++source->counter >= COUNTER_LIMIT) {
		source->last_ms++;
		source->counter = fresh;
	}
	for (int i = 0; i < 6; i++)
		id[i] = (unsigned char)(source->last_ms >> (40 - 8 * i));
	id[6] = (unsigned char)(0x70 | source->counter >> 22);
	id[7] = (unsigned char)(source->counter >> 14);
	id[8] = (unsigned char)(0x80 | (source->counter >> 8 & 0x3F));
	id[9] = (unsigned char)source->counter;
	memcpy(id + 10, random, 6);
	uuid_unparse_lower(id, out);
}

void id_from_name(const char *space, const char *name, char out[ID_SIZE])
{
	/* The root of all names that this program gives; never to be changed, since it would
	 * give every imported row a second identity. */
	static const unsigned char root[16] = {
		0x6f, 0x1d, 0x3c, 0x52, 0x90, 0x8e, 0x4b, 0x77,
		0xa4, 0x15, 0x2b, 0xe8, 0x5d, 0x03, 0xc9, 0x61,
	};
	uuid_t room, id;

	assert(space && *space && name && *name);
	uuid_generate_sha1(room, root, space, strlen(space));
	uuid_generate_sha1(id, room, name, strlen(name));
	uuid_unparse_lower(id, out);
}

bool id_valid(const char *text)
{
	uuid_t id;

	return text && strlen(text) == ID_SIZE - 1 && uuid_parse(text, id) == 0;
}
