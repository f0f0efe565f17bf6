/* What the files of the pseudo-terminal harness share. */
#ifndef TESTS_SCREEN_PTY_INNER_H
#define TESTS_SCREEN_PTY_INNER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

struct pty {
	int master, slave, pidfd;
	pid_t pid;
	bool ended;
	int status;
	int rows, cols;
	struct termios before;
	VTerm *vterm;
	VTermScreen *screen;
	bool alternate, cursor_visible;
	int cursor_y, cursor_x;
	char *log;
	size_t n_log;
};

#endif
