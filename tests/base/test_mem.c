#include "config.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/mem.h"

static void mem__is__zeroed_and_never_null(void **state)
{
	unsigned char *bytes = mem_new(64);
	void *none = mem_new(0);
	uint64_t *array = mem_array(8, sizeof(*array));
	void *empty = mem_array(0, 0);

	(void)state;
	for (int i = 0; i < 64; i++)
		assert_int_equal(bytes[i], 0);
	for (int i = 0; i < 8; i++)
		assert_int_equal(array[i], 0);
	assert_non_null(none);
	assert_non_null(empty);
	free(bytes);
	free(none);
	free(array);
	free(empty);
}

static void mem__copies__texts(void **state)
{
	char *copy = mem_copy("referral");
	char *start = mem_copy_n("referral", 5);
	char *none = mem_copy_n(NULL, 0);

	(void)state;
	assert_string_equal(copy, "referral");
	assert_string_equal(start, "refer");
	assert_string_equal(none, "");
	assert_null(mem_copy(NULL));
	free(copy);
	free(start);
	free(none);
}

static void mem__grows__and_keeps_what_was_there(void **state)
{
	int *items = NULL;
	size_t room = 0;

	(void)state;
	for (size_t n = 0; n < 1000; n++) {
		mem_grow(&items, n, &room, sizeof(*items));
		assert_true(room > n);
		items[n] = (int)n;
	}
	for (int n = 0; n < 1000; n++)
		assert_int_equal(items[n], n);
	items = mem_resize(items, 0, 0);
	assert_non_null(items);
	free(items);
}

/* Runs f in a process of its own with its standard error closed; true when it aborted. */
static bool aborts(void (*f)(void))
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		close(STDERR_FILENO);
		signal(SIGABRT, SIG_DFL);
		f();
		_exit(0);
	}
	assert_true(child > 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void resize_too_far(void)
{
	free(mem_resize(NULL, SIZE_MAX / 4, 8));
}

static void grow_too_far(void)
{
	void *items = NULL;
	size_t room = SIZE_MAX / 2 + 1;

	mem_grow(&items, room, &room, 1);
}

static void mem__ends__the_program_where_a_size_overflows(void **state)
{
	(void)state;
	assert_true(aborts(resize_too_far));
	assert_true(aborts(grow_too_far));
}

static void error__carries__a_kind_and_a_sentence(void **state)
{
	struct error err = { 0 };

	(void)state;
	assert_false(error_set(&err, ERROR_INPUT, "contacts.csv:%d: not a date", 12));
	assert_int_equal(err.kind, ERROR_INPUT);
	assert_string_equal(err.text, "contacts.csv:12: not a date");
	assert_false(error_set(&err, ERROR_DENIED, "%s, again", err.text));
	assert_int_equal(err.kind, ERROR_DENIED);
	assert_string_equal(err.text, "contacts.csv:12: not a date, again");
	assert_false(error_prefix(&err, "import %s", "x"));
	assert_string_equal(err.text, "import x: contacts.csv:12: not a date, again");
	assert_int_equal(err.kind, ERROR_DENIED);
	error_clear(&err);
	assert_int_equal(err.kind, ERROR_NONE);
	assert_string_equal(err.text, "");
	assert_false(error_prefix(&err, "nothing"));
	assert_string_equal(err.text, "");
}

static void error__may__be_unwanted(void **state)
{
	(void)state;
	assert_false(error_set(NULL, ERROR_INPUT, "nobody listens"));
	assert_false(error_prefix(NULL, "nobody"));
	error_clear(NULL);
}

static void error__stays__on_one_line_of_whole_characters(void **state)
{
	struct error err = { 0 };
	char text[2000];

	(void)state;
	error_set(&err, ERROR_INPUT, "%s", "a\nfile\tname\r");
	assert_string_equal(err.text, "a file name ");
	/* Three bytes a character, so that one of three beginnings is cut inside a character. */
	for (size_t start = 0; start < 3; start++) {
		memset(text, 'x', start);
		for (size_t i = start; i + 3 < sizeof(text); i += 3)
			memcpy(text + i, "\xE2\x82\xAC", 4);
		error_set(&err, ERROR_INPUT, "%s", text);
		assert_true(strlen(err.text) < sizeof(err.text));
		assert_true(strlen(err.text) >= sizeof(err.text) - 4);
		assert_int_equal((strlen(err.text) - start) % 3, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mem__is__zeroed_and_never_null),
		cmocka_unit_test(mem__copies__texts),
		cmocka_unit_test(mem__grows__and_keeps_what_was_there),
		cmocka_unit_test(mem__ends__the_program_where_a_size_overflows),
		cmocka_unit_test(error__carries__a_kind_and_a_sentence),
		cmocka_unit_test(error__may__be_unwanted),
		cmocka_unit_test(error__stays__on_one_line_of_whole_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
