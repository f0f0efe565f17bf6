/* A program in a pseudo-terminal, its screen read back cell by cell. Waits for text with a
 * deadline, never for time to pass. */
#ifndef TESTS_SCREEN_PTY_H
#define TESTS_SCREEN_PTY_H

#include <stdbool.h>
#include <stddef.h>

struct pty;

struct pty_spec {
	const char *const *argv;	/* argv[0] is the path; ended by NULL */
	const char *const *env;		/* the whole environment, ended by NULL */
	int rows, cols;
};

struct pty_cell {
	char text[32];		/* UTF-8, combining marks with it; " " for an empty cell */
	int width;		/* 1, 2; 0 for the second half of a wide character */
	bool bold, underline, reverse;
	int fg, bg;		/* colour number; -1 the terminal's own */
};

/* Starts it; ends the test when it cannot. Owned: pty_free. */
struct pty *pty_start(const struct pty_spec *spec);
void pty_free(struct pty *pty);		/* kills what still runs */

/* Types. Names in angle brackets are keys: <UP> <DOWN> <LEFT> <RIGHT> <HOME> <END> <PGUP> <PGDN> <DEL>
 * <ENTER> <ESC> <TAB> <BTAB> <BS> <SPACE> <F1>..<F12> <C-x> <M-x> <LT>. */
void pty_keys(struct pty *pty, const char *keys);
void pty_send(struct pty *pty, const char *bytes, size_t n);

/* Reads until the text stands on one line of the screen, or is on none; false at the deadline (10 s) or at
 * the end of the program. */
bool pty_wait(struct pty *pty, const char *text);
bool pty_wait_gone(struct pty *pty, const char *text);

/* Reads until the program sleeps and waits for keys, all that were typed being read; where that cannot be seen,
 * until it has written nothing for quiet_ms. */
void pty_settle(struct pty *pty, int quiet_ms);

/* Reads until the program has written nothing for quiet_ms, whatever it does. */
void pty_quiet(struct pty *pty, int quiet_ms);

bool pty_has(struct pty *pty, const char *text);

/* Where the text begins; false when it is nowhere. */
bool pty_find(struct pty *pty, const char *text, int *y, int *x);

char *pty_line(struct pty *pty, int y);		/* owned; blanks at the end cut off */
char *pty_screen(struct pty *pty);		/* owned; all lines */
struct pty_cell pty_cell(struct pty *pty, int y, int x);
void pty_cursor(struct pty *pty, int *y, int *x, bool *visible);

void pty_resize(struct pty *pty, int rows, int cols);

/* Forgets what stands on the screen: what is there afterwards was drawn since. */
void pty_forget(struct pty *pty);

void pty_signal(struct pty *pty, int number);
void pty_hang_up(struct pty *pty);		/* closes the terminal */
bool pty_ended(const struct pty *pty);		/* as far as was read */

/* Waits for the end of the program; its exit status, 128 + n for signal n, -1 at the deadline. */
int pty_end(struct pty *pty);

/* Waits for the end of the program, which is well and leaves the terminal as it was; else the test fails. Frees pty. */
void pty_finish(struct pty *pty);

/* The same, after the key Q or SIGTERM. */
void pty_leave(struct pty *pty);
void pty_terminate(struct pty *pty);

/* After the end: is the terminal as it was? What is not is said on standard error. */
bool pty_restored(struct pty *pty);

/* Bytes that the program wrote so far, and what they were. */
size_t pty_bytes(const struct pty *pty);
const char *pty_log(const struct pty *pty);

/* cmocka's fail with the screen printed, unless ok. */
void pty_expect(struct pty *pty, bool ok, const char *what, const char *file, int line);
#define EXPECT_TEXT(pty, text) pty_expect((pty), pty_wait((pty), (text)), (text), __FILE__, __LINE__)
#define EXPECT_GONE(pty, text)                                                                               \
	pty_expect((pty), pty_wait_gone((pty), (text)), "gone: " text, __FILE__, __LINE__)
#define EXPECT(pty, ok) pty_expect((pty), (ok), #ok, __FILE__, __LINE__)

#endif
