/* What the fields of an event say of each other and of other events. */
#include "config.h"
#include "policy/parse.h"

#include <string.h>

/* Who a child is: what an event that may open a case can say beside its own fields. */
static const char *const own_fields[] = {"reference", "name", "date_of_birth", "family", "team", "worker"};

/* The line on which the field stands; the section's own where there is none. */
static int line_of(const struct section *section, const struct policy_field *field)
{
	size_t skip = strlen("field ");

	for (size_t i = 0; i < section->n; i++)
		if (strncmp(section->entries[i].key, "field ", skip) == 0 &&
		    strcmp(section->entries[i].key + skip, field->key) == 0)
			return section->entries[i].line;
	return section->line;
}

static bool takes(const struct policy_field *field, const char *value)
{
	if (field->type == FIELD_YESNO)
		return strcmp(value, "yes") == 0 || strcmp(value, "no") == 0;
	if ((field->type != FIELD_CHOICE && field->type != FIELD_CHOICES) || field->open)
		return true;
	return policy_field_choice(field, value) != NULL;
}

static void check_one_when(struct parse *parse, const struct section *section,
			   const struct policy_kind *kind, const struct policy_field *field)
{
	const struct policy_when *when = &field->when;
	const struct policy_field *other = policy_kind_field(kind, when->field);
	int line = line_of(section, field);

	if (other == NULL || other == field || other->type == FIELD_LINES ||
	    other->type == FIELD_REVIEW) {
		parse_complain(parse, section->file, line,
			       "field %s: `when %s`: expected another field of this event", field->key,
			       when->field);
		return;
	}
	if (when->changes && !other->attribute)
		parse_complain(parse, section->file, line,
			       "field %s: `when %s changes`: expected an attribute, which stays with the case",
			       field->key, when->field);
	for (size_t i = 0; i < when->n_values; i++)
		if (!takes(other, when->values[i]))
			parse_complain(parse, section->file, line,
				       "field %s: `when %s is %s`: expected one of its choices", field->key,
				       when->field, when->values[i]);
}

void check_when(struct parse *parse, const struct section *section, const struct policy_kind *kind)
{
	for (size_t i = 0; i < kind->n_fields; i++)
		if (kind->fields[i].when.field != NULL)
			check_one_when(parse, section, kind, &kind->fields[i]);
}

static bool is_own(const struct policy_kind *kind, const char *key)
{
	for (size_t i = 0; kind->new_case && i < sizeof own_fields / sizeof own_fields[0]; i++)
		if (strcmp(own_fields[i], key) == 0)
			return true;
	return false;
}

static bool has_part(const struct policy_field *field, size_t n, const char *key)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(field->parts[i].key, key) == 0)
			return true;
	return false;
}

/* What is wrong with one part; NULL when nothing is. */
static const char *part_fault(const struct policy_field *field, size_t at, const struct policy_kind *lines)
{
	const struct policy_part *part = &field->parts[at];
	const struct policy_field *meant = policy_kind_field(lines, part->key);

	if (has_part(field, at, part->key))
		return "stands there twice, expected each field once";
	/* By its reference alone another child may be meant who is known already, whatever the event. */
	if (meant == NULL && !is_own(lines, part->key) && strcmp(part->key, "reference") != 0)
		return "is no field of that event, expected one";
	if (meant != NULL && meant->type == FIELD_REVIEW)
		return "makes events itself, expected another field";
	if (meant != NULL && (meant->type == FIELD_LINES || meant->type == FIELD_LONG) && at > 0)
		return "holds lines itself, expected a field of one line (a long one may come first)";
	if (meant != NULL && meant->type == FIELD_LINES)
		return "holds lines itself, expected another field";
	if (part->value != NULL && meant != NULL && !takes(meant, part->value))
		return "has another value than its choices, expected one of them";
	return NULL;
}

static void check_field_lines(struct parse *parse, const struct section *section,
			      const struct policy_kind *kind, const struct policy_field *field)
{
	const struct policy_kind *lines = policy_kind_named(parse->policy, field->lines_of);
	int line = line_of(section, field);
	bool typed = false;

	if (lines == NULL) {
		parse_complain(parse, section->file, line, "field %s: lines of `%s`: expected an event of this policy",
			       field->key, field->lines_of);
		return;
	}
	for (size_t i = 0; i < field->n_parts; i++) {
		const char *fault = part_fault(field, i, lines);

		typed = typed || field->parts[i].value == NULL;
		if (fault != NULL)
			parse_complain(parse, section->file, line, "field %s: `%s` %s", field->key,
				       field->parts[i].key, fault);
	}
	if (!typed)
		parse_complain(parse, section->file, line,
			       "field %s: nothing of a line is typed, expected a field without a value",
			       field->key);
	for (size_t i = 0; i < lines->n_fields; i++)
		if (lines->fields[i].required && lines != kind && lines->fields[i].when.field == NULL &&
		    !has_part(field, field->n_parts, lines->fields[i].key))
			parse_complain(parse, section->file, line,
				       "field %s: %s needs `%s`, expected it in the brackets", field->key,
				       lines->key, lines->fields[i].key);
}

void check_lines(struct parse *parse)
{
	size_t at = 0;

	for (size_t i = 0; i < parse->memory->n_sections; i++) {
		const struct section *section = &parse->memory->sections[i];
		const struct policy_kind *kind;

		if (section->kind != SECTION_EVENT)
			continue;
		kind = &parse->policy->kinds[at++];
		for (size_t f = 0; f < kind->n_fields; f++) {
			const struct policy_field *field = &kind->fields[f];

			if (field->lines_of != NULL)
				check_field_lines(parse, section, kind, field);
			check_review(parse, section, field, line_of(section, field));
		}
	}
}
