#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/str.h"
#include "clock/civil.h"
#include "core/keep.h"
#include "core/search.h"
#include "world.h"

/* A child of the small authority. */
static void child(struct desk *desk, const char *reference, const char *name, const char *born, const char *family)
{
	struct str_buf n = { 0 }, b = { 0 }, f = { 0 };

	str_addf(&n, "name=%s", name);
	str_addf(&b, "date_of_birth=%s", born ? born : "");
	str_addf(&f, "family=%s", family ? family : "");
	record(desk, reference, "contact.received", NULL, n.text, born ? b.text : "source=police",
	       family ? f.text : "team=North", NULL);
	str_done(&n);
	str_done(&b);
	str_done(&f);
}

static bool add_reference(void *arg, const struct known_row *row)
{
	struct str_buf *text = arg;

	str_addf(text, "%s%s", text->n ? " " : "", row->reference);
	return true;
}

static bool add_why(void *arg, const struct known_row *row)
{
	struct str_buf *text = arg;

	str_addf(text, "%s%s: %s", text->n ? "; " : "", row->reference, row->why);
	return true;
}

/* What is found, in order; owned. */
static char *found_by(struct desk *desk, const char *words, const char *born, known_each *each)
{
	struct known_query query = { .words = words, .born = CIVIL_NONE, .most = 10 };
	struct str_buf text = { 0 };
	struct error err = { 0 };

	if (born)
		assert_true(civil_parse(str_view(born), &query.born));
	if (!search_known(desk, &query, each, &text, NULL, &err))
		fail_msg("%s", err.text);
	return str_take(&text);
}

static void expect(struct desk *desk, const char *words, const char *born, const char *wanted)
{
	char *found = found_by(desk, words, born, add_reference);

	if (strcmp(found, wanted) != 0)
		fail_msg("“%s” %s finds “%s”, not “%s”", words ? words : "", born ? born : "", found, wanted);
	free(found);
}

static void expect_why(struct desk *desk, const char *words, const char *born, const char *wanted)
{
	char *found = found_by(desk, words, born, add_why);

	assert_string_equal(found, wanted);
	free(found);
}

static void search__by_name__finds_what_sounds_or_is_spelt_alike(void **state)
{
	struct desk *desk = ((struct world *)*state)->desk;

	child(desk, "C-1", "Mohammed Okoro", NULL, NULL);
	child(desk, "C-2", "Muhammad Okoro", NULL, NULL);
	child(desk, "C-3", "Catherine O’Neill", NULL, NULL);
	child(desk, "C-4", "Zoë Applegate", NULL, NULL);
	child(desk, "C-5", "Siobhán Marsh", NULL, NULL);
	expect(desk, "mohamed okoro", NULL, "C-1 C-2");
	expect(desk, "Muhammad OKORO", NULL, "C-2 C-1");
	expect(desk, "kathryn oneil", NULL, "C-3");
	expect(desk, "O'Neill, Catherine", NULL, "C-3");
	expect(desk, "Zoe\xCC\x88", NULL, "C-4");
	expect(desk, "zoe aplegate", NULL, "C-4");
	expect(desk, "applegtae", NULL, "C-4");
	expect(desk, "zoe applegtae", NULL, "C-4");
	expect(desk, "siobhan", NULL, "C-5");
	expect(desk, "steven", NULL, "");
}

static void search__as_one_types__narrows(void **state)
{
	struct desk *desk = ((struct world *)*state)->desk;

	child(desk, "C-1", "Maya Sandover", NULL, NULL);
	child(desk, "C-2", "Mason Sandy", NULL, NULL);
	child(desk, "C-3", "Ivy Ashdene", NULL, NULL);
	expect(desk, "", NULL, "");
	expect(desk, "m", NULL, "C-1 C-2");
	expect(desk, "may", NULL, "C-1");
	expect(desk, "ma sand", NULL, "C-2 C-1");
	expect(desk, "may sand", NULL, "C-1");
	expect(desk, "maya sandover", NULL, "C-1");
}

static void search__by_date_of_birth__forgives_an_exchange_and_a_year(void **state)
{
	struct desk *desk = ((struct world *)*state)->desk;

	child(desk, "C-1", "Ivy Ashdene", "2015-03-04", NULL);
	child(desk, "C-2", "Leo Marsh", "2015-04-03", NULL);
	child(desk, "C-3", "Ada Stone", "2016-03-04", NULL);
	child(desk, "C-4", "Ben Hill", "2012-12-25", NULL);
	expect(desk, NULL, "2015-03-04", "C-1 C-2 C-3");
	expect(desk, "4/3/2015", NULL, "C-1 C-2 C-3");
	expect(desk, "04/03/2015", NULL, "C-1 C-2 C-3");
	expect(desk, "ivy 2015-03-04", NULL, "C-1");
	expect(desk, "marsh", "2015-03-04", "C-2 C-1");
	expect(desk, NULL, "2024-02-29", "");
	expect_why(desk, "leo marsh", "2015-03-04",
		   "C-2: same name, day and month of birth exchanged; C-1: same date of birth");
}

