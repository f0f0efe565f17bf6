#include "config.h"
#include "cli/command.h"
#include "cli/command_options.h"

#include <string.h>
#include "base/i18n.h"

/* clang-format off */
static const struct command commands[] = {
	{
		.name = "demo",
		.arguments = "",
		.summary = N_("Make a synthetic authority and open it"),
		.details = N_(
			"All names in it are invented. Without -d it has a file of its own, one for each day, which\n"
			"is opened again when it is there; a file that -d names must not exist yet.\n"),
		.options = demo_options,
		.flags = COMMAND_POLICY | COMMAND_SHELL,
		.most = 0,
		.run = run_demo,
	},
	{
		.name = "init",
		.arguments = "[--team NAME...] [--live-from DATE] [--rehearse]",
		.summary = N_("Make an empty database"),
		.details = N_(
			"Whoever runs it becomes its administrator, by the operating system's account. The policy\n"
			"of -p, else the installed one, is its first version.\n"),
		.options = init_options,
		.flags = COMMAND_POLICY | COMMAND_SHELL,
		.most = SIZE_MAX,
		.run = run_init,
	},
	{
		.name = "record",
		.arguments = "REFERENCE EVENT [FIELD=VALUE...]",
		.summary = N_("Record one event"),
		.details = N_(
			"Prints the event's id and the id of what it concerns (- for the child as a whole). Without\n"
			"--about the only open one is meant; with two open it is refused and lists them.\n"
			"`caseclock policy show` lists the events and their fields.\n"
			"A field of several choices that says `each`, and each line of a field of lines (`siblings`,\n"
			"`actions`; given once for each line), records one more event: a line each, with its case.\n"),
		.options = record_options,
		.flags = COMMAND_DESK | COMMAND_JSON,
		.least = 2,
		.most = SIZE_MAX,
		.run = run_record,
	},
	{
		.name = "void",
		.arguments = "EVENT-ID --why TEXT",
		.summary = N_("Take an event back, with the reason"),
		.details = N_(
			"The event stays readable. A clock that was overdue stays listed as withdrawn.\n"),
		.options = void_options,
		.flags = COMMAND_DESK,
		.least = 1,
		.most = 1,
		.run = run_void,
	},
	{
		.name = "replace",
		.arguments = "EVENT-ID [FIELD=VALUE...] --why TEXT",
		.summary = N_("Correct an event, with the reason"),
		.details = N_(
			"What is not named stays as it was; FIELD= takes a value away. Prints the new event's id and\n"
			"the id of what it concerns.\n"),
		.options = replace_options,
		.flags = COMMAND_DESK | COMMAND_JSON,
		.least = 1,
		.most = SIZE_MAX,
		.run = run_replace,
	},
	{
		.name = "move",
		.arguments = "EVENT-ID REFERENCE --why TEXT",
		.summary = N_("Move an event to the right child"),
		.details = N_(
			"It is taken back where it stands, with all that stands on what it opened, and recorded again\n"
			"on the case of REFERENCE; each keeps its trace, and when it was first recorded.\n"),
		.options = merge_options,
		.flags = COMMAND_DESK | COMMAND_JSON,
		.least = 2,
		.most = 2,
		.run = run_move,
	},
	{
		.name = "merge",
		.arguments = "REFERENCE INTO --why TEXT",
		.summary = N_("Merge a second record of a child into the first"),
		.details = N_(
			"INTO then shows what is on both, and REFERENCE leads there. A clock that was overdue on\n"
			"either stays to be seen.\n"),
		.options = merge_options,
		.flags = COMMAND_DESK,
		.least = 2,
		.most = 2,
		.run = run_merge,
	},
	{
		.name = "part",
		.arguments = "REFERENCE --why TEXT",
		.summary = N_("Take a merge back"),
		.details = N_(
			"REFERENCE is a record of its own again, with what was recorded about what came from it.\n"),
		.options = merge_options,
		.flags = COMMAND_DESK,
		.least = 1,
		.most = 1,
		.run = run_part,
	},
	{
		.name = "list",
		.arguments = "[FILTER...]",
		.summary = N_("List running clocks, soonest due first"),
		.details = N_(
			"A FILTER is a word of a reference, name, worker or team; team:T, worker:W (or none),\n"
			"rating:R, status:S, timescale:T, queue:Q, direction:yes or no; due<2d, age<5; new for\n"
			"what came in, changed or turned since you last left the queue on the screen;\n"
			"-word leaves out.\n"
			"A status is on-track, due-soon, overdue, paused, met, late, ended, withdrawn or attention.\n"),
		.options = list_options,
		.flags = COMMAND_DESK | COMMAND_CSV | COMMAND_JSON | COMMAND_DASHES,
		.most = SIZE_MAX,
		.run = run_list,
	},
	{
		.name = "show",
		.arguments = "REFERENCE",
		.summary = N_("Show one case: clocks, actions, chronology"),
		.details = N_(
			"Opening a record is noted in the audit trail.\n"),
		.options = show_options,
		.flags = COMMAND_DESK | COMMAND_JSON,
		.least = 1,
		.most = 1,
		.run = run_show,
	},
	{
		.name = "find",
		.arguments = "WORD...",
		.summary = N_("Is this child known? Search all children"),
		.details = N_(
			"By name, as it is spelt or sounds, date of birth, reference and family; the likeliest first,\n"
			"with who has the case. That there was a search is noted, not what for.\n"),
		.options = find_options,
		.flags = COMMAND_DESK | COMMAND_CSV | COMMAND_JSON,
		.most = SIZE_MAX,
		.run = run_find,
	},
	{
		.name = "today",
		.arguments = "[all|team|mine]",
		.summary = N_("What waits in each queue, the next deadlines, the week so far"),
		.details = N_(
			"For each queue: clocks, overdue, due soon, without a worker, without a direction, and those that\n"
			"need attention; the ten deadlines that come next; the shares of this week against their targets.\n"),
		.options = today_options,
		.flags = COMMAND_DESK | COMMAND_CSV | COMMAND_JSON,
		.most = 1,
		.run = run_today,
	},
	{
		.name = "handover",
		.arguments = "",
		.summary = N_("What the next shift needs to know"),
		.details = N_(
			"Since the last handover: what came in, what was received out of hours and recorded later,\n"
			"what is open and who has it, what was recorded and what fell overdue. With --done the next\n"
			"one begins here.\n"),
		.options = handover_options,
		.flags = COMMAND_DESK | COMMAND_CSV | COMMAND_JSON,
		.most = 0,
		.run = run_handover,
	},
	{
		.name = "week",
		.arguments = "",
		.summary = N_("The week plan: assessments by the day on which they fall due"),
		.details = N_(
			"The assessments of a team or a worker on the working days on which they fall due, those without\n"
			"a Day 25 supervision, those that cannot be met as planned, the reviews and visits due. With\n"
			"--keep it is kept as it was made, and the next one opens with what became of it.\n"),
		.options = week_options,
		.flags = COMMAND_DESK | COMMAND_CSV | COMMAND_JSON,
		.most = 0,
		.run = run_week,
	},
	{
		.name = "supervise",
		.arguments = "WORKER | REFERENCE... | --away",
		.summary = N_("The page to read before supervision"),
		.details = N_(
			"The open cases of a worker, what is due first, or the cases that are named: the last session and\n"
			"its decisions, the actions that are open, what is overdue, the next session. Reading it is noted\n"
			"for each case. A session is recorded with `record REFERENCE supervision.held`. With --away: the\n"
			"open cases whose worker is off today and that nobody covers, and when supervision is due.\n"),
		.options = supervise_options,
		.flags = COMMAND_DESK | COMMAND_CSV | COMMAND_JSON,
		.most = 200,
		.run = run_supervise,
	},
	{
		.name = "why",
		.arguments = "REFERENCE TIMESCALE",
		.summary = N_("Show the working behind a due date"),
		.details = N_(
			"The event that started it, the rule and its source, the days counted and skipped.\n"),
		.options = why_options,
		.flags = COMMAND_DESK | COMMAND_JSON,
		.least = 2,
		.most = 2,
		.run = run_why,
	},
	{
		.name = "due",
		.arguments = "LIMIT START | --until END UNIT START | -",
		.summary = N_("Say when a limit from START falls due"),
		.details = N_(
			"LIMIT is a number and a unit: minutes, hours, office hours, working days, days, "
			"weeks,\n"
			"months or years. With - it answers lines of LIMIT<tab>START, each with one line.\n"
			"Works without a database, by the calendar of the installed policy.\n"),
		.options = due_options,
		.flags = COMMAND_JSON,
		.least = 1,
		.most = 2,
		.run = run_due,
	},
	{
		.name = "allocate",
		.arguments = "REFERENCE... WORKER | --all-of PERSON WORKER",
		.summary = N_("Allocate cases to a worker, or decide otherwise"),
		.details = N_(
			"WORKER is a name or a login; none takes the worker off, with --why. With --not-today,\n"
			"--transfer, --accept and --decline there is no WORKER. Of several, what is refused is\n"
			"counted and the rest is done; brothers and sisters named together go together.\n"),
		.options = allocate_options,
		.flags = COMMAND_DESK | COMMAND_JSON,
		.least = 1,
		.most = SIZE_MAX,
		.run = run_allocate,
	},
	{
		.name = "board",
		.arguments = "[--team TEAM]",
		.summary = N_("Show what waits for a worker, and what each worker has"),
		.details = N_(
			"What waits, the most urgent first, with transfers that wait for an answer and the cases of those\n"
			"who have left; then the team's workers by the room they have left. With --note: what was decided\n"
			"today, as a page to keep.\n"),
		.options = board_options,
		.flags = COMMAND_DESK | COMMAND_CSV | COMMAND_JSON,
		.most = 0,
		.run = run_board,
	},
	{
		.name = "action",
		.arguments = "[REFERENCE...] | REFERENCE set TITLE --due DATE | done|carry|drop|give ID",
		.summary = N_("What anyone has to do: list it, set it, say that it is done"),
		.details = N_(
			"Lists every open action, what is overdue first: of these children, of an --owner, of an\n"
			"--origin. An action has a clock like any other. Carrying one on sets a planned date beside\n"
			"the due date and never moves that. ID is the last column of the list.\n"),
		.options = action_options,
		.flags = COMMAND_DESK | COMMAND_CSV | COMMAND_JSON,
		.most = SIZE_MAX,
		.run = run_action,
	},
	{
		.name = "report",
		.arguments = "[MEASURE...]",
		.summary = N_("Measures against their targets"),
		.details = N_(
			"This month to date, unless --from and --to say another period; both days count. A clock\n"
			"counts in the period of its due date, as within if it stopped in time. Without MEASURE:\n"
			"each that has a target or something to count. --cases lists the cases behind a figure, and\n"
			"--reasons sets what was late against the reasons for delay. --weekly gives the share of\n"
			"cases supervised in time as each team's weekly plan stored it, with the average of the\n"
			"last eight weeks.\n"),
		.options = report_options,
		.flags = COMMAND_DESK | COMMAND_CSV | COMMAND_JSON,
		.most = SIZE_MAX,
		.run = run_report,
	},
	{
		.name = "import",
		.arguments = "annex-a|cin|ssda903|contacts|people FILE...",
		.summary = N_("Take in extracts"),
		.details = N_(
			"Says what was new, changed, unchanged and refused, with the reason of each refusal. Taking\n"
			"the same file in twice changes nothing. Any other extract is read by a map of your own\n"
			"(caseclock-map(5)): import --map FILE EXTRACT... With --folder, in place of files, all that\n"
			"lies in a folder.\n"),
		.options = import_options,
		.flags = COMMAND_DESK | COMMAND_CSV | COMMAND_JSON | COMMAND_SHELL,
		.least = 0,
		.most = SIZE_MAX,
		.run = run_import,
	},
	{
		.name = "export",
		.arguments = "cases|events|clocks|calendar",
		.summary = N_("Write out what the database holds"),
		.details = N_(
			"CSV, or JSON with -f json; the calendar is iCalendar and names no child.\n"),
		.flags = COMMAND_DESK | COMMAND_CSV | COMMAND_JSON | COMMAND_ICS,
		.least = 1,
		.most = 1,
		.run = run_export,
	},
	{
		.name = "live",
		.arguments = "[DATE]",
		.summary = N_("Show or change the date of going live"),
		.details = N_(
			"Duties that began before it and have no record before it count from it, and say so. With\n"
			"DATE every case is looked at again; each deadline that moves is told.\n"),
		.options = live_options,
		.flags = COMMAND_DESK,
		.most = 1,
		.run = run_live,
	},
	{
		.name = "unknown",
		.arguments = "[FILTER...]",
		.summary = N_("What is not known, and who could say"),
		.details = N_(
			"Deadlines without a record before going live, codes that the policy does not know and\n"
			"dates that are missing: how many of each, in which team, and whose cases they are.\n"),
		.flags = COMMAND_DESK | COMMAND_CSV | COMMAND_JSON | COMMAND_DASHES,
		.most = SIZE_MAX,
		.run = run_unknown,
	},
	{
		.name = "policy",
		.arguments = "check|show|diff [DIR] | apply DIR | try DIR --from D --to D",
		.summary = N_("Practice policy"),
		.details = N_(
			"check [DIR] reads a policy and reports each mistake with file and line; show [DIR] [NAME] puts\n"
			"it, or one part, in words; diff [DIR] compares it with the database's; apply DIR makes it a\n"
			"new version and lists the clocks that move; try DIR says what it would have done.\n"),
		.options = policy_options,
		.flags = COMMAND_POLICY | COMMAND_CSV | COMMAND_JSON,
		.least = 1,
		.most = SIZE_MAX,
		.run = run_policy,
	},
	{
		.name = "tick",
		.arguments = "[--run COMMAND]",
		.summary = N_("Do one round of the timer"),
		.details = N_(
			"Keeps and prints each turn of a clock that nobody had noticed. COMMAND sees the turn in\n"
			"CASECLOCK_REFERENCE, CASECLOCK_TIMESCALE, CASECLOCK_TO and others; see caseclock(1).\n"),
		.options = tick_options,
		.flags = COMMAND_CSV | COMMAND_JSON,
		.most = 0,
		.run = run_tick,
	},
	{
		.name = "check",
		.arguments = "",
		.summary = N_("Check the database, the audit trail, the clocks and the calendar"),
		.details = N_(
			"Exit status 1 when there is a fault; each is one line.\n"),
		.flags = COMMAND_DESK,
		.most = 0,
		.run = run_check,
	},
	{
		.name = "backup",
		.arguments = "FILE",
		.summary = N_("Make a checked copy while others work"),
		.details = N_(
			"FILE must not exist yet.\n"),
		.flags = COMMAND_DESK,
		.least = 1,
		.most = 1,
		.run = run_backup,
	},
	{
		.name = "verify",
		.arguments = "FILE",
		.summary = N_("Put a copy to the test"),
		.details = N_(
			"The copy is opened and checked as a restore would; nothing is changed.\n"),
		.least = 1,
		.most = 1,
		.run = run_verify,
	},
	{
		.name = "restore",
		.arguments = "FILE",
		.summary = N_("Put a copy back, when nobody works"),
		.details = N_(
			"The file that was there is kept beside it, with .before-restore at its end.\n"),
		.flags = COMMAND_SHELL,
		.least = 1,
		.most = 1,
		.run = run_restore,
	},
	{
		.name = "audit",
		.arguments = "[REFERENCE] | verify",
		.summary = N_("Show who saw and did what, or verify the chain"),
		.details = N_(
			"verify prints how many lines there are and the head of the chain, to be kept elsewhere.\n"),
		.options = audit_options,
		.flags = COMMAND_DESK | COMMAND_CSV | COMMAND_JSON,
		.most = 1,
		.run = run_audit,
	},
	{
		.name = "person",
		.arguments = "[list] | left | add NAME | change WHO | away WHO FROM TO",
		.summary = N_("People: add, change, list, leave dates"),
		.details = N_(
			"WHO is a name or a login. Who has left gets a --to date: nobody is ever deleted.\n"
			"`left` lists those who have left and under whose name open cases still stand.\n"),
		.options = person_options,
		.flags = COMMAND_DESK | COMMAND_CSV | COMMAND_JSON,
		.most = 4,
		.run = run_person,
	},
	{
		.name = "team",
		.arguments = "[list] | add|close|reopen NAME | rename NAME NEW",
		.summary = N_("Teams: add, rename, close, list"),
		.details = N_(
			"A team that is closed stays in the record.\n"),
		.flags = COMMAND_DESK | COMMAND_CSV | COMMAND_JSON,
		.most = 3,
		.run = run_team,
	},
};
/* clang-format on */

const struct command *commands_all(size_t *n)
{
	*n = sizeof commands / sizeof *commands;
	return commands;
}

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	return NULL;
}
