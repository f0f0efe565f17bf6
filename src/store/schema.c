#include "config.h"

#include "store/board.h"
#include "store/namekeys.h"
#include "store/schema.h"

/* Refuses changes to a row once it stands: by UPDATE, by DELETE, and by REPLACE, which would
 * otherwise go past the first two (chapter 6 A11). FAIL, not ABORT: these run before the one row
 * is touched, so that nothing has to be kept for undoing. */
#define APPEND_ONLY(table, key) \
	"CREATE TRIGGER " table "_no_update BEFORE UPDATE ON " table \
	" BEGIN SELECT RAISE(FAIL, '" table " rows are only ever added: update refused'); END;", \
	"CREATE TRIGGER " table "_no_delete BEFORE DELETE ON " table \
	" BEGIN SELECT RAISE(FAIL, '" table " rows are only ever added: delete refused'); END;", \
	"CREATE TRIGGER " table "_no_replace BEFORE INSERT ON " table " WHEN EXISTS (SELECT 1 FROM " table \
	" WHERE " key ") BEGIN SELECT RAISE(FAIL, '" table " rows are only ever added: it is there already'); END;"

#define LISTED " WHERE running = 1 AND measured_only = 0;"

/* The application id is STORE_APPLICATION_ID; each step ends by saying which version it made. */
static const char *const version_1[] = {
	"PRAGMA application_id = 1128483915;",
	"CREATE TABLE meta(key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;",

	"CREATE TABLE family(id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, made INTEGER NOT NULL) STRICT;",

	"CREATE TABLE cases("
	"id TEXT NOT NULL PRIMARY KEY, reference TEXT NOT NULL UNIQUE, name TEXT, folded TEXT NOT NULL,"
	"born INTEGER, family TEXT REFERENCES family(id), team TEXT, worker TEXT, open INTEGER NOT NULL,"
	"attention TEXT, opened INTEGER, closed INTEGER, version INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;",
	"CREATE INDEX cases_family ON cases(family, reference) WHERE family IS NOT NULL;",
	"CREATE INDEX cases_attention ON cases(reference) WHERE attention IS NOT NULL;",
	"CREATE INDEX cases_folded ON cases(folded, reference);",

	"CREATE TABLE event("
	"id TEXT NOT NULL PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases(id), kind TEXT NOT NULL,"
	"at INTEGER NOT NULL, timed INTEGER NOT NULL, recorded INTEGER NOT NULL, done_by TEXT,"
	"recorded_by TEXT NOT NULL, uid INTEGER NOT NULL, about TEXT, about_type TEXT, out_of TEXT,"
	"opens INTEGER NOT NULL, planned INTEGER NOT NULL, note TEXT, fields TEXT NOT NULL, replaces TEXT,"
	"is_void INTEGER NOT NULL, why TEXT, source TEXT, hash TEXT NOT NULL) STRICT;",
	"CREATE INDEX event_case ON event(case_id, at, id);",
	"CREATE INDEX event_kind ON event(kind, at);",
	APPEND_ONLY("event", "id = NEW.id"),

	"CREATE TABLE clock("
	"id INTEGER PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases(id), reference TEXT NOT NULL, name TEXT,"
	"folded TEXT NOT NULL, timescale TEXT NOT NULL, about TEXT NOT NULL, started INTEGER NOT NULL,"
	"mark INTEGER NOT NULL, spell INTEGER NOT NULL, interval_no INTEGER NOT NULL, queue TEXT NOT NULL,"
	"rating TEXT, team TEXT NOT NULL, worker TEXT NOT NULL, family TEXT, direction INTEGER NOT NULL,"
	"running INTEGER NOT NULL, measured_only INTEGER NOT NULL, end_kind INTEGER NOT NULL, unit INTEGER NOT NULL,"
	"due INTEGER NOT NULL, formal_due INTEGER, soon INTEGER, stopped INTEGER, paused_since INTEGER,"
	"planned INTEGER, withdrawn INTEGER, flags INTEGER NOT NULL, opener TEXT, ender TEXT, cause TEXT,"
	"state INTEGER NOT NULL, next_at INTEGER, time_known INTEGER NOT NULL, received INTEGER) STRICT;",
	"CREATE INDEX clock_case ON clock(case_id);",
	"CREATE INDEX clock_timescale ON clock(timescale, due);",
	"CREATE INDEX clock_next ON clock(next_at) WHERE running = 1 AND next_at IS NOT NULL;",
	"CREATE INDEX clock_due ON clock(due, reference, timescale)" LISTED,
	"CREATE INDEX clock_queue ON clock(queue, due, reference, timescale)" LISTED,
	"CREATE INDEX clock_team ON clock(team, due, reference, timescale)" LISTED,
	"CREATE INDEX clock_worker ON clock(worker, due, reference, timescale)" LISTED,
	"CREATE INDEX clock_queue_team ON clock(queue, team, due, reference, timescale)" LISTED,
	"CREATE INDEX clock_queue_worker ON clock(queue, worker, due, reference, timescale)" LISTED,

	"CREATE TABLE tally("
	"scope INTEGER NOT NULL, team TEXT NOT NULL, worker TEXT NOT NULL, queue TEXT NOT NULL,"
	"state INTEGER NOT NULL, n INTEGER NOT NULL,"
	"PRIMARY KEY(scope, team, worker, queue, state)) STRICT, WITHOUT ROWID;",

	"CREATE TABLE transition("
	"id INTEGER PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases(id), reference TEXT NOT NULL,"
	"timescale TEXT NOT NULL, about TEXT NOT NULL, started INTEGER NOT NULL, mark INTEGER NOT NULL,"
	"spell INTEGER NOT NULL, from_state INTEGER NOT NULL, to_state INTEGER NOT NULL, moment INTEGER NOT NULL,"
	"noticed INTEGER NOT NULL, queue TEXT, team TEXT, worker TEXT,"
	"UNIQUE(case_id, timescale, about, started, mark, spell, to_state, moment)) STRICT;",
	"CREATE INDEX transition_noticed ON transition(noticed, moment);",
	APPEND_ONLY("transition", "id = NEW.id OR (case_id = NEW.case_id AND timescale = NEW.timescale"
		" AND about = NEW.about AND started = NEW.started AND mark = NEW.mark AND spell = NEW.spell"
		" AND to_state = NEW.to_state AND moment = NEW.moment)"),

	"CREATE TABLE person("
	"id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, login TEXT UNIQUE, uid INTEGER NOT NULL,"
	"role TEXT NOT NULL, team TEXT, kind TEXT, fte REAL NOT NULL, capacity INTEGER NOT NULL,"
	"from_day INTEGER, to_day INTEGER, active INTEGER NOT NULL) STRICT;",
	"CREATE INDEX person_name ON person(name, id);",
	"CREATE INDEX person_uid ON person(uid, id) WHERE uid >= 0;",
	"CREATE TABLE absence("
	"person TEXT NOT NULL REFERENCES person(id), from_day INTEGER NOT NULL, to_day INTEGER,"
	"PRIMARY KEY(person, from_day)) STRICT, WITHOUT ROWID;",
	"CREATE TABLE team(id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, active INTEGER NOT NULL) STRICT;",
	"CREATE TABLE draft("
	"owner TEXT NOT NULL, form TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, saved INTEGER NOT NULL,"
	"PRIMARY KEY(owner, form, subject)) STRICT, WITHOUT ROWID;",
	"CREATE TABLE session("
	"id TEXT NOT NULL PRIMARY KEY, person TEXT NOT NULL, pid INTEGER NOT NULL, tty TEXT,"
	"since INTEGER NOT NULL, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;",

	"CREATE TABLE audit("
	"seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, uid INTEGER NOT NULL, who TEXT NOT NULL, session TEXT,"
	"what TEXT NOT NULL, object TEXT, object_id TEXT, reference TEXT, old_hash TEXT, new_hash TEXT, why TEXT,"
	"prev TEXT NOT NULL, hash TEXT NOT NULL) STRICT;",
	"CREATE INDEX audit_object ON audit(object_id) WHERE object_id IS NOT NULL;",
	"CREATE INDEX audit_reference ON audit(reference) WHERE reference IS NOT NULL;",
	APPEND_ONLY("audit", "seq = NEW.seq"),

	"CREATE TABLE policy("
	"number INTEGER PRIMARY KEY, applied INTEGER, from_day INTEGER, name TEXT NOT NULL, applied_by TEXT NOT NULL,"
	"hash TEXT NOT NULL, packed TEXT NOT NULL) STRICT;",
	APPEND_ONLY("policy", "number = NEW.number"),
	"PRAGMA user_version = 1;",
	NULL,
};

