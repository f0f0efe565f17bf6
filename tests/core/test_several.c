/* One act that records several events: brothers and sisters, actions, agencies; and fields that are needed
 * only as another stands. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "clock/clock.h"
#include "base/str.h"
#include "core/act.h"
#include "clock/civil.h"
#include "core/action.h"
#include "core/page.h"
#include "world.h"

struct told {
	int n;
	char references[8][32], kinds[8][32];
};

static void tell(void *arg, const struct act_more *more)
{
	struct told *told = arg;

	snprintf(told->references[told->n], 32, "%s", more->reference);
	snprintf(told->kinds[told->n++], 32, "%s", more->kind);
}

/* Records an event with fields "a=b", ..., and is told of what else it made. */
static bool put(struct desk *desk, const char *reference, const char *kind, const char *const *words,
		struct told *told, struct act_result *result, struct error *err)
{
	struct act_field fields[8];
	char *names[8];
	struct act_event event = { .reference = reference, .kind = kind, .fields = fields, .at = INSTANT_NONE,
				   .made = tell, .made_arg = told };
	bool ok;

	memset(told, 0, sizeof *told);
	for (; words[event.n_fields]; event.n_fields++) {
		const char *word = words[event.n_fields];
		size_t n = strcspn(word, "=");

		names[event.n_fields] = mem_copy_n(word, n);
		fields[event.n_fields] = (struct act_field){ names[event.n_fields], word + n + 1 };
	}
	ok = act_record(desk, &event, 1, result, err);
	for (size_t i = 0; i < event.n_fields; i++)
		free(names[i]);
	return ok;
}

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void refuses(struct desk *desk, const char *kind, const char *const *words, const char *says)
{
	struct told told;
	struct act_result result;
	struct error err = { 0 };

	if (put(desk, "C-1", kind, words, &told, &result, &err))
		fail_msg("%s: recorded", kind);
	if (!strstr(err.text, says))
		fail_msg("%s: does not say %s", err.text, says);
}

static void siblings__get_a_case_each__in_one_family(void **state)
{
	struct world *world = *state;
	struct told told;
	struct act_result result;
	struct error err = { 0 };
	struct file *file, *first;

	if (!put(world->desk, "C-000001", "family.received",
		 WORDS("name=Ada Moss", "date_of_birth=2015-04-03", "source=police", "consent=given",
		       "siblings=Ben Moss; 3/4/2017\n\n  Cy Moss\tyesterday \n"), &told, &result, &err))
		fail_msg("%s", err.text);
	assert_int_equal(result.n_more, 2);
	assert_int_equal(told.n, 2);
	assert_string_equal(told.references[0], "C-000002");
	assert_string_equal(told.references[1], "C-000003");
	first = taken(world->desk, "C-000001");
	for (int i = 1; i <= 3; i++) {
		char reference[16];

		snprintf(reference, sizeof reference, "C-%06d", i);
		file = taken(world->desk, reference);
		assert_string_equal(file->family, first->family);
		assert_int_equal(file->history.n_events, 1);
		assert_string_equal(file_value(world->desk, file, 0, "source"), "police");
		assert_string_equal(file_value(world->desk, file, 0, "consent"), "given");
		assert_null(file_value(world->desk, file, 0, "siblings"));
		file_free(file);
	}
	file_free(first);
}

static void siblings__who_are_known__keep_their_case(void **state)
{
	struct world *world = *state;
	struct told told;
	struct act_result result;
	struct error err = { 0 };
	struct file *file, *known;

	record(world->desk, "X-7", "contact.received", NULL, "name=Ben Moss", "family=moss", NULL);
	if (!put(world->desk, "C-000001", "family.received",
		 WORDS("name=Ada Moss", "siblings=Ben Moss;;X-7\nCy Moss;2019-01-01"), &told, &result, &err))
		fail_msg("%s", err.text);
	assert_string_equal(told.references[0], "X-7");
	assert_string_equal(told.references[1], "C-000002");
	file = taken(world->desk, "C-000001");
	known = taken(world->desk, "X-7");
	assert_string_equal(file->family, known->family);
	assert_string_equal(file_value(world->desk, file, 0, "family"), "moss");
	file_free(file);
	file = known;
	assert_int_equal(file->history.n_events, 2);
	file_free(file);
}

