/* Every event that the shipped practice declares can be recorded: in the form that is made of its fields, by
 * `record` with the same values, and from the list of what a case offers. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/form.h"
#include "shipped_world.h"

/* On whom an event is recorded: a child of its own for each, or the record of a worker or a team. */
struct place {
	struct world *world;
	const struct policy *policy;
	const struct policy_kind *kind;
	char reference[32];
};

/* ---- values for fields ---- */

static const char *first_choice(const struct policy_field *field)
{
	for (size_t i = 0; i < field->n_choices; i++)
		if (!field->choices[i].retired)
			return field->choices[i].code;
	return "something";
}

static void add_value(struct str_buf *out, const struct policy *policy, const struct policy_field *field);

/* One line of such a field, each part with a value. */
static void add_line(struct str_buf *out, const struct policy *policy, const struct policy_field *lines)
{
	const struct policy_kind *kind = policy_kind_named(policy, lines->lines_of);

	for (size_t i = 0; i < lines->n_parts; i++) {
		const char *key = lines->parts[i].key;
		const struct policy_field *field = policy_kind_field(kind, key);

		if (lines->parts[i].value)
			continue;
		if (i > 0)
			str_add(out, "; ");
		if (strcmp(key, "reference") == 0)
			str_add(out, kind->new_case ? "" : "SIBLING");
		else if (strcmp(key, "name") == 0)
			str_add(out, "Cy Moss");
		else if (strcmp(key, "date_of_birth") == 0)
			str_add(out, "2017-04-03");
		else
			add_value(out, policy, field);
	}
}

static void add_value(struct str_buf *out, const struct policy *policy, const struct policy_field *field)
{
	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_LONG:
		str_add(out, "Words");
		break;
	case FIELD_CHOICE:
	case FIELD_CHOICES:
		str_add(out, first_choice(field));
		break;
	case FIELD_DATE:
		str_add(out, "2024-03-12");
		break;
	case FIELD_TIME:
		str_add(out, "2024-03-12 10:00");
		break;
	case FIELD_NUMBER:
		str_addf(out, "%d", field->ranged ? field->least : 1);
		break;
	case FIELD_YESNO:
		str_add(out, "yes");
		break;
	case FIELD_PERSON:
		str_add(out, "Sam Grey");
		break;
	case FIELD_TEAM:
		str_add(out, "North");
		break;
	case FIELD_LINES:
		add_line(out, policy, field);
		break;
	case FIELD_REVIEW:
		break;	/* nothing is open on a new child */
	}
}

/* ---- the case on which it can happen ---- */

static const struct policy_kind *opener_of(const struct policy *policy, int type)
{
	for (size_t i = 0; i < policy->n_kinds; i++)
		if (policy->kinds[i].opens == type)
			return &policy->kinds[i];
	fail_msg("nothing opens what is to be concerned");
	return NULL;
}

/* Records a kind with the fields that it cannot do without. */
static void record_least(struct desk *desk, const struct policy *policy, const struct policy_kind *kind,
			 const char *reference)
{
	struct act_field *fields = mem_array(kind->n_fields + 1, sizeof *fields);
	struct str_buf *values = mem_array(kind->n_fields + 1, sizeof *values);
	struct act_event event = { .reference = reference, .kind = kind->key, .fields = fields, .at = INSTANT_NONE };
	struct act_result result;
	struct error err = { 0 };

	for (size_t i = 0; i < kind->n_fields; i++) {
		if (!kind->fields[i].required || kind->fields[i].when.field)
			continue;
		add_value(&values[i], policy, &kind->fields[i]);
		fields[event.n_fields++] = (struct act_field){ kind->fields[i].key, values[i].text };
	}
	if (!act_record(desk, &event, 1, &result, &err))
		fail_msg("%s on %s: %s", kind->key, reference, err.text);
	for (size_t i = 0; i < kind->n_fields; i++)
		str_done(&values[i]);
	free(values);
	free(fields);
}

static void prepare(struct place *place, size_t number, const char *letter)
{
	struct desk *desk = place->world->desk;
	const struct policy_kind *kind = place->kind;
	const char *on = kind->subject == SUBJECT_WORKER ? "worker:sam"
			 : kind->subject == SUBJECT_TEAM ? "team:North"
							 : NULL;
	const struct policy_kind *opener;

	if (on) {
		snprintf(place->reference, sizeof place->reference, "%s", on);
		return;
	}
	snprintf(place->reference, sizeof place->reference, "%s-%zu", letter, number);
	record(desk, place->reference, "contact.received", "2024-03-01 08:00", "name=Ben Moss", NULL);
	opener = kind->n_may_concern > 0 && !kind->or_child ? opener_of(place->policy, kind->may_concern[0]) : NULL;
	if (opener && strcmp(opener->key, "contact.received") != 0)
		record_least(desk, place->policy, opener, place->reference);
	if (kind->reopens && kind->n_may_concern == 0)
		record(desk, place->reference, "case.closed", NULL, "reason=Done", NULL);
}

/* Not what the program records by itself, and not panels, of which none is shipped. */
static bool is_for_people(const struct policy_kind *kind)
{
	return !kind->hidden && !kind->begins && !kind->ends && !kind->follows && kind->subject != SUBJECT_PANEL;
}

/* ---- in its form ---- */

