/* Every statement the program ever runs, but for the schema (schema.c) and the pragmas
 * (connect.c). They keep to the SQL that SQLite and PostgreSQL read alike (chapter 6 A7). */
#ifndef STORE_CATALOGUE_H
#define STORE_CATALOGUE_H

enum statement_id {
	CHANGE_COUNTER, USER_VERSION, COPY_TO,
	META_GET, META_PUT,

	FAMILY_FIND, FAMILY_ADD,
	CASE_ADD, CASE_UPDATE, CASE_STANDING, CASE_BY_REFERENCE, CASE_BY_ID, CASE_ALL, CASE_OF_FAMILY,
	CASE_ATTENTION, CASE_SEARCH,

	EVENT_ADD, EVENT_BY_ID, EVENT_OF_CASE, EVENT_ALL, EVENT_OF_KIND, EVENT_SINCE,

	CLOCK_ADD, CLOCK_UPDATE, CLOCK_TURN, CLOCK_REMOVE, CLOCK_OF_CASE,
	CLOCK_NEXT_TIMESCALE, CLOCK_OF_TIMESCALE, CLOCK_ENDED, CLOCK_TURNING, CLOCK_NEXT_TURN,

	/* Pages: on or back, of any queue, team and worker or of the given ones (Q, T, W). The order
	 * is relied on by pages.c: three bits for Q, T, W, and BACK_ follows ON_. */
	PAGE_ON, PAGE_ON_Q, PAGE_ON_T, PAGE_ON_QT, PAGE_ON_W, PAGE_ON_QW, PAGE_ON_TW, PAGE_ON_QTW,
	PAGE_BACK, PAGE_BACK_Q, PAGE_BACK_T, PAGE_BACK_QT, PAGE_BACK_W, PAGE_BACK_QW, PAGE_BACK_TW, PAGE_BACK_QTW,

	TALLY_ADD, TALLY_RAISE, TALLY_LIST, TALLY_OF, TALLY_ONE,
	TRANSITION_ADD, TRANSITION_SINCE, TRANSITION_OF_CASE,

	PERSON_PUT, PERSON_ALL, PERSON_BY_LOGIN, PERSON_BY_UID, PERSON_BY_NAME,
	TEAM_PUT, TEAM_ALL, TEAM_BY_NAME,
	ABSENCE_PUT, ABSENCE_ALL,
	DRAFT_PUT, DRAFT_DROP, DRAFT_OF,
	SESSION_PUT, SESSION_END, SESSION_ALL,

	HANDOVER_ADD, HANDOVER_LAST,

	AUDIT_ADD, AUDIT_HEAD, AUDIT_LIST, AUDIT_OF_REFERENCE, AUDIT_LAST,
	POLICY_ADD, POLICY_NEXT, POLICY_ALL,

	CHECK_CASES, CHECK_EVENTS, CHECK_HANDOVERS, CHECK_TALLY, CHECK_TALLIES, CHECK_TALLY_CASES,
	CHECK_LATEST, CHECK_COUNTS,

	STATEMENTS
};

struct statement {
	const char *name;	/* for messages */
	const char *text;
	const char *scans;	/* why it may read a whole table or sort; NULL: it may not */
};

/* The text of a statement: constant, borrowed for ever. */
const struct statement *statement_get(enum statement_id id);

#endif