static void siblings__without_semicolons__are_read_all_the_same(void **state)
{
	struct world *world = *state;
	struct told told;
	struct act_result result;
	struct error err = { 0 };
	struct file *file;
	char born[CIVIL_SIZE];

	record(world->desk, "X-7", "contact.received", NULL, "name=Ben Moss", NULL);
	record(world->desk, "X-8", "contact.received", NULL, "name=Cy Moss", NULL);
	record(world->desk, "X-9", "contact.received", NULL, "name=Di Moss", NULL);
	if (!put(world->desk, "C-000001", "family.received",
		 WORDS("name=Ada Moss", "siblings=Mo Moss 3.11.2019\nX-7\nCy Moss X-8\nDi Moss; X-9"), &told, &result,
		 &err))
		fail_msg("%s", err.text);
	assert_string_equal(told.references[0], "C-000002");
	assert_string_equal(told.references[1], "X-7");
	assert_string_equal(told.references[2], "X-8");
	assert_string_equal(told.references[3], "X-9");
	file = taken(world->desk, "C-000002");
	civil_iso(file->born, born);
	assert_string_equal(file->name, "Mo Moss");
	assert_string_equal(born, "2019-11-03");
	file_free(file);
}

static void lines__with_a_mistake__record_nothing(void **state)
{
	struct world *world = *state;
	struct error err = { 0 };
	bool found = true;

	refuses(world->desk, "family.received", WORDS("name=Ada", "siblings=Ben\nCy; someday"), "siblings, line 2");
	refuses(world->desk, "family.received", WORDS("name=Ada", "siblings=Ben; 2017-04-03; X-1; more"),
		"expected Name; Date of birth; Reference");
	refuses(world->desk, "family.received", WORDS("name=Ada", "siblings=; 2017-04-03"), "name is missing");
	refuses(world->desk, "family.received", WORDS("name=Ada", "siblings=Ben;;C-1"), "C-1 stands here twice");
	refuses(world->desk, "family.received", WORDS("name=Ada", "siblings=Ben; 2030-01-01"),
		"Date of birth: Tue 1 Jan 2030 lies too far ahead");
	refuses(world->desk, "family.received", WORDS("name=Ada", "siblings=Ben Moss 31/2/2017"),
		"Date of birth: 31/2/2017: there is no such date");
	record(world->desk, "C-2", "contact.received", NULL, "name=Dee Roe", NULL);
	refuses(world->desk, "family.received", WORDS("name=Ada", "siblings=Ben; ; C-2"), "Dee Roe");
	assert_null(file_read(world->desk, "C-1", &found, &err));
	assert_false(found);
}

static void actions__of_a_direction__come_out_of_its_contact(void **state)
{
	struct world *world = *state;
	struct told told;
	struct act_result result;
	struct error err = { 0 };
	struct file *file;
	char what[256];

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	if (!put(world->desk, "C-1", "contact.scored",
		 WORDS("scaling=4", "actions=Ring the school; sam; 8/3/2024\nSee the child; Ada Green; +3d"), &told,
		 &result, &err))
		fail_msg("%s", err.text);
	assert_int_equal(told.n, 2);
	assert_string_equal(told.kinds[1], "action.set");
	file = taken(world->desk, "C-1");
	assert_int_equal(file->history.n_events, 4);
	assert_string_equal(file_value(world->desk, file, 2, "owner"), "Sam Grey");
	assert_string_equal(file_value(world->desk, file, 2, "due"), "2024-03-08");
	assert_string_equal(file_value(world->desk, file, 2, "origin"), "direction");
	assert_string_equal(file->events[2].out_of, result.about);
	file_free(file);
	assert_true(act_undo(world->desk, what, &err));	/* one act, taken back as one */
	assert_non_null(strstr(what, "and 2 more"));
	file = taken(world->desk, "C-1");
	for (size_t i = 1; i < 4; i++)
		assert_true(file->history.events[i].removed != INSTANT_NONE);
	file_free(file);
}

static void actions__of_a_case_direction__are_of_the_child(void **state)
{
	struct world *world = *state;
	struct told told;
	struct act_result result;
	struct error err = { 0 };
	struct file *file;

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	record(world->desk, "C-1", "contact.received", "2024-02-29 10:00", NULL);
	if (!put(world->desk, "C-1", "case.scored", WORDS("actions=Ring; sam; fri"), &told, &result, &err))
		fail_msg("%s", err.text);
	file = taken(world->desk, "C-1");
	assert_null(file->events[3].out_of);
	file_free(file);
}

static int running(struct desk *desk, const char *reference, const char *timescale)
{
	struct file *file = taken(desk, reference);
	int n = 0;

	for (size_t i = 0; i < file->clocks.n; i++)
		n += strcmp(file->clocks.items[i].rule->key, timescale) == 0 &&
		     file->clocks.items[i].times.end == END_RUNNING;
	file_free(file);
	return n;
}

struct rows_shown {
	struct desk *desk;
	struct str_buf text;
};

static bool add_shown(void *arg, const struct queue_row *row)
{
	struct rows_shown *rows = arg;
	struct queue_shown *shown = strcmp(row->timescale, "info.deadline") == 0 ? queue_shown(rows->desk, row) : NULL;

	if (shown)
		str_addf(&rows->text, "%s; ", shown->title);
	queue_shown_free(shown);
	return true;
}

