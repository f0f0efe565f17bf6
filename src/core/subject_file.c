#include "config.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "core/file.h"
#include "core/file_inner.h"
#include "core/subject.h"
#include "core/subject_file.h"

/* What a person calls it; in a policy the words are always the English ones. */
static const char *called(enum policy_subject subject)
{
	static const char *const words[SUBJECTS] = {N_("child"), N_("worker"), N_("team"), N_("panel")};

	return _(words[subject]);
}

bool subject_fits(const struct policy_kind *kind, const struct file *file, const char *reference,
		  struct error *err)
{
	enum policy_subject subject = subject_of(reference);

	if (file && file->subject)
		subject_named(file->subject, &subject);
	else if (file)
		subject = SUBJECT_CHILD;
	if (kind->subject != subject)
		return error_set(err, ERROR_INPUT, _("%s: %s is recorded of a %s, and this is a %s"), reference, kind->key,
				 called(kind->subject), called(subject));
	if (!file && subject != SUBJECT_CHILD)
		return error_set(err, ERROR_INPUT, _("%s: there is no such %s in this file"), reference,
				 called(subject));
	if (kind->begins || kind->ends || kind->follows)
		return error_set(err, ERROR_INPUT, _("%s: it is recorded by itself, when a %s is added, changed or ended"),
				 kind->key, called(subject));
	return true;
}

/* ---- what its events say ---- */

static void set_holder(struct file *file, char **text, const char *value, bool *changed)
{
	if (str_same(*text, value))
		return;
	*text = pool_text(&file->memory->pool, value);
	*changed = true;
}

bool subject_project(struct desk *desk, struct file *file, bool *changed, struct error *err)
{
	const char *team = strcmp(file->subject, "team") == 0 ? file->name : NULL;
	const char *worker = strcmp(file->subject, "worker") == 0 ? file->name : NULL;
	int64_t opened = INSTANT_NONE, closed = INSTANT_NONE;
	bool open = false;

	(void)err;
	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];
		const struct policy_kind *kind = file_kind(file->memory, event->kind);
		const char *value = file_value(desk, file, i, "team");

		if (!kind || !file_counts(desk, event))
			continue;
		if (worker && (kind->begins || kind->follows))
			team = value;
		if (kind->begins) {
			open = true;
			opened = opened == INSTANT_NONE ? event->at : opened;
			closed = INSTANT_NONE;
		} else if (kind->ends) {
			open = false;
			closed = event->at;
		}
	}
	set_holder(file, &file->team, team, changed);
	set_holder(file, &file->worker, worker, changed);
	if (open != file->open || opened != file->opened || closed != file->closed)
		*changed = true;
	file->open = open;
	file->opened = opened;
	file->closed = closed;
	return true;
}
