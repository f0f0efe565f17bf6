/* The week plan: the assessments of a team or a worker on the working days on which they fall due, those
 * without a Day 25 supervision, those that cannot be met as planned, the reviews and visits due; made every
 * week, kept as it was made, and opened with what became of the last one. */
#ifndef CORE_WEEK_H
#define CORE_WEEK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "clock/status.h"
#include "core/desk.h"
#include "core/words.h"

enum week_part {
	WEEK_BEHIND, /* assessments whose due date lies before the week, still open */
	WEEK_DUE,    /* assessments due in the week, finished ones too */
	WEEK_DAY25,  /* no Day 25 supervision yet, and due soon or overdue by the end of the week */
	WEEK_VISITS, /* reviews and visits due in the week */
};
enum { WEEK_PARTS = WEEK_VISITS + 1 };

/* Lines of one part beyond this are counted and not listed. */
enum { WEEK_MOST = 500 };

/* Why a line cannot be met as planned; bits. */
enum week_trouble {
	WEEK_OVERDUE = 1,      /* its due date has passed already */
	WEEK_PLANNED_LATE = 2, /* it is planned for after the due date */
	WEEK_AWAY = 4,	       /* its worker is away, or has left, on the due date */
	WEEK_NOBODY = 8,       /* it has no worker */
};

/* Texts are owned by the plan; NULL: none, or not known. */
struct week_line {
	enum week_part part;
	const char *reference, *name, *timescale, *title, *brief, *about;
	const char *team, *worker;
	const char *remark; /* of the plan that was kept for this week, or given with the query */
	struct clock_times times;
	enum clock_status status;
	int64_t planned; /* INSTANT_NONE: no other date was planned */
	int mark;
	int32_t day;		 /* the date on which it falls due */
	char day_of[WORDS_SIZE]; /* "day 27 of 45"; "" where it does not run, or counts no working days */
	unsigned trouble;	 /* enum week_trouble; 0 for what is finished */
	int32_t away_to;	 /* with WEEK_AWAY: the last day; CIVIL_NONE: not known, or left */
	bool no_day25;		 /* of an assessment: its Day 25 supervision is among WEEK_DAY25 */
};

enum week_outcome {
	BECAME_MET,   /* done in time */
	BECAME_LATE,  /* done after its due date */
	BECAME_OPEN,  /* not done; `status` says whether it is overdue */
	BECAME_MOVED, /* not done, and planned for another date than it was, or with another due date */
	BECAME_ENDED, /* ended or was withdrawn without a judgement, or stands there no more */
};
enum { WEEK_OUTCOMES = BECAME_ENDED + 1 };

/* One line of the plan that was kept last, and what became of it. */
struct week_became {
	const char *reference, *name, *timescale, *title, *worker, *remark, *state;
	int64_t started;
	int64_t due, planned;	  /* as they were then */
	int64_t due_now, planned_now, stopped;
	enum week_outcome outcome;
	enum clock_status status; /* now; STATUS_ENDED where there is no such clock any more */
};

struct week_kept {
	const char *by, *note; /* by NULL: none was kept */
	int64_t at;
	int32_t monday;
};

/* How many of a team's cases were supervised in time when the week's plan was kept: counted then, and stored. */
struct week_count {
	int32_t monday;
	int64_t of, in_time;
};
enum { WEEK_COUNTS = 8 };

struct week_remark {
	const char *reference, *timescale, *text;
};

struct week_query {
	const char *team;   /* a team's plan; NULL with worker NULL: everything */
	const char *worker; /* a worker's, by name or login; then team is not looked at */
	int32_t day;	    /* any day of the week that is planned */
	const struct week_remark *remarks; /* in place of those that were kept; "" takes one away */
	size_t n_remarks;
};

struct week_plan {
	const char *team, *worker; /* as their names are written; both NULL: everything */
	int32_t monday;
	const char *closed[7]; /* why a day is no working day, translated; NULL: it is one */
	struct week_line *lines; /* by part, then by due, then by reference */
	size_t n;
	int64_t count[WEEK_PARTS]; /* with those that are not listed */
	int64_t troubled;	   /* lines with trouble, and */
	int64_t troubled_of;	   /* of how many that are not finished */
	struct week_kept kept;	   /* for this week: the last time */
	struct week_kept last;	   /* the plan kept for an earlier week, the latest one */
	struct week_became *became; /* its lines in its order */
	size_t n_became;
	int64_t outcomes[WEEK_OUTCOMES];
	struct week_count counts[WEEK_COUNTS]; /* of a team: the latest up to this week, the newest last */
	size_t n_counts;
	void *memory;
};

/* Reads it as at desk->now. Costs what falls due until the end of the week and is shown, and what the last plan
 * had. ERROR_USAGE for a team or a person that there is not. Owned: week_plan_free; NULL on failure. */
struct week_plan *week_plan_read(struct desk *desk, const struct week_query *query, struct error *err);
void week_plan_free(struct week_plan *plan); /* NULL is allowed */

/* Keeps the week as it is planned now, with its remarks and a note (NULL: none), under the right to record a
 * note; where the policy has the event week.planned, it is recorded on the team's record with it, and with how
 * many of the team's cases are supervised in time. Only ever added to. *lines (may be NULL) says how many were kept. Refused for a week that is over. */
bool week_plan_keep(struct desk *desk, const struct week_query *query, const char *note, int64_t *lines,
		    struct error *err);

/* Calls each with what was stored of a team (NULL: of every team), by team, then by week; of several of one week the
 * first. team is as it is written. each returns false to leave that team. Reads the records of these teams. */
bool week_counts_each(struct desk *desk, const char *team,
		      bool (*each)(void *arg, const char *team, const struct week_count *count), void *arg,
		      struct error *err);

/* The mean of the weeks' shares in parts per thousand, rounded; -1 where there is nothing to count. */
int week_average(const struct week_count *counts, size_t n);

/* Keeps last week's plan of each team of a synthetic authority that has assessments, as if it had been made on its
 * Monday; inside a transaction. */
bool week_plan_demo(struct desk *desk, struct error *err);

/* "behind", "due", "day25", "visit": in files; never translated. */
const char *week_part_word(enum week_part part);

/* "met", "late", "open", "moved", "ended": in files; never translated. */
const char *week_outcome_word(enum week_outcome outcome);

/* "overdue planned-late away no-worker", as many as there are, with blanks between; "" for none. In files and in
 * plan rows; never translated. */
void week_trouble_words(unsigned trouble, char out[WORDS_SIZE]);

#endif
