/* The hash that a row of case text keeps of itself, so that one flipped bit is found (chapter 6
 * D11): the engine's own check does not see most of them. */
#ifndef STORE_ROWHASH_H
#define STORE_ROWHASH_H

#include "base/hash.h"
#include "store/rows.h"

/* Of the row with another version than its own. */
void rowhash_case(const struct case_row *row, int64_t version, char out[HASH_SIZE]);

/* Of every field of the row; folded and fields count as "" when NULL. */
void rowhash_event(const struct event_row *row, char out[HASH_SIZE]);

/* Of every field of the row; team counts as "" when NULL. */
void rowhash_handover(const struct handover_row *row, char out[HASH_SIZE]);

/* Of every field of the row alone; what a plan keeps is this, led on over its lines by rowhash_plan_line. */
void rowhash_plan(const struct plan_row *row, char out[HASH_SIZE]);

/* Leads the hash of a plan on over its next line, in order of position. */
void rowhash_plan_line(const struct plan_line *line, char hash[HASH_SIZE]);

/* Over the row's own texts, seq and prev; what `hash` of the row must be. */
void rowhash_audit(const struct audit_row *row, char out[HASH_SIZE]);

#endif
