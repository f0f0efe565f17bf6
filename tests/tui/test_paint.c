#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "tui/paint.h"

/* A pipe stands for the terminal: what is in it was written to the terminal. */
struct line {
	int read, out;
	struct paint paint;
};

static int open_line(void **state)
{
	static struct line line;
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_not_equal(fcntl(ends[0], F_SETFL, O_NONBLOCK), -1);
	line = (struct line){ .read = ends[0], .out = ends[1] };
	paint_init(&line.paint, line.out);
	*state = &line;
	return 0;
}

static int close_line(void **state)
{
	struct line *line = *state;

	paint_done(&line->paint);
	close(line->out);
	close(line->read);
	return 0;
}

static void say(struct line *line, const char *text)
{
	assert_int_equal(write(line->out, text, strlen(text)), (ssize_t)strlen(text));
}

static void assert_came(struct line *line, const char *expected)
{
	char came[256];
	ssize_t n = read(line->read, came, sizeof came);

	if (!*expected) {
		assert_int_equal(n, -1);
		assert_int_equal(errno, EAGAIN);
		return;
	}
	assert_int_equal(n, (ssize_t)strlen(expected));
	assert_memory_equal(came, expected, strlen(expected));
}

static void need_memory(const struct line *line)
{
	if (line->paint.kept < 0)
		skip();
}

static void picture__reaches_the_terminal_when_it_is_whole(void **state)
{
	struct line *line = *state;

	need_memory(line);
	paint_begin(&line->paint);
	say(line, "one ");
	say(line, "two");
	assert_came(line, "");
	paint_end(&line->paint);
	assert_came(line, "one two");
}

static void next_picture__has_nothing_of_the_one_before(void **state)
{
	struct line *line = *state;

	paint_begin(&line->paint);
	say(line, "a long picture");
	paint_end(&line->paint);
	assert_came(line, "a long picture");
	paint_begin(&line->paint);
	say(line, "short");
	paint_end(&line->paint);
	assert_came(line, "short");
	paint_begin(&line->paint);
	paint_end(&line->paint);
	assert_came(line, "");
}

static void between_pictures__what_is_written_goes_to_the_terminal(void **state)
{
	struct line *line = *state;

	say(line, "before");
	assert_came(line, "before");
	paint_begin(&line->paint);
	paint_end(&line->paint);
	say(line, "bell");
	assert_came(line, "bell");
}

static void without_memory__it_is_written_as_it_comes(void **state)
{
	struct line *line = *state;

	if (line->paint.kept >= 0)
		close(line->paint.kept);
	line->paint.kept = -1;
	paint_begin(&line->paint);
	say(line, "at once");
	assert_came(line, "at once");
	paint_end(&line->paint);
	assert_came(line, "");
}

/* A child reads while it is written: it is more than a pipe holds. */
static void large_picture__comes_whole_and_in_order(void **state)
{
	enum { WORDS = 60000 };
	struct line *line = *state;
	uint32_t word = 0, came;
	ssize_t n;
	pid_t pid;

	need_memory(line);
	paint_begin(&line->paint);
	for (; word < WORDS; word++)
		assert_int_equal(write(line->out, &word, sizeof word), sizeof word);
	pid = fork();
	if (pid == 0) {
		paint_end(&line->paint);
		_exit(0);
	}
	while (dup2(line->paint.tty, line->out) < 0 && errno == EINTR)
		;
	assert_int_not_equal(fcntl(line->read, F_SETFL, 0), -1);
	for (word = 0; word < WORDS; word++) {
		size_t have = 0;

		for (; have < sizeof came; have += (size_t)n) {
			n = read(line->read, (char *)&came + have, sizeof came - have);
			assert_true(n > 0);
		}
		assert_int_equal(came, word);
	}
	assert_int_equal(waitpid(pid, NULL, 0), pid);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(picture__reaches_the_terminal_when_it_is_whole, open_line, close_line),
		cmocka_unit_test_setup_teardown(next_picture__has_nothing_of_the_one_before, open_line, close_line),
		cmocka_unit_test_setup_teardown(between_pictures__what_is_written_goes_to_the_terminal, open_line,
						close_line),
		cmocka_unit_test_setup_teardown(without_memory__it_is_written_as_it_comes, open_line, close_line),
		cmocka_unit_test_setup_teardown(large_picture__comes_whole_and_in_order, open_line, close_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
