/* A record that is no child's, taken out of the file. Core's own. */
#ifndef CORE_SUBJECT_FILE_H
#define CORE_SUBJECT_FILE_H

#include "core/desk.h"
#include "policy/policy.h"

struct file;

/* Refuses a record of another subject than the events of the kind are of, and one that does not exist (file
 * NULL) where it would have to be a child's or cannot be made by hand. */
bool subject_fits(const struct policy_kind *kind, const struct file *file, const char *reference,
		  struct error *err);

/* Makes a record's row what its events say; *changed as file_project. Only for file->subject. */
bool subject_project(struct desk *desk, struct file *file, bool *changed, struct error *err);

#endif
