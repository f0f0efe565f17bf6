/* What can be typed next on a command line: from the table of commands, the practice and the file. */
#ifndef CLI_COMPLETE_H
#define CLI_COMPLETE_H

#include <stdbool.h>
#include "core/desk.h"

typedef bool complete_each(void *arg, const char *word, const char *note);

/* As console_complete. */
size_t complete_line(struct desk *desk, const char *line, complete_each *each, void *arg);

#endif
