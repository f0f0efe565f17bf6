/* Records that are no child's: of workers, teams and panels, for what the policy asks of those. They are made,
 * told of what changes, and ended by core alone; the clocks on them come out of the same engine, and stand in
 * queues as others do. They are never counted, searched or exported as children. */
#ifndef CORE_SUBJECT_H
#define CORE_SUBJECT_H

#include "core/desk.h"
#include "policy/subject.h"

/* By the reference: "worker:sam" is a worker's, "team:Duty" a team's, "panel:placement" a panel's. */
enum policy_subject subject_of(const char *reference);

/* Refuses a reference that would be of a worker, a team or a panel. */
bool subject_is_child(const char *reference, struct error *err);

/* True where the record is a worker's, and the person at the desk is neither that worker nor in a role that may
 * view-staff: there it is as if it were not. reference may be NULL. Needs desk->practice. */
bool subject_hidden(const struct desk *desk, const char *reference);

/* True where clocks that are hidden may stand in the queue (NULL: in any): its kept counts do not serve then. */
bool subject_hides(const struct desk *desk, const char *queue);

/* The reference as it is on record, of one that was typed with a name for a login, or in other letters' case:
 * owned. NULL where there is none such, or where it failed (err). */
char *subject_find(struct desk *desk, const char *typed, struct error *err);

/* Inside a transaction: makes, changes and ends records so that they are those of the people, teams and panels
 * there are. Cheap where nothing has to be done. With `look`, what each record says is compared too, which reads
 * all of them. */
bool subjects_keep(struct desk *desk, bool look, struct error *err);

/* The same in a transaction of its own, where the file can be written; without `look` begun only where a record is
 * missing, or stands open for somebody who has gone. */
bool subjects_keep_up(struct desk *desk, bool look, struct error *err);

/* Inside a transaction: the record follows a new login, or a team's new name. Nothing where there is none. */
bool subject_moves(struct desk *desk, enum policy_subject subject, const char *from, const char *to,
		   struct error *err);

#endif
