#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/desk_inner.h"
#include "core/file.h"
#include "core/file_inner.h"
#include "core/person.h"
#include "core/subject.h"

enum policy_subject subject_of(const char *reference)
{
	for (int i = SUBJECT_WORKER; reference && i < SUBJECTS; i++) {
		const char *word = subject_word((enum policy_subject)i);
		size_t n = strlen(word);

		if (strncmp(reference, word, n) == 0 && reference[n] == ':' && reference[n + 1])
			return (enum policy_subject)i;
	}
	return SUBJECT_CHILD;
}

bool subject_is_child(const char *reference, struct error *err)
{
	return subject_of(reference) == SUBJECT_CHILD ||
	       error_set(err, ERROR_INPUT, _("%s: so the records of workers, teams and panels are called, not a child's"),
			 reference);
}

/* ---- what not everybody sees ---- */

static bool sees_staff(const struct desk *desk)
{
	const struct policy_role *role = policy_role_named(desk->practice->newest, desk->role);

	return role && policy_role_may(role, "view-staff");
}

bool subject_hidden(const struct desk *desk, const char *reference)
{
	const char *whose;

	if (subject_of(reference) != SUBJECT_WORKER)
		return false;
	whose = strchr(reference, ':') + 1;
	return !str_same(whose, desk->login) && !str_same(whose, desk->name) && !sees_staff(desk);
}

bool subject_hides(const struct desk *desk, const char *queue)
{
	const struct policy *policy = desk->practice->newest;

	for (size_t i = 0; i < policy->n_queues; i++)
		if (policy->queues[i].of_staff && (!queue || strcmp(policy->queues[i].key, queue) == 0))
			return !sees_staff(desk);
	return false;
}

/* ---- which record is meant ---- */

static char *reference_of(enum policy_subject subject, const char *key)
{
	struct str_buf text = {0};

	str_addf(&text, "%s:%s", subject_word(subject), key);
	return str_take(&text);
}

char *subject_find(struct desk *desk, const char *typed, struct error *err)
{
	enum policy_subject subject = subject_of(typed);
	const char *key = typed + strlen(subject_word(subject)) + 1;
	char *name = NULL, *found = NULL;

	if (subject == SUBJECT_WORKER) {
		struct person_copy person;
		bool there;

		if (!person_who(desk->store, key, &person, &there, err))
			return NULL;
		if (there)
			found = reference_of(subject, person.login ? person.login : person.name);
		person_copy_done(&person);
	} else if (subject == SUBJECT_TEAM && team_name(desk->store, key, &name, err) && name) {
		found = reference_of(subject, name);
	}
	free(name);
	return found;
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
				 i18n_text(subject_word(kind->subject)), i18n_text(subject_word(subject)));
	if (!file && subject != SUBJECT_CHILD)
		return error_set(err, ERROR_INPUT, _("%s: there is no such %s in this file"), reference,
				 i18n_text(subject_word(subject)));
	if (kind->begins || kind->ends || kind->follows)
		return error_set(err, ERROR_INPUT, _("%s: it is recorded by itself, when a %s is added, changed or ended"),
				 kind->key, i18n_text(subject_word(subject)));
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
