/* What a filter is made of: core's own, shared by the reading of its words and the asking. */
#ifndef CORE_FILTER_WORDS_H
#define CORE_FILTER_WORDS_H

#include "core/queue.h"

enum filter_kind {
	FILTER_ANYTHING, /* a word that is only half typed: "team:" */
	FILTER_WORD,
	FILTER_TEAM,
	FILTER_WORKER,
	FILTER_RATING,
	FILTER_STATUS,
	FILTER_TIMESCALE,
	FILTER_QUEUE,
	FILTER_DUE,
	FILTER_AGE,
	FILTER_DIRECTION,
	FILTER_NEW,
};

enum filter_than { THAN_LESS, THAN_AT_MOST, THAN_MORE, THAN_AT_LEAST };

struct filter_clause {
	enum filter_kind kind;
	bool negated;
	bool none;         /* team:none, worker:none, rating:none, direction:no */
	char *word;        /* folded */
	char *exact;       /* the one team or worker of that name, as it is written */
	unsigned statuses; /* bit by enum clock_status */
	char **keys;       /* timescales or queues; new: references that changed, sorted */
	size_t n_keys;
	enum filter_than than;
	int64_t n; /* due and age: so many */
	enum limit_unit unit;
	bool absolute, timed; /* due and age: a moment */
	int64_t at;        /* that moment; new: the last look, INSTANT_NONE never */
	struct filter_clause *or_else; /* after a comma; NULL: none */
};

struct filter {
	struct desk *desk;             /* borrowed: zone and calendar are those of the moment */
	struct filter_clause *clauses; /* all must hold */
	size_t n;
};

/* Gives the clauses `new` their meaning; since INSTANT_NONE: everything is new. */
bool filter_read_new(struct filter *filter, int64_t since, struct error *err);

#endif
