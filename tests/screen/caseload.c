#include "config.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "tests/base/folder.h"
#include "tests/base/whole.h"
#include "tests/screen/caseload.h"

static const char program[] = "tests/screen/screens";

static void run(const struct caseload *load, const char *verb, const char *more)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		execl(program, program, verb, load->database, load->clock, load->policy, more, NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

/* Written, not mapped: whoever sleeps over the file is told. */
void caseload_set_clock(const struct caseload *load, int64_t moment)
{
	int fd = open(load->clock, O_RDWR | O_CREAT, 0600);
	struct timespec now;
	int64_t at[2];

	assert_true(fd >= 0);
	clock_gettime(CLOCK_MONOTONIC, &now);
	at[0] = moment * 1000;
	at[1] = now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
	assert_int_equal(pwrite(fd, at, sizeof at, 0), sizeof at);
	close(fd);
}

static void name_files(struct caseload *load)
{
	const char *srcdir = getenv("srcdir");

	strcpy(load->folder, "tests/screen/case.XXXXXX");
	assert_non_null(mkdtemp(load->folder));
	snprintf(load->database, sizeof load->database, "%s/db", load->folder);
	snprintf(load->clock, sizeof load->clock, "%s/clock", load->folder);
	snprintf(load->policy, sizeof load->policy, "%s/data/policy", srcdir ? srcdir : ".");
}

static void copy_file(const char *from, const char *to)
{
	char bytes[65536];
	ssize_t n;
	int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_EXCL, 0600);

	assert_true(in >= 0 && out >= 0);
	while ((n = read(in, bytes, sizeof bytes)) > 0)
		assert_int_equal(write(out, bytes, (size_t)n), n);
	close(in);
	close(out);
}

static void remove_files(struct caseload *load)
{
	folder_remove(load->folder);
	free(load);
}


int caseload_make(void **state)
{
	struct caseload *load = mem_new(sizeof *load);

	setenv("LC_ALL", "C.UTF-8", 1);
	name_files(load);
	caseload_set_clock(load, CASELOAD_START);
	run(load, "make", NULL);
	*state = load;
	return 0;
}

/* The line goes under the heading of its section. */
static void add_to_policy(const char *path, const char *line)
{
	static const char heading[] = "[policy]\n";
	char *text = whole_file(path), *at = strstr(text, heading);
	FILE *file;

	assert_non_null(at);
	at += sizeof heading - 1;
	file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file, "%.*s%s\n%s", (int)(at - text), text, line, at);
	assert_int_equal(fclose(file), 0);
	free(text);
}

static void make_policy(struct caseload *load, const char *line)
{
	char folder[sizeof load->folder + 8], from[sizeof load->policy + 264], to[sizeof folder + 264];
	DIR *dir = opendir(load->policy);
	struct dirent *entry;

	assert_non_null(dir);
	snprintf(folder, sizeof folder, "%s/policy", load->folder);
	assert_int_equal(mkdir(folder, 0700), 0);
	while ((entry = readdir(dir)) != NULL) {
		snprintf(from, sizeof from, "%s/%s", load->policy, entry->d_name);
		snprintf(to, sizeof to, "%s/%s", folder, entry->d_name);
		if (entry->d_name[0] != '.')
			copy_file(from, to);
	}
	closedir(dir);
	snprintf(to, sizeof to, "%s/practice.policy", folder);
	add_to_policy(to, line);
	snprintf(load->policy, sizeof load->policy, "%s", folder);
}

int caseload_make_with(void **state, const char *line)
{
	struct caseload *load = mem_new(sizeof *load);

	setenv("LC_ALL", "C.UTF-8", 1);
	name_files(load);
	make_policy(load, line);
	caseload_set_clock(load, CASELOAD_START);
	run(load, "make", NULL);
	*state = load;
	return 0;
}

int caseload_remove(void **state)
{
	remove_files(*state);
	return 0;
}

int caseload_begin(void **state)
{
	struct caseload *made = *state, *load = mem_new(sizeof *load);

	name_files(load);
	copy_file(made->database, load->database);
	caseload_set_clock(load, CASELOAD_START);
	*state = load;
	return 0;
}

int caseload_end(void **state)
{
	remove_files(*state);
	return 0;
}

static struct pty *open_screens(const struct caseload *load, int rows, int cols, const char *first,
				const char *term, const char *more)
{
	const char *const argv[] = { program, "open", load->database, load->clock, load->policy, first, NULL };
	const char *const env[] = {term ? term : "TERM=xterm-256color", "LC_ALL=C.UTF-8",
				   "PATH=/usr/bin:/bin", more, NULL};
	struct pty_spec spec = { argv, env, rows, cols };

	return pty_start(&spec);
}

struct pty *caseload_open(const struct caseload *load, int rows, int cols, const char *term, const char *more)
{
	struct pty *pty = open_screens(load, rows, cols, NULL, term, more);

	EXPECT_TEXT(pty, "F1 keys");	/* the last line is there, and so are the others */
	return pty;
}

struct pty *caseload_come(const struct caseload *load, int rows, int cols)
{
	return open_screens(load, rows, cols, "today", NULL, NULL);
}

void caseload_decide(const struct caseload *load, const char *reference)
{
	run(load, "decide", reference);
}

void caseload_allocate(const struct caseload *load, const char *reference)
{
	run(load, "allocate", reference);
}

void caseload_role(const struct caseload *load, const char *role)
{
	run(load, "role", role);
}

void caseload_check(const struct caseload *load)
{
	run(load, "check", NULL);
}

void caseload_more(const struct caseload *load, int from, int n)
{
	char number[32];

	snprintf(number, sizeof number, "%d-%d", from, from + n - 1);
	run(load, "more", number);
}

void caseload_import(const struct caseload *load, const char *rows, size_t n)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof path, "%s/extract.csv", load->folder);
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(rows, 1, n, file), n);
	assert_int_equal(fclose(file), 0);
	run(load, "import", path);
}

void caseload_many(const struct caseload *load, int n)
{
	struct str_buf rows = { 0 };

	str_add(&rows, "reference,name,received,source,rating\n");
	for (int i = 1; i <= n; i++)
		str_addf(&rows, "M-%04d,Mo Linden,2024-03-01T09:00,health,green\n", i);
	caseload_import(load, rows.text, rows.n);
	str_done(&rows);
}
