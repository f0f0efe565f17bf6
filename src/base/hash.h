/* SHA-256 over length-prefixed fields, so that a byte moved from one field to the next is
 * another hash (chapter 6, A11). */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>

enum { HASH_SIZE = 65 };	/* 64 hex characters and the NUL */

/* Hash of n fields; a NULL field differs from an empty one. */
void hash_fields(const char *const *fields, size_t n, char out[HASH_SIZE]);

/* Hash of n raw bytes, as sha256sum prints it. */
void hash_bytes(const void *bytes, size_t n, char out[HASH_SIZE]);

#endif
