#include "config.h"
#include "cli/command.h"

#include <string.h>
#include "base/i18n.h"

static const struct option_def demo_options[] = {
	{OPTION_CASES, 0, "cases", "N", N_("that many open cases, each with a running clock (about 400)")},
	{OPTION_SEED, 0, "seed", "S", N_("another authority: the same for the same number and day")},
	{OPTION_NO_OPEN, 0, "no-open", NULL, N_("make it and open no screen")},
	{0},
};

static const struct option_def init_options[] = {
	{OPTION_TEAM, 0, "team", "NAME", N_("make this team too; may be given again")},
	{OPTION_REHEARSE, 0, "rehearse", NULL, N_("for rehearsal: --now may record and --as is allowed")},
	{0},
};

static const struct option_def record_options[] = {
	{OPTION_ABOUT, 0, "about", "ID", N_("the contact, assessment or other thing that it concerns")},
	{OPTION_OUT_OF, 0, "out-of", "ID", N_("what the new one is opened out of")},
	{OPTION_AT, 0, "at", "TIME", N_("when it happened; now without it")},
	{OPTION_DONE_BY, 0, "done-by", "PERSON", N_("who did it; you without it")},
	{OPTION_NOTE, 0, "note", "TEXT", N_("a note kept with it")},
	{OPTION_PLANNED, 0, "planned", NULL, N_("booked, not held: it stops no clock")},
	{0},
};

static const struct option_def void_options[] = {
	{OPTION_WHY, 0, "why", "TEXT", N_("the reason, which stays readable")},
	{0},
};

static const struct option_def replace_options[] = {
	{OPTION_WHY, 0, "why", "TEXT", N_("the reason, which stays readable")},
	{OPTION_AT, 0, "at", "TIME", N_("when it happened, where that was wrong")},
	{0},
};

static const struct option_def list_options[] = {
	{OPTION_QUEUE, 0, "queue", "QUEUE", N_("clocks of this queue only")},
	{OPTION_BY, 0, "by", "WHAT", N_("clock (the default), or case: the nearest clock of each case")},
	{OPTION_SORT, 0, "sort", "COLUMN", N_("order by this column; -COLUMN the other way round")},
	{OPTION_LIMIT, 0, "limit", "N", N_("at most N rows")},
	{OPTION_ALL, 0, "all", NULL, N_("the stopped and withdrawn ones too")},
	{0},
};

static const struct option_def why_options[] = {
	{OPTION_STARTED, 0, "started", "TIME", N_("the clock that started then, where there are several")},
	{OPTION_ABOUT, 0, "about", "ID", N_("the clock of this contact, assessment or other thing")},
	{OPTION_MARK, 0, "mark", "N", N_("the Nth limit, from 0, where one start has several")},
	{0},
};

static const struct option_def due_options[] = {
	{OPTION_WARN, 0, "warn", "LIMIT", N_("say also when it is due soon: so long before")},
	{OPTION_COUNT, 0, "count", "HOW", N_("from-day-1 counts the start's date as day 1")},
	{OPTION_UNTIL, 0, "until", "END", N_("count from START to END instead")},
	{0},
};

static const struct option_def allocate_options[] = {
	{OPTION_WHY, 0, "why", "TEXT", N_("the reason, when a worker is taken off")},
	{0},
};

static const struct option_def action_options[] = {
	{OPTION_BY, 0, "by", "DATE", N_("when it is due")},
	{OPTION_OWNER, 0, "owner", "PERSON", N_("who has to do it")},
	{OPTION_ABOUT, 0, "about", "ID", N_("what it is set out of")},
	{OPTION_AT, 0, "at", "TIME", N_("when it was set, or done; now without it")},
	{OPTION_DONE_BY, 0, "done-by", "PERSON", N_("who did it; you without it")},
	{OPTION_NOTE, 0, "note", "TEXT", N_("a note kept with it")},
	{0},
};

static const struct option_def report_options[] = {
	{OPTION_FROM, 0, "from", "DATE", N_("first day; the first of the month without it")},
	{OPTION_TO, 0, "to", "DATE", N_("last day; today without it")},
	{OPTION_BY, 0, "by", "GROUP", N_("team, worker, rating, month or week")},
	{OPTION_STRICT, 0, "strict", NULL, N_("exit status 1 when a target is missed")},
	{0},
};

static const struct option_def import_options[] = {
	{OPTION_DRY_RUN, 0, "dry-run", NULL, N_("say what would be done and do nothing")},
	{0},
};

