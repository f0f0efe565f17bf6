/* Runs programs in a pseudo-terminal, one after another in turn (A B A B ...), and prints one line a
 * sample; whoever calls takes the medians:
 *   paint   PROGRAM MS BYTES        start to the last byte before it was quiet
 *   key     PROGRAM NAME MS BYTES   a key to its last byte; MS is -1 where nothing came
 *   memory  PROGRAM KIB             the most it had in memory, after all keys
 *   idle    PROGRAM SECONDS WAKEUPS BYTES BURSTS
 *   rest    PROGRAM ended|lives     whether it was still there before it was asked to leave
 *   peak    PROGRAM KIB             the most it had in memory, when it has left */
#include "config.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "measure.h"
#include "terminal.h"

enum { MOST_PROGRAMS = 12, MOST_KEYS = 8 };

/* "j:60" is 60 times j; "G/g:20" is 20 times G, each with an unmeasured g behind. */
struct key_plan {
	char name[16], back[16];
	int times;
};

struct plan {
	int rounds, key_rounds, columns, rows;
	double quiet, key_quiet, limit, idle;
	double answer;		/* silence that ends a key's answer: what comes later is not it; 0: key_quiet */
	const char *marker, *leave;
	struct key_plan keys[MOST_KEYS];
	int n_keys;
	char **programs[MOST_PROGRAMS];
	int n_programs;
};

static const char *key_text(const char *name)
{
	static const struct {
		const char *name, *text;
	} named[] = {
		{ "PGDN", "\033[6~" }, { "PGUP", "\033[5~" }, { "ESC", "\033" }, { "ENTER", "\r" }, { "SPACE", " " },
		{ "BS", "\177" }, { "F3", "\033OR" },
	};

	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		if (!strcmp(name, named[i].name))
			return named[i].text;
	return name;
}

static void add_key(struct plan *plan, const char *text)
{
	struct key_plan *key = &plan->keys[plan->n_keys];

	if (plan->n_keys++ == MOST_KEYS)
		measure_die(text, "too many keys");
	if (sscanf(text, "%15[^/:]/%15[^:]:%d", key->name, key->back, &key->times) == 3)
		return;
	key->back[0] = '\0';
	if (sscanf(text, "%15[^/:]:%d", key->name, &key->times) != 2)
		measure_die(text, "a key is NAME:TIMES or NAME/BACK:TIMES");
}

static void press(struct pty *pty, const struct plan *plan, const struct key_plan *key, int program)
{
	int mute = 0;

	for (int i = 0; i < key->times && !pty->ended && mute < 5; i++) {
		struct pty_wait wait = { measure_ms(), plan->answer > 0 ? plan->answer : plan->key_quiet,
					 plan->limit < 2000 ? plan->limit : 2000, NULL };
		struct pty_burst burst;

		pty_send(pty, key_text(key->name));
		burst = pty_read(pty, &wait);
		mute = burst.last < 0 ? mute + 1 : 0;
		printf("key %d %s %.4f %zu\n", program, key->name, burst.last, burst.bytes);
		if (plan->answer > 0)	/* a clock that turned, a minute that went by */
			pty_watch(pty, plan->key_quiet);
		if (!key->back[0])
			continue;
		wait.since = measure_ms();
		pty_send(pty, key_text(key->back));
		pty_read(pty, &wait);
	}
}

static void stay_idle(struct pty *pty, const struct plan *plan, int program)
{
	long before, after;
	struct pty_burst burst;

	pty_watch(pty, 500);
	before = pty_status(pty, "voluntary_ctxt_switches");
	burst = pty_watch(pty, plan->idle * 1e3);
	after = pty_status(pty, "voluntary_ctxt_switches");
	printf("idle %d %.0f %ld %zu %d\n", program, plan->idle, after - before, burst.bytes, burst.parts);
}

static void run(const struct plan *plan, int program, bool with_keys)
{
	struct pty pty;
	struct pty_burst burst;

	/* Rounds of one length would keep step with what happens at each full second. */
	poll(NULL, 0, rand() % 300);
	pty_start(&pty, plan->programs[program], plan->columns, plan->rows);
	burst = pty_read(&pty, &(struct pty_wait){ pty.began, plan->quiet, plan->limit, plan->marker });
	printf("paint %d %.4f %zu\n", program, burst.last, burst.bytes);
	for (int i = 0; with_keys && i < plan->n_keys; i++)
		press(&pty, plan, &plan->keys[i], program);
	if (with_keys && plan->idle > 0)
		stay_idle(&pty, plan, program);
	printf("memory %d %ld\n", program, pty_status(&pty, "VmHWM"));
	printf("rest %d %s\n", program, pty.ended ? "ended" : "lives");
	pty_stop(&pty, plan->leave);
	printf("peak %d %d\n", program, pty.max_rss_kib);
	fflush(stdout);
}

static void take_programs(struct plan *plan, char **argv)
{
	while (*argv) {
		if (plan->n_programs == MOST_PROGRAMS)
			measure_die(*argv, "too many programs");
		plan->programs[plan->n_programs++] = argv;
		while (*argv && strcmp(*argv, "--") != 0)
			argv++;
		if (*argv)
			*argv++ = NULL;
	}
}

int main(int argc, char **argv)
{
	struct plan plan = {
		.rounds = 1, .key_rounds = 1, .columns = 120, .rows = 40, .quiet = 80, .key_quiet = 25, .limit = 30000,
	};

	for (int c; (c = getopt(argc, argv, "+n:r:s:q:Q:a:l:i:m:x:k:")) != -1;) {
		switch (c) {
		case 'n': plan.rounds = atoi(optarg); break;
		case 'r': plan.key_rounds = atoi(optarg); break;
		case 's': sscanf(optarg, "%dx%d", &plan.columns, &plan.rows); break;
		case 'q': plan.quiet = atof(optarg); break;
		case 'Q': plan.key_quiet = atof(optarg); break;
		case 'a': plan.answer = atof(optarg); break;
		case 'l': plan.limit = atof(optarg) * 1e3; break;
		case 'i': plan.idle = atof(optarg); break;
		case 'm': plan.marker = optarg; break;
		case 'x': plan.leave = optarg; break;
		case 'k': add_key(&plan, optarg); break;
		default: measure_die("usage", "tty [-n ROUNDS] [-r KEY-ROUNDS] [-k KEY:TIMES]... PROGRAM [-- PROGRAM]...");
		}
	}
	take_programs(&plan, argv + optind);
	for (int round = 0; round < plan.rounds; round++)
		for (int i = 0; i < plan.n_programs; i++)
			run(&plan, i, round < plan.key_rounds);
	return 0;
}
