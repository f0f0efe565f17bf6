/* What an act says of what is open, and of what comes next, made into events. */
#include "config.h"

#include <string.h>

#include "base/i18n.h"
#include "clock/zone.h"
#include "core/act_expand.h"
#include "core/moment.h"

/* The date that the event books something for, as it was given; NULL none. */
static const char *booked_date(const struct expanding *x)
{
	for (size_t i = 0; i < x->kind->n_fields; i++)
		if (x->kind->fields[i].books && *expand_value(x->event, x->kind->fields[i].key))
			return expand_value(x->event, x->kind->fields[i].key);
	return NULL;
}

static bool add_verdict(struct expanding *x, const struct policy_field *review, struct str_view line)
{
	struct act_event event = {
		.reference = x->event->reference,
		.at = x->event->at,
		.timed = x->event->timed,
		.done_by = x->event->done_by,
	};
	struct act_field *fields;
	struct act_verdict read;

	if (!act_read_verdict(&x->checking, review, line, booked_date(x), &read, x->err))
		return false;
	fields = pool_array(&x->batch->pool, read.n_fields, sizeof(*fields));
	memcpy(fields, read.fields, read.n_fields * sizeof(*fields));
	event.kind = read.verdict->kind;
	event.about = read.about;
	event.fields = fields;
	event.n_fields = read.n_fields;
	expand_add(x, &event, x->main);
	return true;
}

bool expand_verdicts(struct expanding *x, const struct policy_field *review, const char *value)
{
	struct str_view rest = str_view(value);

	for (size_t number = 1; rest.n > 0; number++) {
		struct str_view line = str_trim(str_cut(&rest, '\n'));

		if (line.n > 0 && !add_verdict(x, review, line))
			return error_prefix(x->err, _("%s, line %zu"), expand_called(x, review), number);
	}
	return true;
}

/* What the next one is for, is what this one was for; all else is said when it is held. */
static void booked_fields(struct expanding *x, const struct policy_kind *kind, struct act_event *event)
{
	struct act_field *fields = pool_array(&x->batch->pool, x->event->n_fields, sizeof(*fields));

	for (size_t i = 0; i < x->event->n_fields; i++) {
		const struct policy_field *field = policy_kind_field(kind, x->event->fields[i].name);

		if (field && (field->required || field->asked) && !field->attribute && !field->each &&
		    (field->type == FIELD_CHOICE || field->type == FIELD_CHOICES))
			fields[event->n_fields++] = x->event->fields[i];
	}
	event->fields = fields;
}

bool expand_booked(struct expanding *x, const struct policy_field *field, const char *value)
{
	struct desk *desk = x->desk;
	struct moment moment;
	struct act_event event = { .reference = x->event->reference, .kind = field->books, .planned = true };

	if (!moment_parse_ahead(value, desk->zone, x->checking.practice->newest->calendars[0].calendar, desk->now,
				&moment, x->err))
		return error_prefix(x->err, "%s", field->key);
	if (zone_day(desk->zone, moment.at) < zone_day(desk->zone, desk->now))
		return error_set(x->err, ERROR_INPUT, _("%s: “%.40s” lies behind: it is booked ahead"), field->key,
				 value);
	event.at = moment.at;
	event.timed = moment.timed;
	event.done_by = x->event->done_by;
	booked_fields(x, policy_kind_named(x->checking.practice->newest, field->books), &event);
	expand_add(x, &event, x->main);
	return true;
}
