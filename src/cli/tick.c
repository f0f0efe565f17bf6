#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/i18n.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/tools.h"
#include "core/subject.h"
#include "core/timer.h"

/* A turn copied out of the round, for the command that is run when the round is over: ids and
 * codes, no name (nothing of a child's record goes to another program). */
struct turn {
	char *case_id, *reference, *timescale, *about, *queue;
	enum clock_status from, to;
	int64_t moment;
};

struct round {
	struct cli *cli;
	struct sheet *sheet;
	bool keep;
	struct turn *turns;
	size_t n, room;
};

static const struct sheet_column columns[] = {
	{"moment", N_("Moment"), false},
	{"reference", N_("Reference"), false},
	{"timescale", N_("Timescale"), false},
	{"from", N_("From"), false},
	{"to", N_("To"), false},
	{"queue", N_("Queue"), false},
	{"team", N_("Team"), false},
	{"worker", N_("Worker"), false},
};

static bool turn_seen(void *arg, const struct timer_turn *turn)
{
	struct round *round = arg;
	char moment[ZONE_ISO_SIZE];
	if (subject_hidden(round->cli->desk, turn->reference))
		return true;
	sheet_text(round->sheet, cli_iso(round->cli, turn->moment, moment));
	sheet_text(round->sheet, turn->reference);
	sheet_text(round->sheet, turn->timescale);
	sheet_text(round->sheet, status_word(turn->from));
	sheet_text(round->sheet, status_word(turn->to));
	sheet_text(round->sheet, turn->queue);
	sheet_text(round->sheet, turn->team);
	sheet_text(round->sheet, turn->worker);
	if (!round->keep)
		return true;
	mem_grow(&round->turns, round->n, &round->room, sizeof *round->turns);
	round->turns[round->n++] = (struct turn){
		.case_id = mem_copy(turn->case_id),
		.reference = mem_copy(turn->reference),
		.timescale = mem_copy(turn->timescale),
		.about = mem_copy(turn->about),
		.queue = mem_copy(turn->queue),
		.from = turn->from,
		.to = turn->to,
		.moment = turn->moment,
	};
	return true;
}

static void give(const char *name, const char *value)
{
	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

/* In the child: the turn in its environment and as $1 .. $4, nothing to read, what it prints on
 * standard error so that the answer stays whole. */
static void run_in_child(struct cli *cli, const char *command, const struct turn *turn)
{
	char moment[ZONE_ISO_SIZE];
	int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
	if (nothing < 0 || dup2(nothing, 0) < 0 || dup2(2, 1) < 0)
		_exit(126);
	give("CASECLOCK_CASE", turn->case_id);
	give("CASECLOCK_REFERENCE", turn->reference);
	give("CASECLOCK_TIMESCALE", turn->timescale);
	give("CASECLOCK_ABOUT", turn->about);
	give("CASECLOCK_QUEUE", turn->queue);
	give("CASECLOCK_FROM", status_word(turn->from));
	give("CASECLOCK_TO", status_word(turn->to));
	give("CASECLOCK_MOMENT", cli_iso(cli, turn->moment, moment));
	execl("/bin/sh", "sh", "-c", command, "caseclock-tick", turn->reference, turn->timescale,
	      status_word(turn->to), moment, (char *)NULL);
	_exit(127);
}

/* Runs the command for one turn and waits for it. */
static bool run_for(struct cli *cli, const char *command, const struct turn *turn)
{
	int status = 0;
	pid_t child = fork();
	if (child == 0)
		run_in_child(cli, command, turn);
	pid_t done = child < 0 ? -1 : waitpid(child, &status, 0);
	while (done < 0 && child > 0 && errno == EINTR)
		done = waitpid(child, &status, 0);
	if (done > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	struct error wrong = {0};
	if (done < 0)
		error_set(&wrong, ERROR_ATTENTION, _("%s %s: the command could not be started: %s"),
			  turn->reference, turn->timescale, strerror(errno));
	else if (WIFEXITED(status))
		error_set(&wrong, ERROR_ATTENTION, _("%s %s: the command failed with status %d"),
			  turn->reference, turn->timescale, WEXITSTATUS(status));
	else
		error_set(&wrong, ERROR_ATTENTION, _("%s %s: the command was ended by signal %d"),
			  turn->reference, turn->timescale, WTERMSIG(status));
	cli_complain(wrong.text);
	return false;
}

static bool run_for_all(struct cli *cli, const char *command, const struct round *round, struct error *err)
{
	unsigned long failed = 0;
	fflush(cli->out);
	for (size_t i = 0; i < round->n; i++)
		failed += !run_for(cli, command, &round->turns[i]);
	if (!failed)
		return true;
	return error_set(err, ERROR_ATTENTION,
			 ngettext("tick: the command failed for %lu turn; the turn is kept",
				  "tick: the command failed for %lu turns; the turns are kept", failed),
			 failed);
}

static void round_done(struct round *round)
{
	for (size_t i = 0; i < round->n; i++) {
		free(round->turns[i].case_id);
		free(round->turns[i].reference);
		free(round->turns[i].timescale);
		free(round->turns[i].about);
		free(round->turns[i].queue);
	}
	free(round->turns);
}

bool run_tick(struct cli *cli, struct error *err)
{
	const char *command = args_value(cli->args, OPTION_RUN);
	int64_t turned = 0;
	if (command && cli->world->privileged)
		return error_set(err, ERROR_DENIED,
				 _("tick --run: a set-group-id install starts no command"));
	if (!cli_open(cli, err))
		return false;
	if (cli->desk->fixed_now && !cli->desk->rehearsing)
		return error_set(err, ERROR_USAGE,
				 _("--now: it shows another moment; only a database for rehearsal"
				   " can be turned to it"));
	struct round round = {.cli = cli, .keep = command};
	round.sheet = cli_sheet(cli, columns, sizeof columns / sizeof *columns);
	bool ok = subjects_keep_up(cli->desk, false, err) && timer_round(cli->desk, turn_seen, &round, &turned, err);
	sheet_done(round.sheet);
	if (command && round.n > 0) {
		struct error failed = {0};
		if (!run_for_all(cli, command, &round, &failed) && ok) {
			*err = failed;
			ok = false;
		}
	}
	round_done(&round);
	return ok;
}