static void search__by_reference_or_family__finds_all_of_it(void **state)
{
	struct desk *desk = ((struct world *)*state)->desk;

	child(desk, "C-10", "Ivy Ashdene", NULL, "F-7");
	child(desk, "C-101", "Leo Marsh", NULL, "F-7");
	child(desk, "C-2", "Ada Stone", NULL, NULL);
	expect_why(desk, "c-10", NULL, "C-10: same reference; C-101: reference begins so");
	expect_why(desk, "F-7", NULL, "C-10: same family; C-101: same family");
	expect(desk, "C-9", NULL, "");
}

/* The wrong "no" makes a second record: what people write of a reference is enough. */
static void search__by_a_reference_in_short__finds_it(void **state)
{
	static const char *const written[] = { "C-142", "c142", "C142", "142", "c-0142", "C-000142", "C000142" };
	struct desk *desk = ((struct world *)*state)->desk;

	child(desk, "C-000142", "Ivy Ashdene", NULL, "F-000318");
	child(desk, "C-000014", "Leo Marsh", NULL, NULL);
	child(desk, "C-001420", "Ada Stone", NULL, NULL);
	child(desk, "W-142", "Ben Hill", NULL, NULL);
	for (size_t i = 0; i < sizeof written / sizeof *written; i++)
		expect(desk, written[i], NULL, "C-000142");
	expect_why(desk, "c142", NULL, "C-000142: reference written in short");
	expect_why(desk, "F-318", NULL, "C-000142: same family");
	expect(desk, "f318", NULL, "C-000142");
	expect(desk, "w000142", NULL, "W-142");
	expect(desk, "C-143", NULL, "");
	/* Beside a name too, where letters say that it is one. */
	expect(desk, "zzz c142", NULL, "C-000142");
	expect_why(desk, "ivy C-000142", NULL, "C-000142: same reference");
	expect(desk, "ada 142", NULL, "C-001420");
	expect(desk, "zzz 142", NULL, "");
	/* The same in full goes before it. */
	child(desk, "C-14", "Sam Oakes", NULL, NULL);
	expect(desk, "C-14", NULL, "C-14 C-000014");
	expect(desk, "C-000014", NULL, "C-000014 C-14");
}

static void search__by_eight_figures__is_a_date_unless_a_reference(void **state)
{
	struct desk *desk = ((struct world *)*state)->desk;

	child(desk, "C-1", "Ivy Ashdene", "2011-05-23", NULL);
	child(desk, "C-2", "Leo Marsh", "2010-05-23", NULL);
	expect(desk, "23052011", NULL, "C-1 C-2");
	expect(desk, "leo 23052010", NULL, "C-2");
	expect(desk, "4/5/2015 142", NULL, "");
	child(desk, "23052011", "Ada Stone", NULL, NULL);
	expect(desk, "23052011", NULL, "23052011");
}

static void search__by_a_year_beside_a_name__puts_those_first(void **state)
{
	struct desk *desk = ((struct world *)*state)->desk;

	child(desk, "C-1", "Ivy Ashdene", "2015-03-04", NULL);
	child(desk, "C-2", "Leo Ashdene", "2011-06-04", NULL);
	child(desk, "C-3", "Ada Ashdene", "2011-05-09", NULL);
	child(desk, "C-4", "May Stone", "2011-02-01", NULL);
	child(desk, "C-5", "Ben Ashdene", NULL, NULL);
	expect(desk, "ashdene 2011", NULL, "C-2 C-3 C-5 C-1");
	expect(desk, "ashdene 5/2011", NULL, "C-3 C-2 C-5 C-1");
	expect(desk, "ashdene may 2011", NULL, "C-3 C-2 C-5 C-1");
	expect_why(desk, "ada ashdene 2011", NULL, "C-3: same name, same year of birth; C-2: part of the name, same "
		   "year of birth; C-5: part of the name");
	expect(desk, "2011", NULL, "");
	expect(desk, "5/2011", NULL, "");
	/* It is a name too, but not the beginning of one. */
	child(desk, "C-6", "Ivy Mayfield", "2011-05-09", NULL);
	expect(desk, "may 2011", NULL, "C-4");
}

