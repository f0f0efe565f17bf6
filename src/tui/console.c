#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tui/console.h"

void console_remember(struct console *console, const char *line)
{
	size_t at = 0;

	while (at < console->n && strcmp(console->history[at], line) != 0)
		at++;
	if (at == CONSOLE_HISTORY)
		at--;
	if (at < console->n)
		free(console->history[at]);
	else
		console->n++;
	memmove(console->history + 1, console->history, at * sizeof *console->history);
	console->history[0] = mem_copy(line);
}

void console_done(struct console *console)
{
	for (size_t i = 0; i < console->n; i++)
		free(console->history[i]);
	console->n = 0;
}
