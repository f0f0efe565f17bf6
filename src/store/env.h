/* What the caller lends to the room, and the mark that its files bear. */
#ifndef STORE_ENV_H
#define STORE_ENV_H

#include <stdbool.h>

/* What the caller lends: waiting is given a function so that nobody here reads a clock. */
struct store_env {
	void (*pause_ms)(void *arg, int ms);	/* sleeps between tries for the lock */
	bool (*waiting)(void *arg, int waited_ms);	/* told while waiting; false gives up. May be NULL */
	void *arg;
	void (*log)(void *arg, const char *line);	/* engine messages: codes, never case text. May be NULL */
};

enum { STORE_APPLICATION_ID = 0x43434c4b };	/* "CCLK" */

#endif
