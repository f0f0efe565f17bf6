#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "clock/civil.h"
#include "core/filter_words.h"
#include "core/queue_rows.h"

/* ---- asking a row ---- */

/* True when the folded form of text holds the folded word. Plain ASCII, nearly every name, is
 * compared without making a folded copy. */
static bool holds(const char *text, const char *word)
{
	size_t i, n = strlen(word);
	char *folded;
	bool found;

	if (!text)
		return false;
	for (i = 0; text[i]; i++)
		if ((unsigned char)text[i] >= 0x80)
			break;
	if (!text[i]) {
		for (i = 0; text[i]; i++) {
			size_t k = 0;

			while (k < n && text[i + k] &&
			       tolower((unsigned char)text[i + k]) == (unsigned char)word[k])
				k++;
			if (k == n)
				return true;
		}
		return n == 0;
	}
	folded = utf8_fold(text);
	found = strstr(folded, word) != NULL;
	free(folded);
	return found;
}

/* The same where the folded form may be at hand; NULL: it is not. */
static bool folded_holds(const char *folded, const char *text, const char *word)
{
	return folded ? strstr(folded, word) != NULL : holds(text, word);
}

static bool holds_word(const struct queue_row *row, const char *word)
{
	if (row->folded ? strstr(row->folded, word) != NULL
			: holds(row->reference, word) || holds(row->name, word))
		return true;
	return folded_holds(row->folded_worker, row->worker, word) || folded_holds(row->folded_team, row->team, word);
}

static const struct calendar *calendar_of(const struct desk *desk)
{
	return desk->practice->newest->calendars[0].calendar;
}

/* now moved by n units; whole days keep the time on the wall. */
static int64_t moved(const struct desk *desk, int64_t now, int64_t n, enum limit_unit unit)
{
	struct zone_time local = zone_local(desk->zone, now);
	int64_t instant;

	switch (unit) {
	case UNIT_MINUTES:
	case UNIT_OFFICE_MINUTES:
		return now + n * 60;
	case UNIT_HOURS:
	case UNIT_OFFICE_HOURS:
		return now + n * 3600;
	case UNIT_WORKING_DAYS:
		local.day = calendar_add(calendar_of(desk), local.day, (int)n);
		break;
	case UNIT_DAYS:
		local.day += (int32_t)n;
		break;
	case UNIT_WEEKS:
		local.day += (int32_t)n * 7;
		break;
	case UNIT_MONTHS:
		local.day = civil_add_months(local.day, (int)n);
		break;
	case UNIT_YEARS:
		local.day = civil_add_months(local.day, (int)n * 12);
		break;
	}
	zone_instant(desk->zone, local.day, local.second, &instant);
	return instant;
}

static bool compare(enum filter_than than, int64_t value, int64_t least, int64_t most)
{
	switch (than) {
	case THAN_LESS:
		return value < least;
	case THAN_AT_MOST:
		return value <= most;
	case THAN_MORE:
		return value > most;
	case THAN_AT_LEAST:
		return value >= least;
	}
	return false;
}

/* Time left is under, or over, so much. What is due at the end of a date counts by dates, as the
 * words "2d left" do. */
static bool due_fits(const struct desk *desk, const struct filter_clause *clause, const struct queue_row *row,
		     int64_t now)
{
	int64_t least, most;

	if (row->times.due == INSTANT_NONE)
		return false;
	if (clause->absolute) {
		least = clause->at;
		most = clause->timed ? clause->at : zone_last(desk->zone, zone_day(desk->zone, clause->at));
	} else {
		least = most = moved(desk, now, clause->n, clause->unit);
		if (!limit_has_time(row->times.unit) && !limit_has_time(clause->unit))
			most = zone_last(desk->zone, zone_day(desk->zone, most));
	}
	return compare(clause->than, row->times.due, least, most);
}

static bool age_fits(const struct desk *desk, const struct filter_clause *clause, const struct queue_row *row,
		     int64_t now)
{
	int64_t since;

	if (row->received == INSTANT_NONE)
		return false;
	since = clause->absolute ? clause->at : moved(desk, now, -clause->n, clause->unit);
	/* The older, the smaller the moment: the comparison turns round. */
	return compare(clause->than, -row->received, -since, -since);
}

static bool name_fits(const struct filter_clause *clause, const char *name, const char *folded)
{
	if (clause->none)
		return !name;
	if (clause->exact)
		return name && strcmp(name, clause->exact) == 0;
	return folded_holds(folded, name, clause->word);
}

static bool any_key(const struct filter_clause *clause, const char *key)
{
	for (size_t i = 0; key && i < clause->n_keys; i++)
		if (strcmp(clause->keys[i], key) == 0)
			return true;
	return false;
}

static bool in_queue(const struct filter_clause *clause, const struct queue_row *row)
{
	return any_key(clause, row->queue) ||
	       (row->status == STATUS_ATTENTION && any_key(clause, "attention"));
}

static bool rating_fits(const struct filter_clause *clause, const char *rating)
{
	if (clause->none || !rating)
		return clause->none && !rating;
	return any_key(clause, rating) || (holds(rating, clause->word) && strlen(rating) == strlen(clause->word));
}

static int compare_key(const void *one, const void *other)
{
	const char *key = one;
	char *const *item = other;

	return strcmp(key, *item);
}