static void search__after_a_correction__knows_the_new_name_alone(void **state)
{
	struct world *world = *state;
	struct act_result first = record(world->desk, "C-1", "contact.received", NULL, "name=Ivy Ashdene", NULL);
	const struct act_field fields[] = { { "name", "Iris Oakes" } };
	struct act_result result;
	struct error err = { 0 };

	assert_true(act_replace(world->desk, first.event, fields, 1, INSTANT_NONE, false, "misheard", &result, &err));
	expect(world->desk, "ashdene", NULL, "");
	expect(world->desk, "iris oakes", NULL, "C-1");
	world_is_whole(world->desk);
}

static bool keep_first(void *arg, const struct known_row *row)
{
	char *text = arg;

	snprintf(text, 200, "%s|%s|%s|%s|%d|%s", row->name, row->age, row->family ? row->family : "-",
		 row->team ? row->team : "-", row->open, row->worker ? row->worker : "-");
	return false;
}

static void row__says_who_has_the_case_open(void **state)
{
	struct desk *desk = ((struct world *)*state)->desk;
	struct known_query query = { .words = "ivy", .born = CIVIL_NONE, .most = 1 };
	struct act_result result;
	struct error err = { 0 };
	char text[200] = "";
	bool more;

	child(desk, "C-1", "Ivy Ashdene", "2017-02-01", "F-1");
	child(desk, "C-2", "Ivy Marsh", NULL, NULL);
	record(desk, "C-1", "note.added", NULL, NULL);
	assert_true(act_allocate(desk, "C-1", "sam", NULL, &result, &err));
	assert_true(search_known(desk, &query, keep_first, text, &more, &err));
	assert_string_equal(text, "Ivy Ashdene|7 years|F-1|North|1|Sam Grey");
	assert_true(more);
}

static bool keep_line_of(void *arg, const struct audit_line *line)
{
	struct str_buf *text = arg;

	str_addf(text, "%s %s %s %s\n", line->what, line->reference ? line->reference : "-",
		 line->why ? line->why : "-", line->object ? line->object : "-");
	return true;
}

static void search__is_on_record_as_a_count__never_its_words(void **state)
{
	struct desk *desk = ((struct world *)*state)->desk;
	struct str_buf text = { 0 };
	struct error err = { 0 };

	child(desk, "C-1", "Ivy Ashdene", NULL, NULL);
	expect(desk, "unheard of", NULL, "");
	assert_true(search_note(desk, 3, &err));
	assert_true(keep_audit(desk, NULL, NULL, INSTANT_NONE, keep_line_of, &text, &err));
	assert_non_null(strstr(text.text, "search - found 3 search\n"));
	assert_null(strstr(text.text, "unheard"));
	str_done(&text);
}

static void split_to(struct desk *desk, const char *typed, const char *name, int32_t born, const char *problem)
{
	struct search_birth birth;
	char *words = search_split(desk, typed, &birth);

	if (strcmp(words, name) != 0 || birth.day != born || !strstr(birth.problem, problem) ||
	    (*birth.problem && !*problem))
		fail_msg("“%s”: “%s”, %d, “%s”", typed, words, (int)birth.day, birth.problem);
	free(words);
}

static void split__takes_the_date_out_of_the_words(void **state)
{
	static const char *const written[] = { "4/5/2015", "04/05/2015", "4.5.2015", "2015-05-04", "4 may 2015",
					       "04 May 2015", "4/5/15", "04-05-2015", "04.05.15", "4-5-15",
					       "(4/5/15)", "4.5.2015.", "4/5/15," };
	static const char *const none[] = { "C-1", "4-5", "12 mayfield 3", "2017-0153", "12.5", "4/5x", "12345/6/7", "" };
	struct desk *desk = ((struct world *)*state)->desk;

	split_to(desk, "  Ivy  04/03/2015 Ashdene ", "Ivy Ashdene", civil_day(2015, 3, 4), "");
	split_to(desk, "Ashdene, Ivy, 4/3/15", "Ashdene, Ivy", civil_day(2015, 3, 4), "");
	split_to(desk, "Ivy 5 dec", "Ivy", civil_day(2024, 12, 5), "");	/* she is expected */
	split_to(desk, "Ivy 4/1", "Ivy", civil_day(2024, 1, 4), "");
	for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
		char typed[64];

		snprintf(typed, sizeof typed, "Wren Hollin %s", written[i]);
		split_to(desk, typed, "Wren Hollin", civil_day(2015, 5, 4), "");
		snprintf(typed, sizeof typed, "%s  Wren", written[i]);
		split_to(desk, typed, "Wren", civil_day(2015, 5, 4), "");
	}
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		split_to(desk, none[i], none[i], CIVIL_NONE, "");
}

