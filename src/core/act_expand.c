/* One act made into the events that it comes to: of each choice, of each line. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "core/act_expand.h"
#include "core/form_inner.h"
#include "store/cases.h"
#include "store/search.h"

enum { LINES_MOST = 50, VALUE_MOST = 4096 };

void act_batch_done(struct act_batch *batch)
{
	free(batch->events);
	free(batch->parents);
	free(batch->asked);
	pool_done(&batch->pool);
}

struct act_event *expand_add(struct expanding *x, const struct act_event *event, size_t parent)
{
	struct act_batch *batch = x->batch;
	size_t room = batch->room;

	mem_grow(&batch->events, batch->n, &batch->room, sizeof(*batch->events));
	if (batch->room != room) {
		batch->parents = mem_resize(batch->parents, batch->room, sizeof(*batch->parents));
		batch->asked = mem_resize(batch->asked, batch->room, sizeof(*batch->asked));
	}
	batch->events[batch->n] = *event;
	batch->asked[batch->n] = x->at;
	batch->parents[batch->n] = parent == SIZE_MAX ? batch->n : parent;
	return &batch->events[batch->n++];
}

const char *expand_value(const struct act_event *event, const char *name)
{
	for (size_t i = 0; i < event->n_fields; i++)
		if (strcmp(event->fields[i].name, name) == 0 && event->fields[i].value)
			return event->fields[i].value;
	return "";
}

/* Lines and verdicts are events of their own; NULL is no field of the policy's. */
static bool makes_events(const struct policy_field *field)
{
	return field && (field->type == FIELD_LINES || field->type == FIELD_REVIEW);
}

/* ---- children of the lines ---- */

static bool is_in_batch(const struct act_batch *batch, const char *reference)
{
	for (size_t i = 0; i < batch->n; i++)
		if (batch->events[i].reference && strcmp(batch->events[i].reference, reference) == 0)
			return true;
	return false;
}

const char *expand_called(const struct expanding *x, const struct policy_field *field)
{
	return x->event->draft ? i18n_text(field->label) : field->key;
}

/* A reference that neither the file nor the batch has. */
static bool free_reference(struct expanding *x, const char **out)
{
	char proposed[FORM_REFERENCE_SIZE];
	int64_t number = 0;

	do {
		if (!form_propose_after(x->desk, &number, proposed, x->err))
			return false;
	} while (is_in_batch(x->batch, proposed));
	*out = pool_text(&x->batch->pool, proposed);
	return true;
}

struct family {
	struct pool *pool;
	const char *id;
};

static bool keep_family(void *arg, const struct case_row *row)
{
	struct family *family = arg;

	family->id = pool_text(family->pool, row->family);
	return false;
}

/* The family's name in the file; NULL where the case has none, or is not known. */
static bool family_of(struct expanding *x, const char *reference, const char **out)
{
	struct family family = { &x->batch->pool, NULL };
	char *name;
	bool found;

	*out = NULL;
	if (!case_by_reference(x->desk->store, reference, keep_family, &family, &found, x->err))
		return false;
	if (!family.id)
		return true;
	name = family_name(x->desk->store, family.id, x->err);
	*out = pool_text(&x->batch->pool, name);
	free(name);
	return *out || x->err->kind == ERROR_NONE;
}

static struct act_field *fields_with(struct expanding *x, const struct act_event *event, size_t more)
{
	struct act_field *fields = pool_array(&x->batch->pool, event->n_fields + more, sizeof(*fields));

	if (event->n_fields > 0)
		memcpy(fields, event->fields, event->n_fields * sizeof(*fields));
	return fields;
}

static void set_family(struct expanding *x, struct act_event *event, const char *family)
{
	struct act_field *fields = fields_with(x, event, 1);

	fields[event->n_fields++] = (struct act_field){ "family", family };
	event->fields = fields;
}

/* The family that they are of: as given, as the file has it of the first child or of this one (theirs), or
 * else the first child's reference; the first child is then put into it too. */
static bool settle_family(struct expanding *x, const char *theirs)
{
	const char *given = expand_value(x->event, "family");

	if (x->family)
		return true;
	if (*given) {
		x->family = given;
		return true;
	}
	if (!family_of(x, x->event->reference, &x->family))
		return false;
	if (x->family)
		return true;
	x->family = theirs ? theirs : x->event->reference;
	for (size_t i = x->main; i < x->batch->n; i++)
		if (x->batch->asked[i] == x->at && x->batch->parents[i] == i)
			set_family(x, &x->batch->events[i], x->family);
	return true;
}

