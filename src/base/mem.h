/* Memory that cannot fail: running out ends the program (abort) after one line on
 * standard error, since no draft could be saved without memory either. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* n zeroed bytes, owned by the caller, released with free(). n may be 0. */
void *mem_new(size_t n);

/* Room for count elements of size bytes, zeroed; the product is checked for overflow. */
void *mem_array(size_t count, size_t size);

/* realloc() to count elements; new bytes are not zeroed. */
void *mem_resize(void *old, size_t count, size_t size);

/* A copy owned by the caller; NULL gives NULL. */
char *mem_copy(const char *text);

/* A copy of the first n bytes of text, ended by NUL. */
char *mem_copy_n(const char *text, size_t n);

/* Grows *items (elements of size bytes) so that one more fits after *used;
 * *room is the capacity. All three belong to one growing array. */
void mem_grow(void *items, size_t used, size_t *room, size_t size);

#endif
