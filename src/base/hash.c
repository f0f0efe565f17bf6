#include "config.h"

#include <stdint.h>
#include <string.h>
#include <sys/types.h>
#include <sha2.h>

#include "base/hash.h"

void hash_fields(const char *const *fields, size_t n, char out[HASH_SIZE])
{
	SHA2_CTX hash;

	SHA256Init(&hash);
	for (size_t i = 0; i < n; i++) {
		/* No field is as long as all ones, so that length stands for NULL. */
		uint64_t length = fields[i] ? strlen(fields[i]) : UINT64_MAX;
		uint8_t prefix[8];

		for (int j = 0; j < 8; j++)
			prefix[j] = (uint8_t)(length >> (56 - 8 * j));
		SHA256Update(&hash, prefix, sizeof(prefix));
		if (fields[i])
			SHA256Update(&hash, (const uint8_t *)fields[i], (size_t)length);
	}
	SHA256End(&hash, out);
}

void hash_bytes(const void *bytes, size_t n, char out[HASH_SIZE])
{
	SHA2_CTX hash;

	SHA256Init(&hash);
	if (n)
		SHA256Update(&hash, bytes, n);
	SHA256End(&hash, out);
}
