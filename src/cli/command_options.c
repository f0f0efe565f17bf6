#include "config.h"
#include "cli/command_options.h"

#include "base/i18n.h"

const struct option_def demo_options[] = {
	{OPTION_CASES, 0, "cases", "N", N_("that many open cases, each with a running clock (about 400)")},
	{OPTION_SEED, 0, "seed", "S", N_("another authority: the same for the same number and day")},
	{OPTION_NO_OPEN, 0, "no-open", NULL, N_("make it and open no screen")},
	{0},
};

const struct option_def init_options[] = {
	{OPTION_TEAM, 0, "team", "NAME", N_("make this team too; may be given again")},
	{OPTION_LIVE_FROM, 0, "live-from", "DATE", N_("the date of going live (today; see caseclock live)")},
	{OPTION_REHEARSE, 0, "rehearse", NULL, N_("for rehearsal: --now may record and --as is allowed")},
	{0},
};

const struct option_def record_options[] = {
	{OPTION_ABOUT, 0, "about", "ID", N_("the contact, assessment or other thing that it concerns")},
	{OPTION_OUT_OF, 0, "out-of", "ID", N_("what the new one is opened out of")},
	{OPTION_AT, 0, "at", "TIME", N_("when it happened; now without it")},
	{OPTION_DONE_BY, 0, "done-by", "PERSON", N_("who did it; you without it")},
	{OPTION_NOTE, 0, "note", "TEXT", N_("a note kept with it")},
	{OPTION_PLANNED, 0, "planned", NULL, N_("booked, not held: it stops no clock")},
	{0},
};

const struct option_def void_options[] = {
	{OPTION_WHY, 0, "why", "TEXT", N_("the reason, which stays readable")},
	{0},
};

const struct option_def merge_options[] = {
	{OPTION_WHY, 0, "why", "TEXT", N_("the reason, which stays readable")},
	{0},
};

const struct option_def replace_options[] = {
	{OPTION_WHY, 0, "why", "TEXT", N_("the reason, which stays readable")},
	{OPTION_AT, 0, "at", "TIME", N_("when it happened, where that was wrong")},
	{0},
};

const struct option_def list_options[] = {
	{OPTION_QUEUE, 0, "queue", "QUEUE", N_("clocks of this queue only")},
	{OPTION_BY, 0, "by", "WHAT", N_("clock (the default), or case: the nearest clock of each case")},
	{OPTION_SORT, 0, "sort", "COLUMN", N_("order by this column; -COLUMN the other way round")},
	{OPTION_LIMIT, 0, "limit", "N", N_("at most N rows")},
	{OPTION_ALL, 0, "all", NULL, N_("the stopped and withdrawn ones too")},
	{0},
};

const struct option_def find_options[] = {
	{OPTION_BORN, 0, "born", "DATE", N_("the date of birth; one that is nearly so counts too")},
	{OPTION_LIMIT, 0, "limit", "N", N_("at most N children (20)")},
	{0},
};

const struct option_def today_options[] = {
	{OPTION_PART, 0, "part", "PART", N_("queues, deadlines or week alone; CSV has the queues without it")},
	{0},
};

const struct option_def handover_options[] = {
	{OPTION_TEAM, 0, "team", "TEAM", N_("its cases, and those of no team yet; everything without it")},
	{OPTION_SINCE, 0, "since", "TIME", N_("from then on, not from the last handover")},
	{OPTION_DONE, 0, "done", NULL, N_("mark the shift as handed over")},
	{OPTION_NOTE, 0, "note", "TEXT", N_("with --done: a note for the next shift")},
	{0},
};

const struct option_def supervise_options[] = {
	{OPTION_LAST, 0, "last", NULL, N_("of one case: its last session as a page for the case file")},
	{OPTION_AWAY, 0, "away", NULL, N_("the cases of whoever is off that nobody covers")},
	{OPTION_TEAM, 0, "team", "TEAM", N_("with --away: of the workers of this team")},
	{0},
};

const struct option_def show_options[] = {
	{OPTION_EVENT, 0, "event", "ID", N_("a supervision alone, as a page for the case file")},
	{OPTION_OVERSIGHT, 0, "oversight", NULL, N_("its decision points, with and without management oversight")},
	{0},
};

const struct option_def week_options[] = {
	{OPTION_TEAM, 0, "team", "TEAM", N_("a team's plan, your own without it; all for everything")},
	{OPTION_WORKER, 0, "worker", "WHO", N_("one worker's plan")},
	{OPTION_WEEK, 0, "week", "DATE", N_("any day of the week; this week without it")},
	{OPTION_KEEP, 0, "keep", NULL, N_("keep the plan as it is: the next one says what became of it")},
	{OPTION_NOTE, 0, "note", "TEXT", N_("with --keep: a note kept with it")},
	{OPTION_REMARK, 0, "remark", "REFERENCE[/TIMESCALE]=TEXT", N_("with --keep: a remark on a line; may be given again")},
	{0},
};

const struct option_def why_options[] = {
	{OPTION_STARTED, 0, "started", "TIME", N_("the clock that started then, where there are several")},
	{OPTION_ABOUT, 0, "about", "ID", N_("the clock of this contact, assessment or other thing")},
	{OPTION_MARK, 0, "mark", "N", N_("the Nth limit, from 0, where one start has several")},
	{0},
};

