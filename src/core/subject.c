#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/desk_inner.h"
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