/* A count of what waits for a direction, of what version 1 stored. */
#define UNDIRECTED(scope, team, worker) \
	"INSERT INTO tally(scope, team, worker, queue, state, n) SELECT " scope ", " team ", " worker ", queue, state," \
	" count(*) FROM clock WHERE measured_only = 0 AND direction = 0 GROUP BY 2, 3, 4, 5;"

static const char *const version_2[] = {
	/* A word (w), a sound (s) or two sounds (p) of a child's name; filled by namekeys_fill. */
	"CREATE TABLE name_key(key TEXT NOT NULL, case_id TEXT NOT NULL REFERENCES cases(id),"
	"PRIMARY KEY(key, case_id)) STRICT, WITHOUT ROWID;",
	"CREATE INDEX cases_born ON cases(born, reference) WHERE born IS NOT NULL;",

	"CREATE TABLE joined("
	"event TEXT NOT NULL PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases(id),"
	"into_id TEXT NOT NULL REFERENCES cases(id), since INTEGER NOT NULL, until INTEGER) STRICT, WITHOUT ROWID;",
	"CREATE INDEX joined_case ON joined(case_id, since, event);",
	"CREATE INDEX joined_into ON joined(into_id, since, event);",

	"CREATE INDEX event_recorded ON event(recorded, id);",
	UNDIRECTED("6", "''", "''"),
	UNDIRECTED("7", "team", "''"),
	UNDIRECTED("8", "''", "worker"),

	"CREATE TABLE handover("
	"id TEXT NOT NULL PRIMARY KEY, team TEXT NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL,"
	"uid INTEGER NOT NULL, note TEXT, hash TEXT NOT NULL) STRICT;",
	"CREATE INDEX handover_team ON handover(team, at, id);",
	APPEND_ONLY("handover", "id = NEW.id"),
	"PRAGMA user_version = 2;",
	NULL,
};