const struct option_def due_options[] = {
	{OPTION_WARN, 0, "warn", "LIMIT", N_("say also when it is due soon: so long before")},
	{OPTION_COUNT, 0, "count", "HOW", N_("from-day-1 counts the start's date as day 1")},
	{OPTION_UNTIL, 0, "until", "END", N_("count from START to END instead")},
	{0},
};

const struct option_def allocate_options[] = {
	{OPTION_WHY, 0, "why", "TEXT", N_("the reason: a word of the policy's list, or in your own words")},
	{OPTION_ALL_OF, 0, "all-of", "PERSON", N_("every open case of this person goes to WORKER")},
	{OPTION_JOINT, 0, "joint", NULL, N_("WORKER works it beside its worker; none ends that")},
	{OPTION_DUTY, 0, "duty", NULL, N_("WORKER holds it on duty, and it goes on waiting; none ends that")},
	{OPTION_NOT_TODAY, 0, "not-today", "DATE", N_("put off until then, with --why")},
	{OPTION_TRANSFER, 0, "transfer", "TEAM", N_("ask this team to take it, with --why")},
	{OPTION_ACCEPT, 0, "accept", NULL, N_("the team that was asked takes it")},
	{OPTION_DECLINE, 0, "decline", NULL, N_("it does not, with --why")},
	{OPTION_DRY_RUN, 0, "dry-run", NULL, N_("say what it would do and do nothing")},
	{0},
};

const struct option_def board_options[] = {
	{OPTION_TEAM, 0, "team", "TEAM", N_("the board of this team; your own without it")},
	{OPTION_PART, 0, "part", "PART", N_("waiting or workers alone; CSV and JSON have what waits without it")},
	{OPTION_NOTE, 0, "note", NULL, N_("the note of the meeting: what was decided today, and who still waits")},
	{OPTION_PRESENT, 0, "present", "TEXT", N_("with --note: who was there")},
	{OPTION_HELD, 0, "held", NULL, N_("with --note: record that the meeting was held")},
	{0},
};

const struct option_def action_options[] = {
	{OPTION_DUE, 0, "due", "DATE", N_("when it is due; until when it is carried on")},
	{OPTION_BY, 0, "by", "DATE", N_("the same")},
	{OPTION_OWNER, 0, "owner", "PERSON", N_("who has to do it; a list of what that person has to do")},
	{OPTION_ORIGIN, 0, "origin", "ORIGIN", N_("what raised it: direction, supervision, audit ...; a list of those")},
	{OPTION_ALL, 0, "all", NULL, N_("list those that are done or dropped too")},
	{OPTION_ABOUT, 0, "about", "ID", N_("what it is set out of")},
	{OPTION_AT, 0, "at", "TIME", N_("when it was set, or done; now without it")},
	{OPTION_DONE_BY, 0, "done-by", "PERSON", N_("who did it; you without it")},
	{OPTION_NOTE, 0, "note", "TEXT", N_("the evidence, the reason, or a note kept with it")},
	{0},
};

const struct option_def report_options[] = {
	{OPTION_FROM, 0, "from", "DATE", N_("first day; the first of the month without it")},
	{OPTION_TO, 0, "to", "DATE", N_("last day; today without it")},
	{OPTION_BY, 0, "by", "GROUP", N_("team, worker, rating, month or week")},
	{OPTION_CASES, 0, "cases", NULL, N_("the cases behind the figures: as many rows as they say")},
	{OPTION_GROUP, 0, "group", "GROUP", N_("with --cases or --reasons: of this group of --by only")},
	{OPTION_LATE, 0, "late", NULL, N_("with --cases: only what was not in time")},
	{OPTION_REASONS, 0, "reasons", NULL, N_("what was late by the reasons for delay; assessments without MEASURE")},
	{OPTION_REASON, 0, "reason", "REASON", N_("with --cases: only what was late for it; none for without one")},
	{OPTION_WEEKLY, 0, "weekly", NULL, N_("supervision in time as it was stored with each week's plan")},
	{OPTION_STRICT, 0, "strict", NULL, N_("exit status 1 when a target is missed")},
	{0},
};

const struct option_def import_options[] = {
	{OPTION_DRY_RUN, 0, "dry-run", NULL, N_("say what would be done and do nothing")},
	{OPTION_MAP, 0, "map", "FILE", N_("read by this map, in place of a format")},
	{OPTION_REFUSED, 0, "refused", "FILE", N_("write what was refused here too, as CSV")},
	{OPTION_FOLDER, 0, "folder", "DIR", N_("take in what lies there, then move it to done or refused in it")},
	{0},
};

const struct option_def live_options[] = {
	{OPTION_DRY_RUN, 0, "dry-run", NULL, N_("say which clocks would move and do nothing")},
	{0},
};

const struct option_def policy_options[] = {
	{OPTION_DRY_RUN, 0, "dry-run", NULL, N_("apply: say which clocks would move")},
	{OPTION_FROM, 0, "from", "DATE", N_("try: first day of the period")},
	{OPTION_TO, 0, "to", "DATE", N_("try: last day of the period")},
	{0},
};

const struct option_def tick_options[] = {
	{OPTION_RUN, 0, "run", "COMMAND", N_("run this with /bin/sh for each new turn")},
	{0},
};

const struct option_def audit_options[] = {
	{OPTION_BY, 0, "by", "NAME", N_("what this person saw and did")},
	{OPTION_FROM, 0, "from", "TIME", N_("from then on")},
	{0},
};

const struct option_def person_options[] = {
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
