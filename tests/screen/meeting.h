/* The fixture of the allocations meeting on the screen: a file of its own, made by the program itself, on Fri 1 Mar
 * 2024 10:00, with the team North and its people, who are Mo Hale and Lou Park (managers), Sam Grey, Ada Low, Kit
 * Moss (a student) and Lee Fern, who has left. */
#ifndef TESTS_SCREEN_MEETING_H
#define TESTS_SCREEN_MEETING_H

#include "tests/screen/rehearsal.h"

/* For cmocka's fixtures: *state is a struct rehearsal. */
int meeting_begin(void **state);
int meeting_end(void **state);

/* Child n ("R-01") is accepted for assessment, a minute after the one before; 7 and 8 are sisters. */
void meeting_add_referral(const struct rehearsal *meeting, int n);

/* The board of North, as a person of that login sees it. Owned: pty_leave. */
struct pty *meeting_open_as(const struct rehearsal *meeting, const char *login, int rows, int cols);

#endif
