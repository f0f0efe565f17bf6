/* What the files of core share of the desk and nobody outside sees. */
#ifndef CORE_DESK_INNER_H
#define CORE_DESK_INNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/error.h"
#include "base/id.h"
#include "store/audit.h"
#include "store/store.h"

struct desk;
struct practice;

enum undo_kind {
	UNDO_RECORDED,
	UNDO_REPLACED,		/* its event stands in the place of another */
	UNDO_TAKEN_BACK,	/* its event is the one that was taken back */
	UNDO_MERGED,		/* of two records, as the next */
	UNDO_PARTED,
	UNDO_NOT,		/* cannot be undone: it says what to do instead */
};

/* One act of this session, that it may be taken back. */
struct undo_entry {
	enum undo_kind kind;
	char (*events)[ID_SIZE];	/* in the order of recording; NULL from UNDO_MERGED on */
	size_t n;
	char *from, *into;		/* references: merged into, or taken out of, another; UNDO_NOT: from alone */
	char *instead;			/* UNDO_NOT */
	bool refused;			/* to be undone when it was asked: those before it come first */
	unsigned gesture;		/* what one key did to several cases; 0: it stands alone */
	char *what;			/* "Contact rated on C-000104" */
	char in_place[ID_SIZE];		/* undone, where replaced: what put the earlier words back */
};

/* The running clocks in memory (queue_cache.h). */
struct row_cache;

/* NULL is allowed. */
void row_cache_free(struct row_cache *cache);

struct desk_inner {
	struct store_env env;
	int64_t changes;		/* change counter when desk_changed last looked */
	int64_t practice_changes;	/* the same when the versions were last looked at */
	int64_t practice_version;	/* number of the newest version that was read */
	struct practice **retired;	/* earlier practices: what was borrowed from them stays readable */
	size_t n_retired, room_retired;
	struct undo_entry *undo;	/* the newest last */
	size_t n_undo, room_undo;
	struct undo_entry *redo;	/* what was undone since the last act, the newest last */
	size_t n_redo, room_redo;
	char *undone_on;		/* the case of what was undone last, where that cannot be done again; NULL */
	unsigned gesture, gestures;	/* the one under way, 0 none; how many there were */
	struct row_cache *rows;		/* of queue_cache.c, while a screen filters; NULL until then */
	bool is_screen;
	bool has_session;		/* its row stands in the file */
	bool storing;			/* clocks are derived to be stored: as at the latest, also with --now */
};

/* Milliseconds of the wall clock. */
int64_t desk_now_ms(const struct desk *desk);

/* A new id. */
void desk_id(struct desk *desk, char out[ID_SIZE]);

/* An audit line; all but what may be NULL. */
struct desk_line {
	const char *what, *object, *object_id, *reference, *why, *old_hash, *new_hash;
};

/* Adds it to the chain as of whoever is at the desk, now; inside a transaction. */
bool desk_audit(struct desk *desk, const struct desk_line *line, struct error *err);

/* Finds out who is working (rights.c): fills person, name, login, role, team. */
bool desk_identify(struct desk *desk, const char *as_login, struct error *err);

/* Remembers an act for act_undo; ids are copied. What was undone before it cannot be done again any more. */
void desk_remember(struct desk *desk, char (*events)[ID_SIZE], size_t n, enum undo_kind kind, const char *what);

/* The same of a merge (from into the other) or a parting. All is copied. */
void desk_remember_link(struct desk *desk, enum undo_kind kind, const char *from, const char *into, const char *what);

/* The same of what cannot be undone, so that act_undo does not go past it to something older unasked. */
void desk_remember_final(struct desk *desk, const char *reference, const char *what, const char *instead);

/* The gesture of what act_undo takes back next; 0: it stands alone, or there is nothing. */
unsigned desk_gesture_to_undo(const struct desk *desk);
/* The same for what act_redo does again. */
unsigned desk_gesture_to_redo(const struct desk *desk);

/* Drops one of what was remembered; undo[place] must be there. */
void desk_forget(struct desk *desk, size_t place);

/* The one in undo[place] was undone, on this case, and cannot be done again by itself. */
void desk_undone_for_good(struct desk *desk, size_t place, const char *reference);

/* The one in undo[place] was taken back: it can be done again. in_place: the event that put the earlier words
 * back, where it stood in the place of one; else NULL. */
void desk_undone(struct desk *desk, size_t place, const char *in_place);

/* An event that was put back stands under another id now. */
void desk_renew_undone(struct desk_inner *inner, const char *was, const char *is);

/* What act_redo does again; NULL nothing. Borrowed until the next of these calls. */
const struct undo_entry *desk_last_undone(const struct desk *desk);

/* It was done again, by as many events as it has; they can be undone. */
void desk_redone(struct desk *desk, char (*events)[ID_SIZE]);

/* Drops all that was remembered. */
void desk_forget_all(struct desk *desk);

/* The date of going live as the file has it; CIVIL_NONE: none. */
bool desk_live_from(struct desk *desk, int32_t *day, struct error *err);

#endif
