#include "config.h"

#include <stddef.h>

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

void rowhash_case(const struct case_row *row, int64_t version, char out[HASH_SIZE])
{
	char n[NUMBERS][NUMBER];
	const char *const fields[] = {
		row->id, row->reference, row->name, row->folded ? row->folded : "", number(n[0], row->born), row->family,
		row->team, row->worker, row->open ? "1" : "0", row->attention, number(n[1], row->opened),
		number(n[2], row->closed), number(n[3], version),
	};

	hash_fields(fields, sizeof(fields) / sizeof(fields[0]), out);
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

void rowhash_audit(const struct audit_row *row, char out[HASH_SIZE])
{
	char n[NUMBERS][NUMBER];
	const char *const fields[] = {
		number(n[0], row->seq), number(n[1], row->at_ms), number(n[2], row->uid), row->who, row->session, row->what,
		row->object, row->object_id, row->reference, row->old_hash, row->new_hash, row->why, row->prev,
	};

	hash_fields(fields, sizeof(fields) / sizeof(fields[0]), out);
}
