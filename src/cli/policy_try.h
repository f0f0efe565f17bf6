/* A policy read from a folder, and what a draft would have done. */
#ifndef CLI_POLICY_TRY_H
#define CLI_POLICY_TRY_H

#include "cli/command.h"
#include "policy/policy.h"

struct folder_policy {
	struct names *names;
	struct policy *policy;
};

/* cli not NULL: every mistake is a line of the answer. Released with folder_policy_done; nothing to
 * release after a failure. */
bool folder_policy_open(struct folder_policy *read, const char *folder, struct cli *cli, struct error *err);
void folder_policy_done(struct folder_policy *read); /* {0} is allowed */

/* A policy_complaint: one line "file:line: text"; arg is the struct cli. */
void folder_complaint(void *arg, const char *file, int line, const char *text);

/* `policy try DIR --from D --to D`: the share in time of each timescale over a past period as it was,
 * beside what the draft would have given. */
command_run policy_try;

#endif
