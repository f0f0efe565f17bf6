/* Texts on their way into the file. */
#ifndef STORE_TEXT_H
#define STORE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* True for UTF-8 without NUL (chapter 6 A7: the engine would store anything). */
bool text_ok(const char *text, size_t n);

#endif
