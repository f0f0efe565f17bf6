/* The screens over a small made-up caseload, with a clock that the test can set.
 *   screens make DATABASE CLOCK POLICY     makes the file and the caseload
 *   screens open DATABASE CLOCK POLICY [QUEUE|today]
 *   screens decide DATABASE CLOCK POLICY REFERENCE     somebody else's decision
 *   screens allocate DATABASE CLOCK POLICY REFERENCE   somebody else gives it to Sam Grey
 *   screens more DATABASE CLOCK POLICY 1-20            contacts more, M-0001 to M-0020
 *   screens import DATABASE CLOCK POLICY FILE          takes in an extract of contacts
 *   screens role DATABASE CLOCK POLICY ROLE            somebody gives Sam Grey another role; "none": closes sam
 *   screens check DATABASE CLOCK POLICY                says each fault that is found in the file
 * CLOCK holds two numbers: the moment it is, and the steady clock when that was written. */
#include "config.h"

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "clock/civil.h"
#include "core/act.h"
#include "core/import.h"
#include "core/keep.h"
#include "tui/console.h"
#include "tui/keyfile.h"
#include "tui/tui.h"

struct clock_file {
	volatile int64_t moment_ms, steady_ms;
};

struct machine {
	const struct clock_file *clock;
	int watch;			/* tells of a clock that was set; 0: does not */
	bool holds;			/* that news until the next wait */
	struct cli_world world;		/* of the command line of the screens */
	struct console_calls console;
	struct keymap keys;
	struct tui_link link;
};

static void on_clock(int number)
{
	(void)number;
}

/* A clock that the test sets ends the wait for a key, as the passing of the time itself would have done. */
static bool watch_clock(struct machine *machine, const char *path)
{
	struct sigaction action = { .sa_handler = on_clock, .sa_flags = SA_RESTART };
	int fd = machine->watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);

	return fd >= 0 && sigaction(SIGIO, &action, NULL) == 0 && fcntl(fd, F_SETOWN, getpid()) == 0 &&
	       fcntl(fd, F_SETFL, O_ASYNC | O_NONBLOCK) == 0 && inotify_add_watch(fd, path, IN_MODIFY) >= 0;
}

/* As the screens do with their own signals: what comes between two waits is kept for the next. What has been
 * told is taken, or the same would not be told again. */
static void hold_clock(struct machine *machine)
{
	char told[1024];
	sigset_t mask;

	while (machine->watch > 0 && read(machine->watch, told, sizeof told) > 0)
		;
	if (machine->holds || sigprocmask(SIG_BLOCK, NULL, &mask) != 0 || !sigismember(&mask, SIGWINCH))
		return;
	sigemptyset(&mask);
	sigaddset(&mask, SIGIO);
	sigprocmask(SIG_BLOCK, &mask, NULL);
	machine->holds = true;
}

static int64_t now_ms(void *arg)
{
	struct machine *machine = arg;
	struct timespec now;

	hold_clock(machine);
	clock_gettime(CLOCK_MONOTONIC, &now);
	return machine->clock->moment_ms + now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000 -
	       machine->clock->steady_ms;
}

static void pause_ms(void *arg, int ms)
{
	(void)arg;
	poll(NULL, 0, ms);
}

static bool waiting(void *arg, int waited_ms)
{
	return tui_waiting(&((struct machine *)arg)->link, waited_ms);
}

struct child {
	const char *reference, *name, *rating;
	int hours;		/* before now, received */
	const char *worker;
};

/* Red: 4 hours to the strategy discussion, 24 to the decision; amber 24; green and unrated 72. */
static const struct child children[] = {
	{"W-1001", "Ada Moss", "red", 5, NULL},
	{"W-1002", "Zo\u00EB Ashdown", "red", 3, NULL},
	{"W-1003", "\u0141ukasz Nowak", "amber", 30, NULL},
	{"W-1004", "\u738B\u5C0F\u660E", "amber", 20, NULL},
	{"W-1005", "Nguye\u0302\u0303n An", "green", 10, NULL},
	{"W-1006", "Bo \u202EOakes", "green", 60, NULL},
	{"W-1007", "Cleo Birch", NULL, 1, NULL},
	{"W-1008", "Dan Rowan with a name that is much longer than it should be", "green", 70, NULL},
	{"W-1009", "Eve Hazel", "amber", 2, NULL},
	{"W-1010", "Flo Elder", "green", 90, NULL},
	{"W-1011", "Gus Alder", "amber", 23, NULL},
	{"W-1012", "Hal Willow", "green", 4, NULL},
};

