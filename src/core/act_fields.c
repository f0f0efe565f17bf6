#include "config.h"

#include <string.h>

#include "base/i18n.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/moment.h"

/* What an event that may open a case says of the child; the names are those of the extracts. */
static const struct policy_field own_fields[] = {
	{ .name = -1, .key = "name", .label = N_("Name"), .type = FIELD_TEXT },
	{ .name = -1, .key = "date_of_birth", .label = N_("Date of birth"), .type = FIELD_DATE },
	{ .name = -1, .key = "family", .label = N_("Family"), .type = FIELD_TEXT,
	  .hint = N_("the same word for each child of the family") },
	{ .name = -1, .key = "team", .label = N_("Team"), .type = FIELD_TEAM },
	{ .name = -1, .key = "worker", .label = N_("Worker"), .type = FIELD_PERSON },
};

/* Days from conception to birth. */
enum { EXPECTED = 280 };

bool act_born_ahead(const struct desk *desk, int32_t day)
{
	return day > zone_day(desk->zone, desk->now) + EXPECTED;
}

bool act_check_born(const struct desk *desk, const char *key, const char *value, struct error *err)
{
	char shown[MOMENT_SIZE];
	int32_t day;

	if (strcmp(key, "date_of_birth") != 0 || !civil_parse(str_view(value), &day) || !act_born_ahead(desk, day))
		return true;
	moment_show(zone_first(desk->zone, day), false, desk->zone, 0, shown);
	return error_set(err, ERROR_INPUT, _("%s: %s lies too far ahead for a date of birth"), key, shown);
}

const struct policy_field *act_own_fields(size_t *n)
{
	*n = sizeof(own_fields) / sizeof(own_fields[0]);
	return own_fields;
}

const struct policy_field *act_own_field(const char *name)
{
	for (size_t i = 0; i < sizeof(own_fields) / sizeof(own_fields[0]); i++)
		if (strcmp(own_fields[i].key, name) == 0)
			return &own_fields[i];
	return NULL;
}

const struct policy_field *act_field_of(const struct policy_kind *kind, const char *name)
{
	const struct policy_field *field = policy_kind_field(kind, name);

	return field || !kind->new_case ? field : act_own_field(name);
}

static bool not_a_field(const struct policy_kind *kind, const char *name, struct error *err)
{
	struct str_buf buf = { 0 };

	for (size_t i = 0; i < kind->n_fields; i++)
		str_addf(&buf, "%s%s", i ? ", " : "", kind->fields[i].key);
	error_set(err, ERROR_INPUT, kind->n_fields ? _("%s: it has no field “%.60s”; its fields are %s")
						   : _("%s: it has no field “%.60s”; it has none%s"),
		  kind->key, name, buf.text ? buf.text : "");
	str_done(&buf);
	return false;
}

static bool is_given(const struct field_pair *pairs, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(pairs[i].name, name) == 0)
			return true;
	return false;
}

static bool has_name(const struct act_field *fields, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(fields[i].name, name) == 0)
			return true;
	return false;
}

bool act_check_fields(const struct act_checking *checking, const struct policy_kind *kind,
		      const struct act_field *fields, size_t n, struct field_pair *pairs, size_t *n_pairs,
		      struct error *err)
{
	*n_pairs = 0;
	for (size_t i = 0; i < n; i++) {
		const struct policy_field *field = act_field_of(kind, fields[i].name);
		const char *value;

		if (!field)
			return not_a_field(kind, fields[i].name, err);
		if (has_name(fields, i, fields[i].name))
			return error_set(err, ERROR_INPUT, _("%s: the field %s is given twice"), kind->key,
					 field->key);
		if (!act_check_value(checking, field, fields[i].value ? fields[i].value : "", &value, NULL,
				     err))
			return error_prefix(err, "%s", kind->key);
		if (*value)
			pairs[(*n_pairs)++] = (struct field_pair){ field->key, value };
	}
	for (size_t i = 0; i < checking->n_kept; i++)
		if (!has_name(fields, n, checking->kept[i].name))
			pairs[(*n_pairs)++] = checking->kept[i];
	for (size_t i = 0; i < kind->n_fields; i++)
		if (kind->fields[i].required && !kind->fields[i].when.field && !checking->importing &&
		    !is_given(pairs, *n_pairs, kind->fields[i].key))
			return error_set(err, ERROR_INPUT, _("%s: the field %s is missing"), kind->key,
					 kind->fields[i].key);
	return true;
}
