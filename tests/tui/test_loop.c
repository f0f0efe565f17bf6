/* How long the loop waits when nobody presses a key. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "clock/zone.h"
#include "core/desk.h"
#include "tui/ui.h"

enum { POLL_MS = 2000 };

static const int64_t real_ms = INT64_C(1800000000250);	/* a quarter past a second */

struct waits {
	struct ui ui;
	struct desk desk;
	struct view view;
	int64_t timer, row;	/* when each has something to do next */
};

static int64_t now_ms(void *arg)
{
	(void)arg;
	return real_ms;
}

static int64_t timer_next(void *arg)
{
	return ((const struct waits *)arg)->timer;
}

static int64_t view_next(struct ui *ui, struct view *view)
{
	(void)view;
	return ((const struct waits *)(const void *)ui)->row;
}

static const struct view_ops ops = { .name = "waits", .next = view_next };

/* A loop at now that was busy a moment ago; fixed: now is not what the wall clock says. */
static int64_t patience(int64_t now, bool fixed, int64_t timer, int64_t row)
{
	struct waits waits = { .desk = { .fixed_now = fixed }, .view = { .ops = &ops }, .timer = timer, .row = row };
	const struct ui_feed feed = { .now_ms = now_ms, .next = timer_next, .arg = &waits };

	waits.ui = (struct ui){ .desk = &waits.desk, .feed = &feed, .top = &waits.view, .now = now,
				.polled_ms = real_ms, .touched_ms = real_ms, .session_ms = 3600000 };
	return ui_patience(&waits.ui);
}

static void loop__waits__for_what_comes_first(void **state)
{
	const int64_t now = real_ms / 1000;

	(void)state;
	assert_int_equal(patience(now, false, INSTANT_NONE, INSTANT_NONE), POLL_MS);
	assert_int_equal(patience(now, false, now + 60, now + 1), 750);
	assert_int_equal(patience(now, false, now + 1, now + 60), 750);
	assert_int_equal(patience(now, false, now + 60, now + 30), POLL_MS);
	assert_int_equal(patience(now, false, INSTANT_NONE, now), 0);
}

/* With --now, what lies between then and the wall clock is always ahead: it is not waited for, nor is it due. */
static void time_that_stands_still__brings_nothing(void **state)
{
	static const int64_t moments[] = { 1700000000, 1800000000, 1900000000 };

	(void)state;
	for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
		assert_int_equal(patience(moments[i], true, moments[i] + 1, moments[i] + 60), POLL_MS);
		assert_int_equal(patience(moments[i], true, INSTANT_NONE, moments[i]), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(loop__waits__for_what_comes_first),
		cmocka_unit_test(time_that_stands_still__brings_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
