/* The screens inside the test: no other process, no waiting, one key after the other. What a key did is read
 * from the screen and from the stack of views. For what belongs to the terminal itself there is pty.h. */
#ifndef TESTS_SCREEN_INSIDE_H
#define TESTS_SCREEN_INSIDE_H

#include <stdbool.h>
#include <stdint.h>

#include "tests/screen/caseload.h"
#include "tui/ui.h"

struct inside;

/* On the file of a caseload, at CASELOAD_START, 24 lines of 100 columns. Owned: inside_close. One at a time. */
struct inside *inside_open(const struct caseload *load);
void inside_close(struct inside *inside);

/* Opens the queue of contacts afresh, with nothing kept from before: no filter, no draft, no mark. */
void inside_begin(struct inside *inside);

/* A key as the loop hands it on, or several of them: "j", "<Enter>", "<Ctrl-N>", "<F2>", "<LT>". Everything that is
 * due is drawn. */
void inside_key(struct inside *inside, int32_t key);
void inside_keys(struct inside *inside, const char *keys);

struct ui *inside_ui(struct inside *inside);

/* The screen as text, a line each. Owned. */
char *inside_text(struct inside *inside);

/* A figure of all that stands on the screen above the message line and how it looks, and of the text
 * cursor. */
uint64_t inside_looks(struct inside *inside);

/* Rows of everything that is on record and is never taken back: events, people, teams, merges. */
int64_t inside_recorded(struct inside *inside);

#endif
