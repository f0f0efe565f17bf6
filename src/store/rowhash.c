#include "config.h"

#include <stddef.h>
#include <string.h>

#include "store/rowhash.h"

enum { NUMBER = 24, NUMBERS = 8 };

/* Decimal text of a number at the end of out; an import hashes millions of them. */
static const char *number(char out[NUMBER], int64_t value)
{
	uint64_t left = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
	char *at = out + NUMBER - 1;

	*at = '\0';
	do {
		*--at = (char)('0' + left % 10);
		left /= 10;
	} while (left);
	if (value < 0)
		*--at = '-';
	return at;
}

/* What later versions added counts only where it says something, so that the hashes of older rows hold. */
static size_t silent(const struct case_row *row)
{
	if (row->asked_of)
		return 0;
	return row->subject || row->kind || row->held_by || row->joint || row->weight != CASE_WEIGHT ? 1 : 6;
}

void rowhash_case(const struct case_row *row, int64_t version, char out[HASH_SIZE])
{
	char n[NUMBERS][NUMBER];
	const char *const fields[] = {
		row->id, row->reference, row->name, row->folded ? row->folded : "", number(n[0], row->born), row->family,
		row->team, row->worker, row->open ? "1" : "0", row->attention, number(n[1], row->opened),
		number(n[2], row->closed), number(n[3], version), row->subject, row->kind, number(n[4], row->weight),
		row->held_by, row->joint, row->asked_of,
	};

	hash_fields(fields, sizeof(fields) / sizeof(fields[0]) - silent(row), out);
}

void rowhash_event(const struct event_row *row, char out[HASH_SIZE])
{
	char n[NUMBERS][NUMBER];
	const char *const fields[] = {
		row->id, row->case_id, row->kind, number(n[0], row->at), row->timed ? "1" : "0",
		number(n[1], row->recorded), row->done_by, row->recorded_by, number(n[2], row->uid), row->about,
		row->about_type, row->out_of, row->opens ? "1" : "0", row->planned ? "1" : "0", row->note,
		row->fields ? row->fields : "", row->replaces, row->is_void ? "1" : "0", row->why, row->source,
	};

	hash_fields(fields, sizeof(fields) / sizeof(fields[0]), out);
}

void rowhash_handover(const struct handover_row *row, char out[HASH_SIZE])
{
	char n[NUMBERS][NUMBER];
	const char *const fields[] = {
		row->id, row->team ? row->team : "", number(n[0], row->at), row->who, number(n[1], row->uid), row->note,
	};

	hash_fields(fields, sizeof(fields) / sizeof(fields[0]), out);
}

void rowhash_plan(const struct plan_row *row, char out[HASH_SIZE])
{
	char n[NUMBERS][NUMBER];
	const char *const fields[] = {
		row->id, row->team, row->worker, number(n[0], row->week), number(n[1], row->at), row->who,
		number(n[2], row->uid), row->note,
	};

	hash_fields(fields, sizeof(fields) / sizeof(fields[0]), out);
}

void rowhash_plan_line(const struct plan_line *line, char hash[HASH_SIZE])
{
	char n[NUMBERS][NUMBER], before[HASH_SIZE];
	const char *const fields[] = {
		before, number(n[0], line->position), line->reference, line->timescale, number(n[1], line->started),
		number(n[2], line->due), number(n[3], line->planned), line->state, line->worker, line->remark,
	};

	memcpy(before, hash, HASH_SIZE);
	hash_fields(fields, sizeof(fields) / sizeof(fields[0]), hash);
}

void rowhash_audit(const struct audit_row *row, char out[HASH_SIZE])
{
	char n[NUMBERS][NUMBER];
	const char *const fields[] = {
		number(n[0], row->seq), number(n[1], row->at_ms), number(n[2], row->uid), row->who, row->session, row->what,
		row->object, row->object_id, row->reference, row->old_hash, row->new_hash, row->why, row->prev,
	};

	hash_fields(fields, sizeof(fields) / sizeof(fields[0]), out);
}