static void fill(struct form *form, const struct place *place)
{
	for (size_t i = 0; i < form->n_fields; i++) {
		const struct policy_field *field = policy_kind_field(place->kind, form->fields[i].name);
		struct str_buf value = { 0 };

		if (!field || *form->fields[i].value)
			continue;
		add_value(&value, place->policy, field);
		free(form->fields[i].value);
		form->fields[i].value = mem_copy(value.text ? value.text : "");
		str_done(&value);
	}
}

static void events__of_the_practice__are_recorded_in_their_forms(void **state)
{
	struct world *world = *state;
	struct desk *mo = world_desk(world, "mo");
	struct place place = { .world = world, .policy = world->desk->practice->newest };
	size_t n = 0;

	record(world->desk, "SIBLING", "contact.received", "2024-03-01 08:00", "name=Ann Moss", NULL);
	record(world->desk, "SIBLING", "cin.started", "2024-03-01 08:00", NULL);
	for (size_t i = 0; i < place.policy->n_kinds; i++) {
		struct act_result result;
		struct error err = { 0 };
		struct form *form;

		place.kind = &place.policy->kinds[i];
		if (!is_for_people(place.kind))
			continue;
		prepare(&place, i, "F");
		form = form_open(mo, place.kind->key, place.reference, NULL, &err);
		if (!form)
			fail_msg("%s: %s", place.kind->key, err.text);
		fill(form, &place);
		for (size_t k = 0; k < form->n_fields; k++) {
			char problem[160], reading[96];

			if (!form_check(mo, form, k, problem, reading))
				fail_msg("%s: %s: %s", place.kind->key, form->fields[k].name, problem);
		}
		if (!form_save(mo, form, &result, &err))
			fail_msg("%s: %s", place.kind->key, err.text);
		form_free(form);
		n++;
	}
	assert_true(n > 80);
	desk_close(mo);
}

/* ---- as `record` does it ---- */

static void events__of_the_practice__are_recorded_by_their_fields(void **state)
{
	struct world *world = *state;
	struct desk *mo = world_desk(world, "mo");
	struct place place = { .world = world, .policy = world->desk->practice->newest };

	record(world->desk, "SIBLING", "contact.received", "2024-03-01 08:00", "name=Ann Moss", NULL);
	record(world->desk, "SIBLING", "cin.started", "2024-03-01 08:00", NULL);
	for (size_t i = 0; i < place.policy->n_kinds; i++) {
		const struct policy_kind *kind = place.kind = &place.policy->kinds[i];
		struct act_field fields[40];
		struct str_buf values[40] = { { 0 } };
		struct act_event event = { .reference = place.reference, .kind = kind->key, .fields = fields,
					   .at = INSTANT_NONE };
		struct act_result result;
		struct error err = { 0 };

		if (!is_for_people(kind))
			continue;
		assert_true(kind->n_fields <= 40);
		prepare(&place, i, "R");
		for (size_t k = 0; k < kind->n_fields; k++) {
			add_value(&values[k], place.policy, &kind->fields[k]);
			if (values[k].n)
				fields[event.n_fields++] = (struct act_field){ kind->fields[k].key, values[k].text };
		}
		if (!act_record(mo, &event, 1, &result, &err))
			fail_msg("%s: %s", kind->key, err.text);
		for (size_t k = 0; k < kind->n_fields; k++)
			str_done(&values[k]);
	}
	desk_close(mo);
}

/* ---- from the list of a case ---- */

static void events__of_the_practice__are_offered_where_they_fit(void **state)
{
	struct world *world = *state;
	struct place place = { .world = world, .policy = world->desk->practice->newest };

	for (size_t i = 0; i < place.policy->n_kinds; i++) {
		const struct policy_kind **offered;
		struct error err = { 0 };
		bool found = false;

		place.kind = &place.policy->kinds[i];
		if (!is_for_people(place.kind))
			continue;
		prepare(&place, i, "L");
		offered = form_offered(world->desk, place.reference, NULL, &err);
		if (!offered)
			fail_msg("%s: %s", place.reference, err.text);
		for (size_t k = 0; offered[k]; k++)
			found = found || offered[k] == place.kind;
		if (!found)
			fail_msg("%s is not offered", place.kind->key);
		free(offered);
	}
}

/* ---- from a queue ---- */

/* What each queue's clocks are stopped by is what its rows are worked with: it stands among the queue's acts. */
static void stops__of_a_queue__are_among_its_acts(void **state)
{
	struct world *world = *state;
	const struct policy *policy = world->desk->practice->newest;
	int lacking = 0;

	for (size_t i = 0; i < policy->n_timescales; i++) {
		const struct timescale *rule = &policy->timescales[i];
		const struct policy_queue *queue = rule->queue ? policy_queue_named(policy, rule->queue) : NULL;
		bool found = false;

		for (size_t a = 0; queue && a < queue->n_acts; a++)
			for (size_t m = 0; m < rule->stop.n; m++)
				found = found || kinds_have(rule->stop.items[m].kinds,
							    policy_kind_named(policy, queue->acts[a])->number);
		if (queue && rule->stop.n > 0 && !found) {
			print_error("%s: no act of the queue %s stops it\n", rule->key, queue->key);
			lacking++;
		}
	}
	assert_int_equal(lacking, 0);
}

#define IN_WORLD(f) cmocka_unit_test_setup_teardown(f, shipped_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_WORLD(events__of_the_practice__are_recorded_in_their_forms),
		IN_WORLD(events__of_the_practice__are_recorded_by_their_fields),
		IN_WORLD(events__of_the_practice__are_offered_where_they_fit),
		IN_WORLD(stops__of_a_queue__are_among_its_acts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
