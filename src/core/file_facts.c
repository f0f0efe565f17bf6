#include "config.h"

#include <string.h>

#include "core/fields.h"
#include "core/file.h"
#include "core/file_inner.h"

enum { FEW = 32 };

const struct policy_kind *file_kind(struct file_memory *memory, int number)
{
	const struct practice *practice = memory->practice;

	if (number < 0 || number >= EVENT_KINDS)
		return NULL;
	if (!memory->looked[number]) {
		const struct policy_kind *kind = policy_kind(practice->newest, number);

		for (size_t i = practice->n; !kind && i-- > 0;)
			kind = policy_kind(practice->policies[i], number);
		memory->kinds[number] = kind;
		memory->looked[number] = true;
	}
	return memory->kinds[number];
}

static bool choice_is_known(const struct policy_field *field, const char *code, size_t length)
{
	for (size_t i = 0; i < field->n_choices; i++) {
		const struct policy_choice *choice = &field->choices[i];

		if (strncmp(choice->code, code, length) == 0 && choice->code[length] == '\0')
			return !choice->retired;
	}
	return false;
}

/* A value that the policy does not list, or no longer uses (rule 19). */
static bool is_unknown(const struct policy_field *field, const char *value)
{
	if (!*value || (field->type != FIELD_CHOICE && field->type != FIELD_CHOICES))
		return false;
	if (field->type == FIELD_CHOICE)
		return !choice_is_known(field, value, strlen(value));
	for (;;) {
		size_t part = strcspn(value, ","), blanks = strspn(value, " ");

		if (blanks > part)
			blanks = part;
		if (!choice_is_known(field, value + blanks, part - blanks))
			return true;
		if (!value[part])
			return false;
		value += part + 1;
	}
}

static const struct policy_field *field_of(const struct policy_kind *kind, const char *name)
{
	for (size_t i = 0; kind && i < kind->n_fields; i++)
		if (strcmp(kind->fields[i].key, name) == 0)
			return &kind->fields[i];
	return NULL;
}

void file_take_facts(struct file_memory *memory, const struct policy_kind *kind, const char *packed,
		     bool extract, struct event *event)
{
	size_t n = fields_count(packed);
	struct field_pair few[FEW], *pairs = few;
	struct fact *facts;

	if (n == 0)
		return;
	if (n > FEW)
		pairs = pool_array(&memory->pool, n, sizeof(*pairs));
	facts = pool_array(&memory->pool, n, sizeof(*facts));
	n = fields_split(pool_text(&memory->pool, packed), pairs);
	for (size_t i = 0; i < n; i++) {
		const struct policy_field *field = field_of(kind, pairs[i].name);

		facts[i].value = pairs[i].value;
		if (field) {
			facts[i].field = field->name;
			facts[i].attribute = field->attribute;
			facts[i].unknown = (!field->open || extract) && is_unknown(field, pairs[i].value) &&
					   (!field->open || policy_decides(memory->practice->newest, kind, field));
		} else {
			facts[i].field = names_number(memory->practice->names, NAME_FIELD, pairs[i].name);
			facts[i].attribute = strcmp(pairs[i].name, "team") == 0 ||
					     strcmp(pairs[i].name, "worker") == 0;
		}
	}
	event->facts = facts;
	event->n_facts = n;
}