static const char *line_value(const struct policy_field *lines, const struct act_line *parts, const char *key)
{
	for (size_t i = 0; i < lines->n_parts; i++)
		if (strcmp(lines->parts[i].key, key) == 0)
			return parts[i].value;
	return "";
}

/* A brother or sister: a case of their own, in the same family. */
static bool place_child(struct expanding *x, const struct policy_field *lines, const struct act_line *parts,
			struct act_event *event)
{
	const char *reference = line_value(lines, parts, "reference"), *family;

	if (!*reference) {
		if (!free_reference(x, &event->reference))
			return false;
	} else {
		event->reference = reference;
		if (is_in_batch(x->batch, reference))
			return error_set(x->err, ERROR_INPUT, _("%s stands here twice"), reference);
	}
	/* Of a meeting about brothers and sisters nothing is said of the family. */
	if (!policy_kind_named(x->checking.practice->newest, event->kind)->new_case)
		return true;
	if (!family_of(x, event->reference, &family) || !settle_family(x, family))
		return false;
	if (!family)
		set_family(x, event, x->family);
	return true;
}

/* What the line says, and, where it is the same event again, all that the first says of the rest. */
static void line_fields(struct expanding *x, const struct policy_field *lines, const struct act_line *parts,
			bool same, struct act_event *event)
{
	struct act_field *fields = pool_array(&x->batch->pool, x->event->n_fields + lines->n_parts + 1,
					      sizeof(*fields));
	size_t n = 0;

	for (size_t i = 0; i < lines->n_parts; i++)
		if (*parts[i].value && strcmp(lines->parts[i].key, "reference") != 0)
			fields[n++] = (struct act_field){ lines->parts[i].key, parts[i].value };
	for (size_t i = 0; same && i < x->event->n_fields; i++) {
		const char *name = x->event->fields[i].name;
		const struct policy_field *field = policy_kind_field(x->kind, name);
		bool own = strcmp(name, "name") == 0 || strcmp(name, "date_of_birth") == 0 ||
			   strcmp(name, "family") == 0;

		if (!own && !makes_events(field) && !*line_value(lines, parts, name))
			fields[n++] = x->event->fields[i];
	}
	event->fields = fields;
	event->n_fields = n;
}

static bool add_line(struct expanding *x, const struct policy_field *lines, struct str_view line)
{
	bool children = act_lines_are_children(lines), same = strcmp(lines->lines_of, x->kind->key) == 0;
	struct act_line *parts = pool_array(&x->batch->pool, lines->n_parts, sizeof(*parts));
	struct act_event event = {
		.reference = x->event->reference,
		.kind = lines->lines_of,
		.at = x->event->at,
		.timed = x->event->timed,
		.done_by = x->event->done_by,
		.note = same ? x->event->note : NULL,
		.planned = same && x->event->planned,
	};

	if (!act_read_line(&x->checking, lines, line, parts, x->err))
		return false;
	line_fields(x, lines, parts, same, &event);
	if (children && !place_child(x, lines, parts, &event))
		return false;
	expand_add(x, &event, x->main);
	return true;
}

static bool add_lines(struct expanding *x, const struct policy_field *lines, const char *value)
{
	struct str_view rest = str_view(value);
	size_t number = 0, n = 0;

	while (rest.n > 0) {
		struct str_view line = str_trim(str_cut(&rest, '\n'));

		number++;
		if (line.n == 0)
			continue;
		if (n++ == LINES_MOST)
			return error_set(x->err, ERROR_INPUT, _("%s: more than %d lines"), expand_called(x, lines),
					 (int)LINES_MOST);
		if (!add_line(x, lines, line))
			return error_prefix(x->err, _("%s, line %zu"), expand_called(x, lines), number);
	}
	return true;
}

/* ---- choices ---- */

/* The event without the fields that make events of their own. */
static struct act_event without_lines(struct expanding *x)
{
	struct act_event event = *x->event;
	struct act_field *fields = fields_with(x, x->event, 1);
	size_t n = 0;

	for (size_t i = 0; i < x->event->n_fields; i++) {
		const struct policy_field *field = policy_kind_field(x->kind, x->event->fields[i].name);

		if (!makes_events(field))
			fields[n++] = x->event->fields[i];
	}
	event.fields = fields;
	event.n_fields = n;
	return event;
}

