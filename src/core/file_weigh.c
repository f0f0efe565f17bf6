#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/desk.h"
#include "core/file.h"
#include "core/file_inner.h"
#include "policy/load.h"

/* Who has it beside its worker, and what is open on the child, as the events say it. */
struct load_says {
	const char *held_by, *joint, *asked_of;
	uint64_t open;		/* a bit for each type of which something is open */
};

static void read_types(const struct file *file, const bool *open, struct load_says *out)
{
	for (size_t i = 0; i < file->history.n_abouts; i++) {
		int type = file->history.abouts[i].type;

		if (open[i] && type >= 0 && type < 64)
			out->open |= UINT64_C(1) << type;
	}
}

static void read_helpers(const struct desk *desk, const struct file *file, size_t i, struct load_says *out)
{
	const char *kind = file->events[i].kind;

	if (strcmp(kind, "case.duty") == 0)
		out->held_by = file_value(desk, file, i, "holder");
	else if (strcmp(kind, "case.duty_ended") == 0 || strcmp(kind, "case.allocated") == 0)
		out->held_by = NULL;
	else if (strcmp(kind, "case.joint") == 0)
		out->joint = file_value(desk, file, i, "joint");
	else if (strcmp(kind, "case.joint_ended") == 0)
		out->joint = NULL;
	else if (strcmp(kind, "transfer.asked") == 0)
		out->asked_of = file_value(desk, file, i, "to");
	else if (strcmp(kind, "transfer.accepted") == 0 || strcmp(kind, "transfer.declined") == 0)
		out->asked_of = NULL;
}

static struct load_says read_load(const struct desk *desk, const struct file *file)
{
	const struct policy *policy = desk->practice->newest;
	bool *open = mem_array(file->history.n_abouts + 1, sizeof(*open));
	struct load_says out = {0};

	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];

		if (event->planned || !file_counts(desk, event))
			continue;
		read_helpers(desk, file, i, &out);
		if (kinds_have(policy->closes_case, event->kind) && !event_is_unclear(event))
			memset(open, 0, file->history.n_abouts * sizeof(*open));
		else if (event->about >= 0 && (size_t)event->about < file->history.n_abouts)
			open[event->about] = event->opens || (open[event->about] &&
				!(kinds_have(policy->closes_about, event->kind) && !event_is_unclear(event)));
	}
	read_types(file, open, &out);
	free(open);
	return out;
}

static void set_text(struct file *file, char **text, const char *value, bool *changed)
{
	if (str_same(*text, value))
		return;
	*text = pool_text(&file->memory->pool, value);
	*changed = true;
}

void file_weigh(const struct desk *desk, struct file *file, bool *changed)
{
	struct load_says says = read_load(desk, file);
	const struct policy_weight *weight = policy_weight_of(desk->practice->newest, says.open);
	int64_t tenths = weight ? weight->tenths : CASE_WEIGHT;

	set_text(file, &file->held_by, says.held_by, changed);
	set_text(file, &file->joint, says.joint, changed);
	set_text(file, &file->asked_of, says.asked_of, changed);
	set_text(file, &file->kind, weight ? weight->key : NULL, changed);
	*changed |= tenths != file->weight;
	file->weight = tenths;
}
