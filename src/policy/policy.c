/* Look-ups in a policy that has been read. */
#include "config.h"
#include "policy/policy.h"

#include <string.h>
#include "policy/memory.h"

const struct policy_kind *policy_kind(const struct policy *policy, int number)
{
	const struct policy_memory *memory = policy->memory;

	return number >= 0 && number < EVENT_KINDS ? memory->kinds[number] : NULL;
}

const struct policy_kind *policy_kind_named(const struct policy *policy, const char *key)
{
	return policy_kind(policy, names_find(policy->names, NAME_KIND, key, strlen(key)));
}

const struct policy_field *policy_kind_field(const struct policy_kind *kind, const char *key)
{
	for (size_t i = 0; i < kind->n_fields; i++)
		if (strcmp(kind->fields[i].key, key) == 0)
			return &kind->fields[i];
	return NULL;
}

const struct policy_choice *policy_field_choice(const struct policy_field *field, const char *code)
{
	for (size_t i = 0; i < field->n_choices; i++)
		if (strcmp(field->choices[i].code, code) == 0)
			return &field->choices[i];
	return NULL;
}

const struct timescale *policy_timescale_named(const struct policy *policy, const char *key)
{
	const struct timescale *found = NULL;

	for (size_t i = 0; i < policy->n_timescales; i++)
		if (strcmp(policy->timescales[i].key, key) == 0)
			found = &policy->timescales[i];
	return found;
}

const struct policy_queue *policy_queue_named(const struct policy *policy, const char *key)
{
	for (size_t i = 0; i < policy->n_queues; i++)
		if (strcmp(policy->queues[i].key, key) == 0)
			return &policy->queues[i];
	return NULL;
}

const struct policy_measure *policy_measure_named(const struct policy *policy, const char *key)
{
	for (size_t i = 0; i < policy->n_measures; i++)
		if (strcmp(policy->measures[i].key, key) == 0)
			return &policy->measures[i];
	return NULL;
}

const struct policy_role *policy_role_named(const struct policy *policy, const char *key)
{
	for (size_t i = 0; i < policy->n_roles; i++)
		if (strcmp(policy->roles[i].key, key) == 0)
			return &policy->roles[i];
	return NULL;
}

/* True when text is pattern, or begins with what stands before the pattern's final star. */
static bool covers(const char *pattern, const char *text)
{
	size_t n = strlen(pattern);

	if (n > 0 && pattern[n - 1] == '*')
		return strncmp(pattern, text, n - 1) == 0;
	return strcmp(pattern, text) == 0;
}

bool policy_role_may(const struct policy_role *role, const char *act)
{
	for (size_t i = 0; i < role->n_may; i++)
		if (covers(role->may[i], act))
			return true;
	return false;
}