/* What tells the clocks apart in a queue; the case page, and why each is due, say the same. */
static void expect_titles(struct desk *desk, const char *in_queue, const char *wanted)
{
	struct queue_query query = { .queue = "contacts", .limit = -1 };
	struct rows_shown rows = { .desk = desk };
	struct error err = { 0 };
	struct case_page *page = case_page_open(desk, "C-1", &err);

	assert_true(queue_list(desk, &query, add_shown, &rows, &err));
	assert_string_equal(rows.text.text, in_queue);
	str_done(&rows.text);
	assert_non_null(page);
	for (size_t i = 0; i < page->n_clocks; i++) {
		const struct queue_row *row = &page->clocks[i].row;
		struct why_page *why;

		if (strcmp(row->timescale, "info.deadline") != 0)
			continue;
		str_addf(&rows.text, "%s; ", row->title);
		why = why_page_open_of(desk, row, &err);
		assert_non_null(why);
		assert_non_null(strstr(why->heading, row->title));
		why_page_free(why);
	}
	assert_string_equal(rows.text.text, wanted);
	case_page_free(page);
	str_done(&rows.text);
}

static void agencies__are_asked_together__and_answer_one_by_one(void **state)
{
	struct world *world = *state;
	struct told told;
	struct act_result result;
	struct error err = { 0 };

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	if (!put(world->desk, "C-1", "info.requested",
		 WORDS("agency=police,Health, the hospital", "by=2024-03-04T12:00"), &told, &result, &err))
		fail_msg("%s", err.text);
	assert_int_equal(result.n_more, 2);
	assert_int_equal(running(world->desk, "C-1", "info.deadline"), 3);
	expect_titles(world->desk, "Police: Information; Health: Information; the hospital: Information; ",
		      "Information: Police; Information: Health; Information: the hospital; ");
	record(world->desk, "C-1", "info.received", NULL, "agency=health", NULL);
	assert_int_equal(running(world->desk, "C-1", "info.deadline"), 2);
	assert_true(put(world->desk, "C-1", "info.received", WORDS("agency=police,the hospital"), &told, &result,
			&err));
	assert_int_equal(running(world->desk, "C-1", "info.deadline"), 0);
	assert_false(act_replace(world->desk, result.event, &(struct act_field){ "agency", "police,health" }, 1,
				 INSTANT_NONE, false, "slip", &result, &err));
	assert_non_null(strstr(err.text, "one only"));
}

static void field__is_needed__only_as_another_stands(void **state)
{
	struct world *world = *state;
	struct told told;
	struct act_result result;
	struct error err = { 0 };

	refuses(world->desk, "family.received", WORDS("consent=dispensed"), "the field why is missing");
	assert_true(put(world->desk, "C-1", "family.received", WORDS("consent=given"), &told, &result, &err));
	assert_true(put(world->desk, "C-2", "family.received", WORDS("consent=dispensed", "why=risk"), &told,
			&result, &err));
	/* the first rating changes nothing; the same again neither */
	assert_true(put(world->desk, "C-1", "contact.scored", WORDS("rating=amber"), &told, &result, &err));
	assert_true(put(world->desk, "C-1", "contact.scored", WORDS("rating=amber"), &told, &result, &err));
	refuses(world->desk, "contact.scored", WORDS("rating=red"), "the field ground is missing, as rating stands");
	assert_true(put(world->desk, "C-1", "contact.scored", WORDS("rating=red", "ground=injury"), &told,
			&result, &err));
}

static void number__outside_its_range__is_refused(void **state)
{
	struct world *world = *state;
	struct told told;
	struct act_result result;
	struct error err = { 0 };

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	refuses(world->desk, "contact.scored", WORDS("scaling=11"), "from 0 to 10");
	refuses(world->desk, "contact.scored", WORDS("scaling=-1"), "from 0 to 10");
	refuses(world->desk, "contact.scored", WORDS("scaling=10.5"), "from 0 to 10");
	assert_true(put(world->desk, "C-1", "contact.scored", WORDS("scaling=10"), &told, &result, &err));
	assert_true(put(world->desk, "C-1", "contact.scored", WORDS("scaling=0"), &told, &result, &err));
}

#define IN_WORLD(f) cmocka_unit_test_setup_teardown(f, world_setup_rehearsing, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_WORLD(siblings__get_a_case_each__in_one_family),
		IN_WORLD(siblings__who_are_known__keep_their_case),
		IN_WORLD(siblings__without_semicolons__are_read_all_the_same),
		IN_WORLD(lines__with_a_mistake__record_nothing),
		IN_WORLD(actions__of_a_direction__come_out_of_its_contact),
		IN_WORLD(actions__of_a_case_direction__are_of_the_child),
		IN_WORLD(agencies__are_asked_together__and_answer_one_by_one),
		IN_WORLD(field__is_needed__only_as_another_stands),
		IN_WORLD(number__outside_its_range__is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