static const char *const version_3[] = {
	/* Not every record is a child's: rhythms of a worker, a team or a panel stand on one of their own. What an
	 * older file holds are children, each of the weight that a case has where no policy says another. */
	"ALTER TABLE cases ADD COLUMN subject TEXT NOT NULL DEFAULT 'child';",
	"ALTER TABLE cases ADD COLUMN kind TEXT;",
	"ALTER TABLE cases ADD COLUMN weight INTEGER NOT NULL DEFAULT 10;",
	"ALTER TABLE cases ADD COLUMN held_by TEXT;",
	"ALTER TABLE cases ADD COLUMN joint TEXT;",
	"CREATE INDEX cases_load ON cases(worker, family, weight)"
	" WHERE open = 1 AND worker IS NOT NULL AND subject = 'child';",
	"CREATE INDEX cases_team ON cases(team, worker, reference) WHERE open = 1 AND subject = 'child';",
	"CREATE INDEX cases_subject ON cases(subject, reference) WHERE subject <> 'child';",

	"CREATE TABLE plan("
	"id TEXT NOT NULL PRIMARY KEY, team TEXT, worker TEXT, week INTEGER NOT NULL, at INTEGER NOT NULL,"
	"who TEXT NOT NULL, uid INTEGER NOT NULL, note TEXT, hash TEXT NOT NULL) STRICT;",
	"CREATE INDEX plan_week ON plan(team, week, at);",
	APPEND_ONLY("plan", "id = NEW.id"),
	"CREATE TABLE plan_row("
	"plan TEXT NOT NULL REFERENCES plan(id), position INTEGER NOT NULL, reference TEXT NOT NULL,"
	"timescale TEXT NOT NULL, started INTEGER, due INTEGER, planned INTEGER, state TEXT, worker TEXT, remark TEXT,"
	"PRIMARY KEY(plan, position)) STRICT;",
	APPEND_ONLY("plan_row", "plan = NEW.plan AND position = NEW.position"),
	"PRAGMA user_version = 3;",
	NULL,
};

static const char *const version_4[] = {
	/* What a statement names has to stand in the index too, though the index's condition says what it is: else
	 * each entry is looked up in its table. id is named so that pages keep their order behind it. */
	"DROP INDEX cases_load;",
	"DROP INDEX cases_team;",
	"DROP INDEX clock_worker;",
	"CREATE INDEX cases_load ON cases(worker, family, weight, open, subject)"
	" WHERE open = 1 AND worker IS NOT NULL AND subject = 'child';",
	"CREATE INDEX cases_team ON cases(team, worker, reference, open, subject) WHERE open = 1 AND subject = 'child';",
	"CREATE INDEX clock_worker ON clock(worker, due, reference, timescale, id, running, measured_only)" LISTED,
	/* The team that was asked to take a case and has not answered; filled by board_fill_asked. */
	"ALTER TABLE cases ADD COLUMN asked_of TEXT;",
	"CREATE INDEX cases_asked ON cases(asked_of) WHERE asked_of IS NOT NULL;",
	"CREATE INDEX person_team ON person(team, name, id) WHERE active = 1;",
	/* What of a timescale runs, or has ended, in a team; and what of it has ended with a worker. */
	"CREATE INDEX clock_timescale_team ON clock(timescale, running, team, due);",
	"CREATE INDEX clock_ended_worker ON clock(worker, timescale, due) WHERE running = 0;",
	"PRAGMA user_version = 4;",
	NULL,
};

static const struct migration migrations[] = {
	{ "the first tables", version_1, NULL },
	{ "names by sound, records merged, what waits for a direction, and handovers", version_2, namekeys_fill },
	{ "records of workers, teams and panels, weighted load, and week plans", version_3, NULL },
	{ "transfers that wait for an answer, and what a board and a week plan are read from", version_4, board_fill_asked },
};

const struct migration *schema_migrations(size_t *n)
{
	*n = sizeof(migrations) / sizeof(migrations[0]);
	return migrations;
}
