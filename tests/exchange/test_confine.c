#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "exchange/confine.h"

/* Each returns true when it got what it should not get. */
static bool open_file(void)
{
	return open("/etc/passwd", O_RDONLY) >= 0;
}

static bool create_file(void)
{
	return open("/tmp", O_TMPFILE | O_RDWR, 0600) >= 0;
}

static bool open_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static bool start_process(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return pid > 0;
}

static bool run_program(void)
{
	char name[] = "true";
	char *const args[] = { name, NULL }, *const environment[] = { NULL };

	/* What it would end with counts as a breach. */
	execve("/bin/false", args, environment);
	return false;
}

static bool kill_parent(void)
{
	return kill(getppid(), 0) == 0;
}

static bool copy_descriptor(void)
{
	return dup(STDIN_FILENO) >= 0;
}

static bool make_code(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
		0) != MAP_FAILED;
}

static bool write_input(void)
{
	return write(STDIN_FILENO, "x", 1) == 1;
}

static bool take_much_memory(void)
{
	const size_t n = (size_t)512 * 1024 * 1024;

	return mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static const struct {
	const char *what;
	bool (*try)(void);
	bool by_limit;		/* also where calls are not filtered */
} breaches[] = {
	{ "open a file", open_file, true },
	{ "create a file", create_file, true },
	{ "open a socket", open_socket, true },
	{ "start a process", start_process, false },
	{ "run a program", run_program, false },
	{ "signal another process", kill_parent, false },
	{ "copy a descriptor", copy_descriptor, true },
	{ "make code", make_code, false },
	{ "write to its input", write_input, false },
	{ "take 512 MiB", take_much_memory, false },
};

/* Sanitizers need memory and calls of their own, so that confine leaves them more. */
#if defined(__SANITIZE_ADDRESS__)
static const bool sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
static const bool sanitized = true;
#else
static const bool sanitized = false;
#endif
#else
static const bool sanitized = false;
#endif

/* The wait status of a confined child in which try was made; 1 is a breach. */
static int status_of(bool (*try)(void))
{
	int status, pipe_ends[2];
	pid_t pid;

	assert_int_equal(pipe(pipe_ends), 0);
	pid = fork();
	if (pid == 0) {
		dup2(pipe_ends[0], STDIN_FILENO);
		confine();
		_exit(try() ? 1 : 0);
	}
	close(pipe_ends[0]);
	close(pipe_ends[1]);
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void confined__gets__nothing_more(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(breaches) / sizeof(breaches[0]); i++) {
		int status;

		if (sanitized && !breaches[i].by_limit)
			continue;
		status = status_of(breaches[i].try);
		if (WIFEXITED(status) ? WEXITSTATUS(status) != 0 : WTERMSIG(status) != SIGSYS)
			fail_msg("it could %s (status %x)", breaches[i].what, (unsigned)status);
	}
}

static bool work(void)
{
	char *much = malloc(64 * 1024 * 1024), *more;

	if (!much)
		return true;
	memset(much, 1, 64 * 1024 * 1024);
	more = realloc(much, 96 * 1024 * 1024);
	if (!more)
		return true;
	free(more);
	return write(STDERR_FILENO, "", 0) != 0;
}

static void confined__can_still__work_on_what_it_has(void **state)
{
	int status = status_of(work);

	(void)state;
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static bool give_up(void)
{
	abort();
}

static void confined__dies__of_its_own_fault_and_not_of_the_filter(void **state)
{
	int status = status_of(give_up);

	(void)state;
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
	assert_false(WCOREDUMP(status));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(confined__gets__nothing_more),
		cmocka_unit_test(confined__can_still__work_on_what_it_has),
		cmocka_unit_test(confined__dies__of_its_own_fault_and_not_of_the_filter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
