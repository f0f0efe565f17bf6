#include "config.h"

#include <assert.h>
#include <stddef.h>

#include "store/catalogue.h"

#define CASE_COLUMNS \
	"id, reference, name, folded, born, family, team, worker, open, attention, opened, closed, version," \
	" subject, kind, weight, held_by, joint, asked_of"
#define EVENT_COLUMNS \
	"id, case_id, kind, at, timed, recorded, done_by, recorded_by, uid, about, about_type, out_of, opens," \
	" planned, note, fields, replaces, is_void, why, source"
#define CLOCK_VALUES \
	"case_id, reference, name, folded, timescale, about, started, mark, spell, interval_no, queue, rating," \
	" team, worker, family, direction, running, measured_only, end_kind, unit, due, formal_due, soon, stopped," \
	" paused_since, planned, withdrawn, flags, opener, ender, cause, state, next_at, time_known, received"
#define CLOCK_COLUMNS "id, " CLOCK_VALUES
#define CLOCK_SLIM_COLUMNS \
	"id, reference, folded, timescale, started, queue, rating, team, worker, direction, measured_only, end_kind," \
	" unit, due, soon, stopped, paused_since, state, received"
#define TRANSITION_COLUMNS \
	"case_id, reference, timescale, about, started, mark, spell, from_state, to_state, moment, noticed," \
	" queue, team, worker"
#define PERSON_COLUMNS "id, name, login, uid, role, team, kind, fte, capacity, from_day, to_day, active"
#define JOINED_COLUMNS "event, case_id, into_id, since, until"
#define HANDOVER_COLUMNS "id, team, at, who, uid, note"
#define PLAN_COLUMNS "id, team, worker, week, at, who, uid, note"
#define PLAN_LINE_COLUMNS "plan, position, reference, timescale, started, due, planned, state, worker, remark"
#define AUDIT_COLUMNS \
	"seq, at_ms, uid, who, session, what, object, object_id, reference, old_hash, new_hash, why, prev, hash"

/* One page of a queue: a range of one partial index, whose conditions these first two are. */
#define PAGE(where, than, direction) \
	"SELECT " CLOCK_COLUMNS " FROM clock WHERE running = 1 AND measured_only = 0" where \
	" AND (due, reference, timescale, id) " than " ($1, $2, $3, $4)" \
	" ORDER BY due " direction ", reference " direction ", timescale " direction ", id " direction " LIMIT $5"