static void split__says_of_a_date_that_is_none__what_it_is(void **state)
{
	static const char *const wrong[] = { "31/2/2017", "99/99/17", "4/5/201", "4/5/", "31 february 2017", "4 may 15" };
	static const char *const ahead[] = { "12/9/77", "2/3/2025", "7 dec" };
	struct desk *desk = ((struct world *)*state)->desk;
	char typed[64], says[96];

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		snprintf(typed, sizeof typed, "Wren Hollin %s", wrong[i]);
		snprintf(says, sizeof says, "the date %s is not understood", wrong[i]);
		split_to(desk, typed, "Wren Hollin", CIVIL_NONE, says);
	}
	for (size_t i = 0; i < sizeof ahead / sizeof *ahead; i++) {
		snprintf(typed, sizeof typed, "Wren %s Hollin", ahead[i]);
		split_to(desk, typed, "Wren Hollin", CIVIL_NONE, "lies too far ahead");
	}
	child(desk, "C-1", "Wren Hollin", "2015-05-04", NULL);
	expect(desk, "wren hollin 31/2/2015", NULL, "C-1");
	expect(desk, "wren hollin 4/5/15", NULL, "C-1");
}

static void missed_to(struct desk *desk, const char *typed, const char *problem, const char *missed)
{
	struct search_birth birth;

	free(search_split(desk, typed, &birth));
	if (!strstr(birth.problem, problem) || (*birth.problem && !*problem) || strcmp(birth.missed, missed) != 0)
		fail_msg("“%s”: “%s”, “%s”", typed, birth.problem, birth.missed);
}

static void split__says_what_is_not_looked_for(void **state)
{
	struct desk *desk = ((struct world *)*state)->desk;

	missed_to(desk, "kestrelby", "", "");
	missed_to(desk, "kestrelby 4/5/2015", "", "");
	missed_to(desk, "kestrelby 2011", "", "");
	missed_to(desk, "2011", "a year alone is not looked for", "2011: not looked for");
	missed_to(desk, "may 2011", "a month alone is not looked for", "may 2011: not looked for");
	missed_to(desk, "5/2011", "a month alone is not looked for", "5/2011: not looked for");
	missed_to(desk, "2011-05", "a month alone is not looked for", "2011-05: not looked for");
	missed_to(desk, "31/2/2015", "is not understood", "31/2/2015: not looked for");
	missed_to(desk, "wren 31/2/2015", "is not understood", "31/2/2015: not looked for; nobody of that name");
	missed_to(desk, "C-999", "", "C-999: no such reference, family or date");
	missed_to(desk, "31022015", "", "31022015: neither C-31022015 nor a date; write it in full");
	missed_to(desk, "2099", "", "2099: neither C-002099 nor a date; write it in full");
	missed_to(desk, "zzz 142", "", "142: not looked for beside a name");
	missed_to(desk, "zzz 2/", "", "2/: not looked for beside a name");
	missed_to(desk, "zzz C-999", "", "C-999: no such reference; nobody of that name");
	split_to(desk, "Ivy 23052011", "Ivy", civil_day(2011, 5, 23), "");
	split_to(desk, "Ivy 31022011", "Ivy 31022011", CIVIL_NONE, "");
	split_to(desk, "23052031", "23052031", CIVIL_NONE, "");
	split_to(desk, "Ivy May 2011 Ashdene", "Ivy Ashdene", CIVIL_NONE, "");
	split_to(desk, "Ivy Mayfield", "Ivy Mayfield", CIVIL_NONE, "");
}

#define IN_WORLD(test) cmocka_unit_test_setup_teardown(test, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_WORLD(search__by_name__finds_what_sounds_or_is_spelt_alike),
		IN_WORLD(search__as_one_types__narrows),
		IN_WORLD(search__by_date_of_birth__forgives_an_exchange_and_a_year),
		IN_WORLD(search__by_reference_or_family__finds_all_of_it),
		IN_WORLD(search__by_a_reference_in_short__finds_it),
		IN_WORLD(search__by_eight_figures__is_a_date_unless_a_reference),
		IN_WORLD(search__by_a_year_beside_a_name__puts_those_first),
		IN_WORLD(search__after_a_correction__knows_the_new_name_alone),
		IN_WORLD(row__says_who_has_the_case_open),
		IN_WORLD(search__is_on_record_as_a_count__never_its_words),
		IN_WORLD(split__takes_the_date_out_of_the_words),
		IN_WORLD(split__says_of_a_date_that_is_none__what_it_is),
		IN_WORLD(split__says_what_is_not_looked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