/* The field of which each choice is an event, where several are given; NULL: none. */
static const struct policy_field *each_field(const struct expanding *x)
{
	for (size_t i = 0; i < x->kind->n_fields; i++)
		if (x->kind->fields[i].each && strchr(expand_value(x->event, x->kind->fields[i].key), ','))
			return &x->kind->fields[i];
	return NULL;
}

/* The first keeps what goes with one event only: the draft, and what was expected of the case. */
static bool add_each(struct expanding *x, const struct act_event *plain, const struct policy_field *field)
{
	const char *value;
	struct str_view rest;

	x->checking.asking = true;
	if (!act_check_value(&x->checking, field, expand_value(x->event, field->key), &value, NULL, x->err))
		return error_prefix(x->err, "%s", x->kind->key);
	x->checking.asking = false;
	rest = str_view(value);
	while (rest.n > 0) {
		struct str_view choice = str_cut(&rest, ',');
		struct act_event event = *plain;
		struct act_field *fields = fields_with(x, plain, 0);
		char *code = pool_take(&x->batch->pool, choice.n + 1);

		memcpy(code, choice.at, choice.n);
		code[choice.n] = '\0';
		for (size_t i = 0; i < event.n_fields; i++)
			if (strcmp(fields[i].name, field->key) == 0)
				fields[i].value = code;
		event.fields = fields;
		if (x->batch->n > x->main) {
			event.draft = event.draft_new = NULL;
			event.expected = 0;
		}
		expand_add(x, &event, SIZE_MAX);
	}
	return true;
}

/* The next one is booked for each child of whom this one is recorded. */
static bool book_for_all(struct expanding *x, const struct policy_field *field, const char *value)
{
	const struct act_event *first = x->event;
	size_t n = x->batch->n;
	bool ok = expand_booked(x, field, value);

	for (size_t i = x->main; ok && i < n; i++) {
		struct act_event theirs = *first;

		if (strcmp(x->batch->events[i].kind, x->kind->key) != 0 ||
		    str_same(x->batch->events[i].reference, first->reference))
			continue;
		theirs.reference = x->batch->events[i].reference;
		x->event = &theirs;
		ok = expand_booked(x, field, value);
		x->event = first;
	}
	return ok;
}

/* What the fields make beside the event itself; what is booked comes last, so that whoever books it hears of it
 * when that is too late. */
static bool add_fields(struct expanding *x)
{
	for (int last = 0; last < 2; last++)
		for (size_t i = 0; i < x->event->n_fields; i++) {
			const struct policy_field *field = policy_kind_field(x->kind, x->event->fields[i].name);
			const char *value = x->event->fields[i].value;
			bool ok = true;

			if (!field || !value || !*value || (field->books != NULL) != last)
				continue;
			/* What the program put there for a session that is only booked is for when it is held. */
			if (x->event->planned && field->breaches_within > 0)
				continue;
			if (field->books)
				ok = x->event->planned || book_for_all(x, field, value);
			else if (field->type == FIELD_REVIEW)
				ok = expand_verdicts(x, field, value);
			else if (field->type == FIELD_LINES)
				ok = add_lines(x, field, value);
			if (!ok)
				return false;
		}
	return true;
}

bool act_expand(struct desk *desk, const struct act_event *event, size_t at, struct act_batch *batch,
		struct error *err)
{
	const struct practice *practice = desk_practice(desk, err);
	struct expanding x = {
		.desk = desk, .event = event, .at = at, .main = batch->n, .batch = batch, .err = err,
		.checking = { .desk = desk, .practice = practice, .pool = &batch->pool,
			      .day = zone_day(desk->zone, event->at == INSTANT_NONE ? desk->now : event->at) },
	};
	const struct policy_field *each;
	struct act_event plain;

	if (!practice)
		return false;
	x.kind = policy_kind_named(practice->newest, event->kind);
	if (!x.kind) {		/* said where it is recorded */
		expand_add(&x, event, SIZE_MAX);
		return true;
	}
	plain = without_lines(&x);
	each = each_field(&x);
	if (!each)
		expand_add(&x, &plain, SIZE_MAX);
	else if (!add_each(&x, &plain, each))
		return false;
	return add_fields(&x);
}