static bool receive(struct desk *desk, const struct child *child, struct error *err)
{
	struct act_field fields[3] = {{"name", child->name}, {"source", "health"}, {"rating", child->rating}};
	struct act_event event = {.reference = child->reference,
				  .kind = "contact.received",
				  .fields = fields,
				  .n_fields = child->rating ? 3 : 2,
				  .at = desk->now - child->hours * INT64_C(3600),
				  .timed = true};
	struct act_result result;

	return act_record(desk, &event, 1, &result, err);
}

static bool make(const char *database, const char *policy, const struct surroundings *world,
		 struct error *err)
{
	static const char *const teams[] = { "MASH" };
	struct desk_init init = {.database = database,
				 .policy_folder = policy,
				 .kind = "rehearse",
				 .teams = teams,
				 .n_teams = 1,
				 .now = INSTANT_NONE,
				 .live_from = CIVIL_NONE};
	struct person_change sam = { .name = "Sam Grey", .login = "sam", .role = "duty", .team = "MASH" };
	struct desk *desk = desk_make(&init, world, err);
	bool ok = desk && act_person(desk, "Sam Grey", true, &sam, err);

	for (size_t i = 0; ok && i < sizeof children / sizeof *children; i++)
		ok = receive(desk, &children[i], err);
	desk_close(desk);
	return ok;
}

static bool decide(struct desk *desk, const char *reference, struct error *err)
{
	struct act_field fields[] = { { "outcome", "nfa" }, { "rationale", "seen" } };
	struct act_event event = {.reference = reference,
				  .kind = "contact.decided",
				  .fields = fields,
				  .n_fields = 2,
				  .at = INSTANT_NONE,
				  .timed = true};
	struct act_result result;

	return act_record(desk, &event, 1, &result, err);
}

static bool give(struct desk *desk, const char *reference, struct error *err)
{
	struct act_result result;

	return act_allocate(desk, reference, "sam", NULL, &result, err);
}

static bool receive_more(struct desk *desk, const char *range, struct error *err)
{
	int from = 1, to = 0;
	bool ok = sscanf(range, "%d-%d", &from, &to) == 2;

	for (int i = from; ok && i <= to; i++) {
		char reference[16];
		struct child child = { reference, "Mo Linden", "green", 1, NULL };

		snprintf(reference, sizeof reference, "M-%04d", i);
		ok = receive(desk, &child, err);
	}
	return ok;
}

/* What an administrator does at another screen. */
static bool change_sam(struct desk *desk, const char *role, struct error *err)
{
	struct person_change gone = { .to = "2024-02-29" }, other = { .role = role };

	return act_person(desk, "sam", false, strcmp(role, "none") == 0 ? &gone : &other, err);
}

static void say_refused(void *arg, const struct import_refusal *refusal)
{
	(void)arg;
	fprintf(stderr, "screens: row %d: %s\n", (int)refusal->row, refusal->reason);
}

static bool take_in(struct desk *desk, const char *file, struct error *err)
{
	struct import_watch watch = { .refused = say_refused };
	struct import_report report;

	return import_contacts(desk, file, false, &watch, &report, err);
}

static void say_fault(void *arg, const char *text)
{
	(void)arg;
	fprintf(stderr, "screens: %s\n", text);
}

static bool check(struct desk *desk, struct error *err)
{
	int faults = 0;

	return keep_check(desk, say_fault, NULL, &faults, err) && faults == 0;
}

/* With "today" it opens as for somebody who comes; else as if Today had been seen on this day. */
static int run_screens(struct desk *desk, const struct term_facts *facts, const char *first,
		       struct tui_link *link, struct error *err)
{
	char day[CIVIL_SIZE];
	bool comes = first && strcmp(first, "today") == 0;