/* Something of the case came in or was changed by others, or the clock began or turned since the last look. */
static bool is_new(const struct filter_clause *clause, const struct queue_row *row, int64_t now)
{
	if (clause->at == INSTANT_NONE)
		return true;
	if (clause->n_keys &&
	    bsearch(row->reference, clause->keys, clause->n_keys, sizeof(*clause->keys), compare_key))
		return true;
	if (!row->timescale || row->times.end != END_RUNNING || row->times.paused_since != INSTANT_NONE)
		return false;
	return row->times.started > clause->at ||
	       clock_status(&row->times, clause->at) != clock_status(&row->times, now);
}

static bool clause_fits(const struct desk *desk, const struct filter_clause *clause,
			const struct queue_row *row, int64_t now)
{
	switch (clause->kind) {
	case FILTER_ANYTHING:
		return true;
	case FILTER_WORD:
		return holds_word(row, clause->word);
	case FILTER_TEAM:
		return name_fits(clause, row->team, row->folded_team);
	case FILTER_WORKER:
		return name_fits(clause, row->worker, row->folded_worker);
	case FILTER_RATING:
		return rating_fits(clause, row->rating);
	case FILTER_STATUS:
		return clause->statuses >> row->status & 1;
	case FILTER_TIMESCALE:
		return any_key(clause, row->timescale);
	case FILTER_QUEUE:
		return in_queue(clause, row);
	case FILTER_DUE:
		return due_fits(desk, clause, row, now);
	case FILTER_AGE:
		return age_fits(desk, clause, row, now);
	case FILTER_DIRECTION:
		return row->direction != clause->none;
	case FILTER_NEW:
		return is_new(clause, row, now);
	}
	return false;
}

static bool one_fits(const struct desk *desk, const struct filter_clause *clause, const struct queue_row *row,
		     int64_t now)
{
	const struct filter_clause *other;
	bool fits = false;

	for (other = clause; other && !fits; other = other->or_else)
		fits = clause_fits(desk, other, row, now);
	return fits != clause->negated;
}

bool filter_words_fit(const struct filter *filter, const struct queue_row *row)
{
	for (size_t i = 0; i < filter->n; i++) {
		const struct filter_clause *clause = &filter->clauses[i];

		if (clause->kind == FILTER_WORD && !clause->or_else && holds_word(row, clause->word) == clause->negated)
			return false;
	}
	return true;
}

bool filter_matches(const struct filter *filter, const struct queue_row *row, int64_t now)
{
	for (size_t i = 0; i < filter->n; i++)
		if (!one_fits(filter->desk, &filter->clauses[i], row, now))
			return false;
	return true;
}

/* ---- what it says as a whole ---- */

const char *filter_queue(const struct filter *filter)
{
	for (size_t i = 0; i < filter->n; i++) {
		const struct filter_clause *clause = &filter->clauses[i];

		if (clause->kind == FILTER_QUEUE && !clause->negated && !clause->or_else &&
		    clause->n_keys == 1)
			return clause->keys[0];
	}
	return NULL;
}

/* The name that an index can look for, NULL when the clause says it in another way. */
static const char *indexed(const struct filter_clause *clause)
{
	if (clause->negated || clause->or_else)
		return NULL;
	return clause->none ? "" : clause->exact;
}

void filter_plain(const struct filter *filter, struct filter_plain *plain)
{
	*plain = (struct filter_plain){.queue = filter_queue(filter), .whole = true};
	for (size_t i = 0; i < filter->n; i++) {
		const struct filter_clause *clause = &filter->clauses[i];
		bool used = false;

		if (clause->kind == FILTER_ANYTHING && !clause->negated)
			continue;
		if (clause->kind == FILTER_TEAM && !plain->team)
			used = (plain->team = indexed(clause)) != NULL;
		else if (clause->kind == FILTER_WORKER && !plain->worker)
			used = (plain->worker = indexed(clause)) != NULL;
		else if (clause->kind == FILTER_QUEUE)
			used = plain->queue && clause->n_keys == 1 && clause->keys[0] == plain->queue;
		plain->whole &= used;
	}
}

bool filter_wants_attention(const struct filter *filter)
{
	for (size_t i = 0; i < filter->n; i++) {
		const struct filter_clause *clause = &filter->clauses[i];

		if (clause->negated)
			continue;
		for (; clause; clause = clause->or_else)
			if (clause->kind == FILTER_STATUS && clause->statuses >> STATUS_ATTENTION & 1)
				return true;
	}
	return false;
}

bool filter_only_attention(const struct filter *filter)
{
	for (size_t i = 0; i < filter->n; i++) {
		const struct filter_clause *clause = &filter->clauses[i];

		if (clause->kind == FILTER_STATUS && !clause->negated && !clause->or_else &&
		    clause->statuses == 1u << STATUS_ATTENTION)
			return true;
	}
	return false;
}

static void clause_done(struct filter_clause *clause)
{
	for (size_t i = 0; i < clause->n_keys; i++)
		free(clause->keys[i]);
	free(clause->keys);
	free(clause->word);
	free(clause->exact);
	if (clause->or_else) {
		clause_done(clause->or_else);
		free(clause->or_else);
	}
}

void filter_free(struct filter *filter)
{
	if (!filter)
		return;
	for (size_t i = 0; i < filter->n; i++)
		clause_done(&filter->clauses[i]);
	free(filter->clauses);
	free(filter);
}