static const struct option_def policy_options[] = {
	{OPTION_DRY_RUN, 0, "dry-run", NULL, N_("apply: say which clocks would move")},
	{OPTION_FROM, 0, "from", "DATE", N_("try: first day of the period")},
	{OPTION_TO, 0, "to", "DATE", N_("try: last day of the period")},
	{0},
};

static const struct option_def tick_options[] = {
	{OPTION_RUN, 0, "run", "COMMAND", N_("run this with /bin/sh for each new turn")},
	{0},
};

static const struct option_def audit_options[] = {
	{OPTION_BY, 0, "by", "NAME", N_("what this person saw and did")},
	{OPTION_FROM, 0, "from", "TIME", N_("from then on")},
	{0},
};

static const struct option_def person_options[] = {
	{OPTION_NAME, 0, "name", "NAME", N_("change: the new name")},
	{OPTION_LOGIN, 0, "login", "LOGIN", N_("the operating system's account")},
	{OPTION_ROLE, 0, "role", "ROLE", N_("a role of the policy, such as duty or manager")},
	{OPTION_TEAM, 0, "team", "TEAM", N_("the team")},
	{OPTION_KIND, 0, "kind", "KIND", N_("such as permanent, agency, asye or student")},
	{OPTION_FTE, 0, "fte", "N", N_("part of full time: 0.6")},
	{OPTION_CAPACITY, 0, "capacity", "N", N_("how many cases the person can carry")},
	{OPTION_FROM, 0, "from", "DATE", N_("first day at work")},
	{OPTION_TO, 0, "to", "DATE", N_("last day at work")},
	{0},
};

