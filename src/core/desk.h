/* The desk: one person at work in one file. Everything above passes it around; it holds no
 * more than the connection, who it is, the practice once it was needed, and the moment. */
#ifndef CORE_DESK_H
#define CORE_DESK_H

#include <stdbool.h>
#include <stdint.h>
#include "base/error.h"
#include "base/id.h"
#include "clock/zone.h"
#include "policy/practice.h"

struct store;		/* core's own business: no room above includes store/ */
struct desk_inner;	/* and this too */

/* What main finds out about the machine, once, and lends to everything. */
struct surroundings {
	int64_t (*now_ms)(void *arg);			/* wall clock, milliseconds UTC */
	void (*pause_ms)(void *arg, int ms);		/* a wait while the file is locked */
	bool (*waiting)(void *arg, int waited_ms);	/* told while waiting; false gives up; may be NULL */
	bool (*system_log)(void *arg, const char *line); /* gives one line to the system's log; false: it
							  * did not take it; may be NULL */
	void *arg;
	int64_t uid;			/* the kernel's answer, never a typed name */
	const char *login;		/* of that uid in the user database; NULL: it has none */
	const char *person_name;	/* full name there, NULL if none */
	const char *tty;		/* NULL without one */
	int64_t pid;
	const char *data_folder;	/* holds policy/ */
	const char *libexec_folder;	/* holds caseclock-exchange */
};

struct desk_options {
	const char *database;		/* path */
	const char *as_login;		/* --as, NULL: the caller */
	int64_t now;			/* --now; INSTANT_NONE: the real one, read at each refresh */
	int64_t known;			/* --known; INSTANT_NONE: everything */
	bool screen;			/* a screen: see desk_begin_session */
};

struct desk {
	const struct surroundings *world;
	struct store *store;
	struct practice *practice;	/* NULL until desk_practice */
	struct id_source ids;
	char session[ID_SIZE];
	char person[ID_SIZE];		/* id of who works here */
	char *name;			/* their name, as events keep it */
	char *login;
	char *role;
	char *team;              /* NULL: none */
	const struct zone *zone; /* Europe/London until the practice says another */
	int64_t now;             /* the one `now` of this refresh (rule 23) */
	int64_t known;           /* INT64_MAX: everything */
	bool fixed_now;          /* --now was given */
	bool reading;            /* the file can only be read: everything is shown, nothing recorded */
	bool rehearsing;         /* made by demo or init --rehearse: --now may record, --as is allowed */
	struct desk_inner *inner;
};

/* Opens the file, finds out who is working (refused when not known, inactive or left), reads
 * the moment. Where the file may only be read, it is opened so. NULL on failure. Owned. */
struct desk *desk_open(const struct desk_options *options, const struct surroundings *world,
		       struct error *err);

/* For a screen, once its first page is drawn and before any key is taken, so that nobody waits for the
 * disk to see it: writes the session row, which stands until desk_close, and its audit line. To be
 * called only once (fatal). Where it fails, the screen must not go on. Of a file that can only be read
 * there is no session: nothing is done. */
bool desk_begin_session(struct desk *desk, struct error *err);

void desk_close(struct desk *desk); /* ends the session row; NULL is allowed */

/* Reads the clock again (unless --now fixed it). Called once at the top of each turn. */
void desk_refresh(struct desk *desk);

/* Many short reads follow, such as those of the first screen: until desk_read_done, or until something is
 * written, they see the file at one moment. Nobody else can save meanwhile: never wait for a key or for
 * the terminal in between. */
void desk_read_at_once(struct desk *desk);

/* Safe where it has ended already. */
void desk_read_done(struct desk *desk);

/* True when somebody else has changed the file since the last call. */
bool desk_changed(struct desk *desk);

/* The practice, read at first use and again after another process applied a version. NULL on
 * failure. Borrowed; what was borrowed before a new version stays readable until desk_close. */
const struct practice *desk_practice(struct desk *desk, struct error *err);

/* The same without a look at the file where one was read before: the one that the rows at hand were made with, for
 * what is asked once for each of them. NULL where there is none and it cannot be read. */
const struct practice *desk_practice_held(struct desk *desk);

/* Where a view cannot simply read the stored clocks: --known, or --now before the latest event. */
bool desk_in_past(struct desk *desk);

/* For a view that can only show how things stand now: false, ERROR_USAGE, names what and what to leave out, where
 * another moment is asked for. */
bool desk_at_present(struct desk *desk, const char *what, struct error *err);

/* A file to be made. kind: "live", "rehearse", "demo"; live_from: rule 13, CIVIL_NONE: the day of
 * init. teams: names to make. */
struct desk_init {
	const char *database;
	const char *policy_folder;
	const char *kind;
	const char *const *teams;
	size_t n_teams;
	int64_t now;		/* INSTANT_NONE: real */
	int32_t live_from;
	bool ask_live;		/* the date is still to be said by somebody (core/live.h) */
};

/* Makes it with a policy folder applied as its first version, and opens it. The caller becomes
 * administrator. NULL on failure, which leaves no file. */
struct desk *desk_make(const struct desk_init *init, const struct surroundings *world, struct error *err);

/* The one function that decides (chapter 6 B5): may the person at this desk do `act`
 * ("record:contact.rated", "view", "people", ...) to the record (reference, NULL: none) and field
 * (NULL: all)? False with err ERROR_DENIED naming the act and the role. The role's list is policy. */
bool desk_may(struct desk *desk, const char *act, const char *reference, const char *field,
	      struct error *err);

#endif
