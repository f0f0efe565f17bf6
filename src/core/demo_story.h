/* Telling the stories of invented children: core's own. */
#ifndef CORE_DEMO_STORY_H
#define CORE_DEMO_STORY_H

#include "core/fields.h"
#include "core/file.h"
#include "core/file_inner.h"

/* splitmix64: small, the same everywhere. Two throws never stand in one expression or list: which of them comes
 * first is the compiler's choice, and the same seed is to give the same authority everywhere. */
struct dice {
	uint64_t state;
};
/* The next number, any. */
uint64_t dice_roll(struct dice *dice);
int dice_below(struct dice *dice, int n);                 /* 0 .. n-1 */
int dice_between(struct dice *dice, int least, int most); /* both included */
bool dice_chance(struct dice *dice, int percent);
/* Dice of their own for one thing of one seed. */
struct dice dice_for(uint64_t seed, uint64_t what);
void dice_id(struct dice *dice, int64_t ms, char out[ID_SIZE]); /* shaped as id_next's */

/* ---- names (demo_names.c) ---- */

/* Given and family name, in buf. odd: from a list of long and non-ASCII ones. */
void demo_name(struct dice *dice, bool odd, const char *family, char *buf, size_t size);
/* Any of the plain ones, for ever. */
const char *demo_surname(struct dice *dice);

/* ---- people (demo_people.c) ---- */

enum { DEMO_TEAMS = 3 };
extern const char *const demo_teams[DEMO_TEAMS]; /* the hub first */

struct demo_person {
	char name[48], login[24];
	const char *role, *kind;
	int team;     /* -1 none */
	int left;     /* days ago; 0: has not */
	bool carries; /* has cases */
	int capacity;
};

struct demo_staff {
	struct demo_person people[64];
	size_t n;
};

/* Writes the teams and the people, and lists them. */
bool demo_people(struct desk *desk, uint64_t seed, struct demo_staff *staff, struct error *err);

/* After the children: what was said and done of the teams and the workers in the last weeks. In a transaction. */
bool demo_tell_teams(struct desk *desk, uint64_t seed, struct error *err);

/* Somebody of a team with a role, NULL role: who carries cases. */
const struct demo_person *demo_pick(const struct demo_staff *staff, struct dice *dice, int team,
				    const char *role);

/* ---- one child (demo_story.c) ---- */

enum { STORY_EVENTS = 96, STORY_TEXT = 256 };

struct story {
	struct desk *desk;
	const struct demo_staff *staff;
	struct dice dice;
	struct pool pool;
	struct file *file; /* used again for each case */
	char reference[24], name[96], family[64], id[ID_SIZE];
	int32_t born;
	struct event_row events[STORY_EVENTS];
	size_t n;
	int64_t tick;  /* of the ids, which grow with it; 0: they follow the events' moments */
	int64_t delay; /* seconds until the next event is recorded; -1 a few minutes */
	char contact[ID_SIZE], referral[ID_SIZE], assessment[ID_SIZE];
	char life[ID_SIZE];	/* the plan, the care, the leaving care that the rest is about */
	const char *worker;	/* who has the child; NULL nobody */
	int team;
	int32_t last;		/* the last day of what goes on for months: today, or when it was closed */
};

/* Forgets the last child; the next has its own dice. */
void story_begin(struct story *story, uint64_t seed, int64_t number);

/* Adds an event that has happened by now; one that still lies ahead is left out. about and out_of may be
 * NULL; untimed: only its date is known. False when it was left out. */
struct telling {
	const char *kind, *about, *about_type, *out_of, *by, *note;
	int64_t at;
	bool opens, untimed, planned;
	const struct field_pair *fields; /* ended by a NULL name; NULL none */
};
/* As said above. */
bool story_tell(struct story *story, const struct telling *telling);

/* Writes the case with its events and clocks. Inside a transaction. */
bool story_write(struct story *story, struct error *err);

/* A working moment on a date, and one at which contacts come in. */
int64_t story_at_work(struct story *story, int32_t day);
/* Mostly a working moment, else one of the whole day. */
int64_t story_any_time(struct story *story, int32_t day);

/* ---- what happens (demo_plot.c) ---- */

struct contact_plot {
	int64_t at;
	const char *rating; /* NULL: not yet rated */
	int rated_after;    /* minutes; -1 with the contact itself */
	bool directed, untimed;
	int64_t decided; /* INSTANT_NONE: not yet */
	const char *outcome;
};
/* A contact and what was done about it. */
void plot_contact(struct story *story, const struct contact_plot *plot);

/* A contact that became a referral and an assessment that began on `started`. ends: the working day on
 * which it is authorised, 0: still open. */
enum waiting { WAITS, WAITS_DEFERRED, WAITS_ON_DUTY, WAITS_TRANSFER };
struct assessment_plot {
	int32_t started;
	int ends, day25; /* working days; 0: not held */
	int team;
	bool allocated, closed, actions;
	enum waiting waits;	/* where it is not allocated */
	const char *outcome;	/* of the assessment; NULL: any */
};
/* That whole way. */
void plot_assessment(struct story *story, const struct assessment_plot *plot);

/* ---- what goes on for months (demo_lives.c): told up to today, some of it behind ---- */

/* Supervision of the case every four weeks from a date on, and what it asked for. */
void plot_supervision(struct story *story, int32_t start);
/* Something to be done, out of any source, in so many working days; mostly done. */
void plot_action(struct story *story, int32_t day, int days);
/* The meeting of an assessment, where there was one. */
void plot_meeting(struct story *story, const struct assessment_plot *plot);
/* After an assessment: a child in need plan from a date on. */
void plot_in_need(struct story *story, int32_t start);
/* After an assessment: the enquiry from a date on, its conference, and the plan where that is past. */
void plot_protection(struct story *story, int32_t start);
/* A child in care since a date, with a worker of the team. */
void plot_care(struct story *story, int32_t start, int team);
/* A young person who has left care. */
void plot_leaver(struct story *story, int32_t start, int team);
/* Missing that many days ago in the evening, back after so many hours; the interview so many hours
 * later, 0: not held. */
void plot_missing(struct story *story, int days_ago, int hours_away, int interview_after);

/* The cast of a whole authority: told one after another; each writes itself. */
bool plot_authority(struct story *story, uint64_t seed,
		    bool (*each)(void *arg, struct story *story, struct error *err), void *arg,
		    struct error *err);

#endif