const struct command commands[] = {
	{"demo", "", N_("Make a synthetic authority and open it"),
	 N_("All names in it are invented. Without -d it has a file of its own, one for each day, which\n"
	    "is opened again when it is there; a file that -d names must not exist yet.\n"),
	 demo_options, COMMAND_POLICY, 0, 0, run_demo},
	{"init", "[--team NAME...] [--rehearse]", N_("Make an empty database"),
	 N_("Whoever runs it becomes its administrator, by the operating system's account. The policy\n"
	    "of -p, else the installed one, is its first version.\n"),
	 init_options, COMMAND_POLICY, 0, SIZE_MAX, run_init},
	{"record", "REFERENCE EVENT [FIELD=VALUE...]", N_("Record one event"),
	 N_("Prints the event's id and the id of what it concerns (- for the child as a whole). Without\n"
	    "--about the only open one is meant; with two open it is refused and lists them.\n"
	    "`caseclock policy show` lists the events and their fields.\n"),
	 record_options, COMMAND_DESK | COMMAND_JSON, 2, SIZE_MAX, run_record},
	{"void", "EVENT-ID --why TEXT", N_("Take an event back, with the reason"),
	 N_("The event stays readable. A clock that was overdue stays listed as withdrawn.\n"),
	 void_options, COMMAND_DESK, 1, 1, run_void},
	{"replace", "EVENT-ID [FIELD=VALUE...] --why TEXT", N_("Correct an event, with the reason"),
	 N_("What is not named stays as it was; FIELD= takes a value away. Prints the new event's id and\n"
	    "the id of what it concerns.\n"),
	 replace_options, COMMAND_DESK | COMMAND_JSON, 1, SIZE_MAX, run_replace},
	{"list", "[FILTER...]", N_("List running clocks, soonest due first"),
	 N_("A FILTER is a word of a reference, name, worker or team; team:T, worker:W (or none),\n"
	    "rating:R, status:S, timescale:T, queue:Q; due<2d, age<5; -word leaves out.\n"
	    "A status is on-track, due-soon, overdue, paused, met, late, ended, withdrawn or attention.\n"),
	 list_options, COMMAND_DESK | COMMAND_CSV | COMMAND_JSON | COMMAND_DASHES, 0, SIZE_MAX, run_list},
	{"show", "REFERENCE", N_("Show one case: clocks, actions, chronology"),
	 N_("Opening a record is noted in the audit trail.\n"),
	 NULL, COMMAND_DESK | COMMAND_JSON, 1, 1, run_show},
	{"why", "REFERENCE TIMESCALE", N_("Show the working behind a due date"),
	 N_("The event that started it, the rule and its source, the days counted and skipped.\n"),
	 why_options, COMMAND_DESK | COMMAND_JSON, 2, 2, run_why},
	{"due", "LIMIT START | --until END UNIT START | -", N_("Say when a limit from START falls due"),
	 N_("LIMIT is a number and a unit: minutes, hours, office hours, working days, days, weeks,\n"
	    "months or years. With - it answers lines of LIMIT<tab>START, each with one line.\n"
	    "Works without a database, by the calendar of the installed policy.\n"),
	 due_options, COMMAND_JSON, 1, 2, run_due},
	{"allocate", "REFERENCE WORKER", N_("Allocate a case to a worker"),
	 N_("WORKER is a name or a login; none takes the worker off, with --why.\n"),
	 allocate_options, COMMAND_DESK | COMMAND_JSON, 2, 2, run_allocate},
	{"action", "REFERENCE TITLE --by DATE | REFERENCE done ID", N_("Set an action, or say that it is done"),
	 N_("An action has a clock like any other. ID is the one that setting it printed second.\n"),
	 action_options, COMMAND_DESK | COMMAND_JSON, 2, 3, run_action},
	{"report", "[MEASURE...]", N_("Measures against their targets"),
	 N_("This month to date, unless --from and --to say another period; both days count. A clock\n"
	    "counts in the period of its due date, as within if it stopped in time. Without MEASURE:\n"
	    "each that has a target or something to count.\n"),
	 report_options, COMMAND_DESK | COMMAND_CSV | COMMAND_JSON, 0, SIZE_MAX, run_report},
	{"import", "contacts|people FILE...", N_("Take in extracts"),
	 N_("Says what was new, changed, unchanged and refused, with the reason of each refusal. Taking\n"
	    "the same file in twice changes nothing.\n"),
	 import_options, COMMAND_DESK | COMMAND_CSV | COMMAND_JSON, 2, SIZE_MAX, run_import},
	{"export", "cases|events|clocks|calendar", N_("Write out what the database holds"),
	 N_("CSV, or JSON with -f json; the calendar is iCalendar and names no child.\n"),
	 NULL, COMMAND_DESK | COMMAND_CSV | COMMAND_JSON | COMMAND_ICS, 1, 1, run_export},
	{"policy", "check|show|diff [DIR] | apply DIR | try DIR --from D --to D", N_("Practice policy"),
	 N_("check [DIR] reads a policy and reports each mistake with file and line; show [DIR] [NAME] puts\n"
	    "it, or one part, in words; diff [DIR] compares it with the database's; apply DIR makes it a\n"
	    "new version and lists the clocks that move; try DIR says what it would have done.\n"),
	 policy_options, COMMAND_POLICY | COMMAND_CSV | COMMAND_JSON, 1, SIZE_MAX, run_policy},
	{"tick", "[--run COMMAND]", N_("Do one round of the timer"),
	 N_("Keeps and prints each turn of a clock that nobody had noticed. COMMAND sees the turn in\n"
	    "CASECLOCK_REFERENCE, CASECLOCK_TIMESCALE, CASECLOCK_TO and others; see caseclock(1).\n"),
	 tick_options, COMMAND_CSV | COMMAND_JSON, 0, 0, run_tick},
	{"check", "", N_("Check the database, the audit trail, the clocks and the calendar"),
	 N_("Exit status 1 when there is a fault; each is one line.\n"),
	 NULL, COMMAND_DESK, 0, 0, run_check},
	{"backup", "FILE", N_("Make a checked copy while others work"),
	 N_("FILE must not exist yet.\n"),
	 NULL, COMMAND_DESK, 1, 1, run_backup},
	{"verify", "FILE", N_("Put a copy to the test"),
	 N_("The copy is opened and checked as a restore would; nothing is changed.\n"),
	 NULL, 0, 1, 1, run_verify},
	{"restore", "FILE", N_("Put a copy back, when nobody works"),
	 N_("The file that was there is kept beside it, with .before-restore at its end.\n"),
	 NULL, 0, 1, 1, run_restore},
	{"audit", "[REFERENCE] | verify", N_("Show who saw and did what, or verify the chain"),
	 N_("verify prints how many lines there are and the head of the chain, to be kept elsewhere.\n"),
	 audit_options, COMMAND_DESK | COMMAND_CSV | COMMAND_JSON, 0, 1, run_audit},
	{"person", "[list] | add NAME | change WHO | away WHO FROM TO", N_("People: add, change, list, leave dates"),
	 N_("WHO is a name or a login. Who has left gets a --to date: nobody is ever deleted.\n"),
	 person_options, COMMAND_DESK | COMMAND_CSV | COMMAND_JSON, 0, 4, run_person},
	{"team", "[list] | add|close|reopen NAME | rename NAME NEW", N_("Teams: add, rename, close, list"),
	 N_("A team that is closed stays in the record.\n"),
	 NULL, COMMAND_DESK | COMMAND_CSV | COMMAND_JSON, 0, 3, run_team},
};

const size_t n_commands = sizeof commands / sizeof *commands;

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < n_commands; i++)
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	return NULL;
}