	civil_iso(zone_day(desk->zone, desk->now), day);
	if (!first) {
		keep_place_set(desk, "day", day, NULL);
		keep_place_set(desk, "view", "queue", NULL);
	}
	return tui_run(desk, facts, comes ? NULL : first, link, err);
}

/* As main does: the commands, and the keys with what CASELOAD_KEYS says of them. */
static void lend(struct machine *machine, const struct surroundings *world)
{
	const char *keys = getenv("CASELOAD_KEYS");
	struct str_buf faults = { 0 };

	machine->world = (struct cli_world){ .surroundings = *world };
	machine->console = (struct console_calls){console_command, console_complete, console_run, &machine->world};
	machine->link.console = &machine->console;
	keymap_init(&machine->keys);
	keyfile_read(&machine->keys, "keys", keys ? keys : "", ".", &faults);
	machine->link.keys = &machine->keys;
	str_done(&faults);
}

static int open_desk(char **argv, int argc, struct machine *machine, const struct surroundings *world,
		     struct error *err)
{
	const char *no_color = getenv("NO_COLOR");
	struct term_facts facts = {.name = getenv("TERM"),
				   .no_color = no_color && *no_color,
				   .in = 0,
				   .out = 1,
				   .utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0};
	struct desk_options options = { .database = argv[2], .now = INSTANT_NONE, .known = INSTANT_NONE,
					.as_login = getenv("CASELOAD_AS"),
					.screen = strcmp(argv[1], "open") == 0 };
	struct desk *desk = desk_open(&options, world, err);
	int status;

	if (!desk)
		return 4;
	if (options.screen)
		lend(machine, world);
	if (options.screen && !watch_clock(machine, argv[3]))
		fprintf(stderr, "screens: %s: not watched, so that tests take longer\n", argv[3]);
	if (options.screen)
		status = run_screens(desk, &facts, argc > 5 ? argv[5] : NULL, &machine->link, err);
	else if (strcmp(argv[1], "role") == 0)
		status = change_sam(desk, argc > 5 ? argv[5] : "", err) ? 0 : 3;
	else if (strcmp(argv[1], "check") == 0)
		status = check(desk, err) ? 0 : 3;
	else if (strcmp(argv[1], "allocate") == 0)
		status = give(desk, argc > 5 ? argv[5] : "", err) ? 0 : 3;
	else if (strcmp(argv[1], "more") == 0)
		status = receive_more(desk, argc > 5 ? argv[5] : "", err) ? 0 : 3;
	else if (strcmp(argv[1], "import") == 0)
		status = take_in(desk, argc > 5 ? argv[5] : "", err) ? 0 : 3;
	else
		status = decide(desk, argc > 5 ? argv[5] : "", err) ? 0 : 3;
	desk_close(desk);
	return status;
}

int main(int argc, char **argv)
{
	struct machine machine = { 0 };
	struct surroundings world = {.now_ms = now_ms,
				     .pause_ms = pause_ms,
				     .waiting = waiting,
				     .arg = &machine,
				     .uid = getuid(),
				     .login = "tester",
				     .person_name = "Test Erin",
				     .pid = getpid(),
				     .libexec_folder = BUILDDIR "/src/exchange"};
	struct error err = { 0 };
	int fd, status;

	setlocale(LC_ALL, "");
	bindtextdomain(PACKAGE, BUILDDIR "/locale");
	textdomain(PACKAGE);
	if (argc < 5)
		return 2;
	fd = open(argv[3], O_RDONLY);
	machine.clock = fd < 0 ? MAP_FAILED : mmap(NULL, sizeof *machine.clock, PROT_READ, MAP_SHARED, fd, 0);
	if (machine.clock == MAP_FAILED) {
		fprintf(stderr, "screens: %s: no clock\n", argv[3]);
		return 2;
	}
	close(fd);
	if (strcmp(argv[1], "make") == 0)
		status = make(argv[2], argv[4], &world, &err) ? 0 : 3;
	else
		status = open_desk(argv, argc, &machine, &world, &err);
	if (err.kind != ERROR_NONE)
		fprintf(stderr, "screens: %s\n", err.text);
	return status;
}