#define PAGE_ENTRY(name, where) \
	[PAGE_ON##name] = { "PAGE_ON" #name, PAGE(where, ">=", "ASC"), NULL }, \
	[PAGE_BACK##name] = { "PAGE_BACK" #name, PAGE(where, "<=", "DESC"), NULL }

#define ENTRY(id, text) [id] = { #id, text, NULL }
#define MAY_SCAN(id, why, text) [id] = { #id, text, why }

static const struct statement catalogue[STATEMENTS] = {
	/* Of this engine alone; another engine has its own three. */
	ENTRY(CHANGE_COUNTER, "PRAGMA data_version"),
	ENTRY(USER_VERSION, "PRAGMA user_version"),
	ENTRY(COPY_TO, "VACUUM INTO $1"),

	ENTRY(META_GET, "SELECT value FROM meta WHERE key = $1"),
	ENTRY(META_PUT, "INSERT INTO meta(key, value) VALUES ($1, $2)"
		" ON CONFLICT (key) DO UPDATE SET value = excluded.value"),

	ENTRY(FAMILY_FIND, "SELECT id FROM family WHERE name = $1"),
	ENTRY(FAMILY_ADD, "INSERT INTO family(id, name, made) VALUES ($1, $2, $3)"),
	ENTRY(CASE_ADD, "INSERT INTO cases(" CASE_COLUMNS ", hash)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)"),
	ENTRY(CASE_UPDATE, "UPDATE cases SET reference = $2, name = $3, folded = $4, born = $5, family = $6, team = $7,"
		" worker = $8, open = $9, attention = $10, opened = $11, closed = $12, version = $13, subject = $14,"
		" kind = $15, weight = $16, held_by = $17, joint = $18, asked_of = $19, hash = $20"
		" WHERE id = $1"),
	ENTRY(CASE_STANDING, "SELECT open, version, name FROM cases WHERE id = $1"),
	ENTRY(CASE_BY_REFERENCE, "SELECT " CASE_COLUMNS " FROM cases WHERE reference = $1"),
	ENTRY(CASE_BY_ID, "SELECT " CASE_COLUMNS " FROM cases WHERE id = $1"),
	ENTRY(CASE_ALL, "SELECT " CASE_COLUMNS " FROM cases WHERE reference > $1 ORDER BY reference"),
	ENTRY(CASE_OF_FAMILY, "SELECT " CASE_COLUMNS " FROM cases WHERE family = $1 ORDER BY reference"),
	MAY_SCAN(CASE_ATTENTION, "its index holds only the cases that need attention",
		"SELECT " CASE_COLUMNS " FROM cases WHERE attention IS NOT NULL ORDER BY reference"),
	MAY_SCAN(CASE_SUBJECTS, "its index holds only the records that are no child's",
		"SELECT " CASE_COLUMNS " FROM cases WHERE subject <> 'child' ORDER BY subject, reference"),
	MAY_SCAN(CASE_SEARCH, "a part of a name can stand anywhere: one narrow index is read",
		"SELECT " CASE_COLUMNS " FROM cases WHERE folded LIKE $1 ESCAPE '\\' AND subject = 'child' ORDER BY folded, reference"),

	ENTRY(CASE_BORN, "SELECT " CASE_COLUMNS " FROM cases WHERE born = $1 AND subject = 'child' ORDER BY reference LIMIT $2"),
	ENTRY(CASE_REFERENCE_FROM, "SELECT " CASE_COLUMNS " FROM cases WHERE folded >= $1 AND folded < $2 AND subject = 'child'"
		" ORDER BY folded, reference LIMIT $3"),
	ENTRY(BOARD_HOLDER, "SELECT worker FROM cases WHERE open = 1 AND subject = 'child' AND team = $1"
		" AND worker > $2 ORDER BY worker LIMIT 1"),
	ENTRY(BOARD_LOAD, "SELECT family, count(*), sum(weight) FROM cases WHERE open = 1 AND subject = 'child'"
		" AND worker = $1 GROUP BY family"),
	ENTRY(BOARD_DUES, "SELECT due FROM clock WHERE running = 1 AND measured_only = 0 AND worker = $1 AND due < $2"
		" AND NOT (reference >= 'worker:' AND reference < 'worker;') ORDER BY due"),
	ENTRY(BOARD_CASES, "SELECT " CASE_COLUMNS " FROM cases WHERE open = 1 AND subject = 'child' AND worker = $1"
		" ORDER BY family"),
	ENTRY(BOARD_TEAM_CASES, "SELECT " CASE_COLUMNS " FROM cases WHERE open = 1 AND subject = 'child'"
		" AND worker = $1 AND team = $2 ORDER BY reference"),
	ENTRY(BOARD_ASKED, "SELECT " CLOCK_COLUMNS " FROM clock WHERE case_id IN"
		" (SELECT id FROM cases WHERE asked_of = $1)"),
	ENTRY(BOARD_ASKING, "SELECT case_id, opener FROM clock WHERE timescale = 'transfer.answer' AND running = 1"
		" AND opener IS NOT NULL"),
	ENTRY(BOARD_PEOPLE, "SELECT " PERSON_COLUMNS " FROM person WHERE team = $1 AND active = 1 ORDER BY name, id"),
	ENTRY(BOARD_ABSENCES, "SELECT person, from_day, to_day FROM absence WHERE person = $1"
		" AND from_day <= $2 ORDER BY from_day"),
	ENTRY(FAMILY_NAME, "SELECT name FROM family WHERE id = $1"),
	ENTRY(NAME_KEY_ADD, "INSERT INTO name_key(key, case_id) VALUES ($1, $2)"),
	ENTRY(NAME_KEY_DROP, "DELETE FROM name_key WHERE key = $1 AND case_id = $2"),
	ENTRY(NAME_KEY_OF, "SELECT case_id FROM name_key WHERE key = $1 ORDER BY case_id LIMIT $2"),
	ENTRY(NAME_KEY_FROM, "SELECT case_id FROM name_key WHERE key >= $1 AND key < $2 ORDER BY key, case_id LIMIT $3"),
	ENTRY(JOINED_ADD, "INSERT INTO joined(" JOINED_COLUMNS ") VALUES ($1, $2, $3, $4, $5)"),
	ENTRY(JOINED_END, "UPDATE joined SET until = $1 WHERE event = $2"),
	ENTRY(JOINED_OF, "SELECT " JOINED_COLUMNS " FROM joined WHERE case_id = $1 ORDER BY since, event"),
	ENTRY(JOINED_INTO, "SELECT " JOINED_COLUMNS " FROM joined WHERE into_id = $1 ORDER BY since, event"),
	MAY_SCAN(JOINED_ALL, "every merge is wanted: there are few",
		"SELECT " JOINED_COLUMNS " FROM joined ORDER BY event"),

	ENTRY(EVENT_ADD, "INSERT INTO event(" EVENT_COLUMNS ", hash) VALUES"
		" ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)"),
	ENTRY(EVENT_BY_ID, "SELECT " EVENT_COLUMNS " FROM event WHERE id = $1"),
	ENTRY(EVENT_OF_CASE, "SELECT " EVENT_COLUMNS " FROM event WHERE case_id = $1 ORDER BY at, id"),
	MAY_SCAN(EVENT_ALL, "every event is wanted: deriving everything, export",
		"SELECT " EVENT_COLUMNS " FROM event ORDER BY case_id, at, id"),
	ENTRY(EVENT_OF_KIND, "SELECT " EVENT_COLUMNS " FROM event WHERE kind = $1 AND at >= $2 AND at < $3 ORDER BY at"),
	ENTRY(EVENT_SINCE, "SELECT " EVENT_COLUMNS " FROM event WHERE recorded > $1 AND recorded <= $2"
		" ORDER BY recorded, id"),

	ENTRY(CLOCK_ADD, "INSERT INTO clock(" CLOCK_VALUES ") VALUES"
		" ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,"
		" $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35)"),
	ENTRY(CLOCK_UPDATE, "UPDATE clock SET case_id = $1, reference = $2, name = $3, folded = $4, timescale = $5,"
		" about = $6, started = $7, mark = $8, spell = $9, interval_no = $10, queue = $11, rating = $12, team = $13,"
		" worker = $14, family = $15, direction = $16, running = $17, measured_only = $18, end_kind = $19,"
		" unit = $20, due = $21, formal_due = $22, soon = $23, stopped = $24, paused_since = $25, planned = $26,"
		" withdrawn = $27, flags = $28, opener = $29, ender = $30, cause = $31, state = $32, next_at = $33,"
		" time_known = $34, received = $35 WHERE id = $36"),
	ENTRY(CLOCK_TURN, "UPDATE clock SET state = $1, next_at = $2 WHERE id = $3"),
	ENTRY(CLOCK_REMOVE, "DELETE FROM clock WHERE id = $1"),
	ENTRY(CLOCK_OF_CASE, "SELECT " CLOCK_COLUMNS " FROM clock WHERE case_id = $1 ORDER BY id"),
	ENTRY(CLOCK_NEXT_TIMESCALE, "SELECT timescale FROM clock WHERE timescale > $1 ORDER BY timescale LIMIT 1"),
	ENTRY(CLOCK_OF_TIMESCALE, "SELECT " CLOCK_COLUMNS " FROM clock"
		" WHERE timescale = $1 AND due >= $2 AND due < $3 ORDER BY due, id"),
	ENTRY(CLOCK_OF_TEAM, "SELECT " CLOCK_COLUMNS " FROM clock WHERE timescale = $1 AND due >= $2 AND due < $3"
		" AND running = $4 AND team = $5 ORDER BY due, id"),
	ENTRY(CLOCK_FINISHED_BY, "SELECT " CLOCK_COLUMNS " FROM clock WHERE timescale = $1 AND due >= $2 AND due < $3"
		" AND running = 0 AND worker = $4 ORDER BY due, id"),
	MAY_SCAN(CLOCK_ENDED, "every ended clock is wanted: list --all",
		"SELECT " CLOCK_COLUMNS " FROM clock"
		" WHERE running = 0 AND measured_only = 0 AND (CAST($1 AS TEXT) IS NULL OR queue = $1)"),
	ENTRY(CLOCK_TURNING, "SELECT " CLOCK_COLUMNS " FROM clock WHERE running = 1 AND next_at IS NOT NULL"
		" AND next_at <= $1 ORDER BY next_at, id LIMIT $2"),
	ENTRY(CLOCK_TURNED, "SELECT " CLOCK_SLIM_COLUMNS " FROM clock WHERE running = 1 AND next_at IS NOT NULL"
		" AND next_at <= $1 ORDER BY next_at, id"),
	ENTRY(CLOCK_SLIM, "SELECT " CLOCK_SLIM_COLUMNS " FROM clock WHERE running = 1 AND measured_only = 0"
		" AND (due, reference, timescale, id) > ($1, $2, $3, $4)"
		" ORDER BY due, reference, timescale, id LIMIT $5"),
	ENTRY(CLOCK_NEXT_TURN, "SELECT next_at FROM clock WHERE running = 1 AND next_at IS NOT NULL"
		" ORDER BY next_at LIMIT 1"),

	PAGE_ENTRY(, ""),
	PAGE_ENTRY(_Q, " AND queue = $6"),
	PAGE_ENTRY(_T, " AND team = $6"),
	PAGE_ENTRY(_QT, " AND queue = $6 AND team = $7"),
	PAGE_ENTRY(_W, " AND worker = $6"),
	PAGE_ENTRY(_QW, " AND queue = $6 AND worker = $7"),
	PAGE_ENTRY(_TW, " AND team = $6 AND worker = $7"),
	PAGE_ENTRY(_QTW, " AND queue = $6 AND team = $7 AND worker = $8"),

	ENTRY(TALLY_ADD, "INSERT INTO tally(scope, team, worker, queue, state, n) VALUES ($1, $2, $3, $4, $5, $6)"
		" ON CONFLICT (scope, team, worker, queue, state) DO UPDATE SET n = tally.n + excluded.n"),
	ENTRY(TALLY_RAISE, "INSERT INTO tally(scope, team, worker, queue, state, n) VALUES ($1, $2, $3, $4, $5, $6)"
		" ON CONFLICT (scope, team, worker, queue, state) DO UPDATE SET n = excluded.n WHERE excluded.n > tally.n"),
	ENTRY(TALLY_LIST, "SELECT queue, team, worker, state, n FROM tally WHERE scope = 3 AND n <> 0"
		" AND (CAST($1 AS TEXT) IS NULL OR queue = $1) ORDER BY team, worker, queue, state"),
	ENTRY(TALLY_OF, "SELECT queue, team, worker, state, n FROM tally WHERE scope = $1 AND team = $2 AND worker = $3"
		" AND n <> 0 ORDER BY queue, state"),
	ENTRY(TALLY_ONE, "SELECT n FROM tally WHERE scope = $1 AND team = '' AND worker = '' AND queue = ''"
		" AND state = $2"),

	ENTRY(TRANSITION_ADD, "INSERT INTO transition(" TRANSITION_COLUMNS ")"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"),
	ENTRY(TRANSITION_SINCE, "SELECT " TRANSITION_COLUMNS " FROM transition WHERE noticed > $1"
		" ORDER BY noticed, moment, id"),
	ENTRY(TRANSITION_AHEAD, "SELECT noticed, moment FROM transition WHERE noticed > $1 AND noticed < $2"
		" ORDER BY noticed DESC, moment DESC LIMIT 1"),
	MAY_SCAN(TRANSITION_OF_CASE, "those of one case are few and are sorted",
		"SELECT " TRANSITION_COLUMNS " FROM transition WHERE case_id = $1 AND noticed > $2"
		" ORDER BY noticed, moment, id"),

	ENTRY(PERSON_PUT, "INSERT INTO person(" PERSON_COLUMNS ")"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
		" ON CONFLICT (id) DO UPDATE SET name = excluded.name, login = excluded.login, uid = excluded.uid,"
		" role = excluded.role, team = excluded.team, kind = excluded.kind, fte = excluded.fte,"
		" capacity = excluded.capacity, from_day = excluded.from_day, to_day = excluded.to_day,"
		" active = excluded.active"),
	MAY_SCAN(PERSON_ALL, "all people are wanted",
		"SELECT " PERSON_COLUMNS " FROM person ORDER BY name, id"),
	MAY_SCAN(PERSON_AT_WORK, "all who are at work are wanted",
		"SELECT name, login, team FROM person WHERE active = 1 AND (from_day IS NULL OR from_day <= $1)"
		" AND (to_day IS NULL OR to_day >= $1)"),
	ENTRY(PERSON_BY_LOGIN, "SELECT " PERSON_COLUMNS " FROM person WHERE login = $1"),
	ENTRY(PERSON_BY_UID, "SELECT " PERSON_COLUMNS " FROM person WHERE uid = $1 AND uid >= 0 ORDER BY id DESC LIMIT 1"),
	ENTRY(PERSON_BY_NAME, "SELECT " PERSON_COLUMNS " FROM person WHERE name = $1 ORDER BY id LIMIT 1"),
	ENTRY(TEAM_PUT, "INSERT INTO team(id, name, active) VALUES ($1, $2, $3)"
		" ON CONFLICT (id) DO UPDATE SET name = excluded.name, active = excluded.active"),
	MAY_SCAN(TEAM_ALL, "all teams are wanted", "SELECT id, name, active FROM team ORDER BY name"),
	ENTRY(TEAM_BY_NAME, "SELECT id, name, active FROM team WHERE name = $1"),
	ENTRY(ABSENCE_PUT, "INSERT INTO absence(person, from_day, to_day) VALUES ($1, $2, $3)"
		" ON CONFLICT (person, from_day) DO UPDATE SET to_day = excluded.to_day"),
	ENTRY(ABSENCE_OF_PERSON, "SELECT person, from_day, to_day FROM absence WHERE person = $1 ORDER BY from_day"),
	MAY_SCAN(ABSENCE_ALL, "all absences are wanted",
		"SELECT person, from_day, to_day FROM absence ORDER BY person, from_day"),

	ENTRY(DRAFT_PUT, "INSERT INTO draft(owner, form, subject, body, saved) VALUES ($1, $2, $3, $4, $5)"
		" ON CONFLICT (owner, form, subject) DO UPDATE SET body = excluded.body, saved = excluded.saved"),
	ENTRY(DRAFT_DROP, "DELETE FROM draft WHERE owner = $1 AND form = $2 AND subject = $3"),
	ENTRY(DRAFT_OF, "SELECT owner, form, subject, body, saved FROM draft WHERE owner = $1 ORDER BY form, subject"),
	ENTRY(SESSION_PUT, "INSERT INTO session(id, person, pid, tty, since, last) VALUES ($1, $2, $3, $4, $5, $6)"
		" ON CONFLICT (id) DO UPDATE SET last = excluded.last"),
	ENTRY(SESSION_END, "DELETE FROM session WHERE id = $1"),
	MAY_SCAN(SESSION_ALL, "all sessions are wanted",
		"SELECT id, person, pid, tty, since, last FROM session ORDER BY id"),

	ENTRY(HANDOVER_ADD, "INSERT INTO handover(" HANDOVER_COLUMNS ", hash) VALUES ($1, $2, $3, $4, $5, $6, $7)"),
	ENTRY(HANDOVER_LAST, "SELECT " HANDOVER_COLUMNS " FROM handover WHERE team = $1 AND at <= $2"
		" ORDER BY at DESC, id DESC LIMIT 1"),
	ENTRY(PLAN_ADD, "INSERT INTO plan(" PLAN_COLUMNS ", hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"),
	ENTRY(PLAN_LINE_ADD, "INSERT INTO plan_row(" PLAN_LINE_COLUMNS ")"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"),
	ENTRY(PLAN_LAST, "SELECT " PLAN_COLUMNS " FROM plan WHERE team = $1 AND worker = $2 AND week >= $3"
		" AND week < $4 AND at <= $5 ORDER BY week DESC, at DESC LIMIT 1"),
	ENTRY(PLAN_LINES, "SELECT " PLAN_LINE_COLUMNS " FROM plan_row WHERE plan = $1 ORDER BY position"),

	ENTRY(AUDIT_ADD, "INSERT INTO audit(" AUDIT_COLUMNS ")"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"),
	ENTRY(AUDIT_HEAD, "SELECT seq, hash FROM audit WHERE seq > 0 ORDER BY seq DESC LIMIT 1"),
	MAY_SCAN(AUDIT_LIST, "the whole chain is wanted, or one person's part of it, which is rare",
		"SELECT " AUDIT_COLUMNS " FROM audit WHERE (CAST($1 AS TEXT) IS NULL OR who = $1)"
		" AND at_ms >= $2 ORDER BY seq"),
	ENTRY(AUDIT_OF_REFERENCE, "SELECT " AUDIT_COLUMNS " FROM audit WHERE reference = $3"
		" AND (CAST($1 AS TEXT) IS NULL OR who = $1) AND at_ms >= $2 ORDER BY seq"),
	ENTRY(AUDIT_LAST, "SELECT at_ms FROM audit WHERE object_id = $1 AND uid = $2 AND what = $3"
		" ORDER BY seq DESC LIMIT 1"),

	ENTRY(POLICY_ADD, "INSERT INTO policy(number, applied, from_day, name, applied_by, hash, packed)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7)"),
	ENTRY(POLICY_NEXT, "SELECT number FROM policy WHERE number > 0 ORDER BY number DESC LIMIT 1"),
	MAY_SCAN(POLICY_ALL, "every version is wanted",
		"SELECT number, applied, from_day, name, applied_by, hash, packed FROM policy ORDER BY number"),

	MAY_SCAN(CHECK_CASES, "check looks at every row",
		"SELECT " CASE_COLUMNS ", hash FROM cases ORDER BY reference"),
	MAY_SCAN(CHECK_EVENTS, "check looks at every row",
		"SELECT " EVENT_COLUMNS ", hash FROM event"),
	MAY_SCAN(CHECK_HANDOVERS, "check looks at every row",
		"SELECT " HANDOVER_COLUMNS ", hash FROM handover"),
	MAY_SCAN(CHECK_PLANS, "check looks at every row", "SELECT " PLAN_COLUMNS ", hash FROM plan"),
	ENTRY(CHECK_PLAN_LINES, "SELECT " PLAN_LINE_COLUMNS " FROM plan_row WHERE plan = $1 ORDER BY position"),
	MAY_SCAN(CHECK_TALLY, "check looks at every row",
		"SELECT queue, team, worker, state, direction, count(*) FROM clock WHERE measured_only = 0"
		" GROUP BY queue, team, worker, state, direction ORDER BY queue, team, worker, state, direction"),
	MAY_SCAN(CHECK_NAME_KEYS, "check looks at every row", "SELECT key, case_id FROM name_key"),
	MAY_SCAN(CHECK_TALLIES, "check looks at every row",
		"SELECT scope, team, worker, queue, state, n FROM tally WHERE scope <> 5"
		" ORDER BY scope, team, worker, queue, state"),
	MAY_SCAN(CHECK_TALLY_CASES, "check looks at every row",
		"SELECT open, count(*) FROM cases WHERE subject = 'child' GROUP BY open ORDER BY open"),
	MAY_SCAN(CHECK_LATEST, "check looks at every row",
		"SELECT max(CASE WHEN planned = 0 THEN at END), max(recorded) FROM event"),
	MAY_SCAN(CHECK_COUNTS, "a backup is compared by the number of its rows",
		"SELECT (SELECT count(*) FROM cases), (SELECT count(*) FROM event), (SELECT count(*) FROM clock),"
		" (SELECT count(*) FROM transition), (SELECT count(*) FROM audit), (SELECT count(*) FROM policy),"
		" (SELECT count(*) FROM person), (SELECT count(*) FROM plan)"),
};

const struct statement *statement_get(enum statement_id id)
{
	assert((unsigned)id < STATEMENTS && catalogue[id].text);
	return &catalogue[id];
}
