/* Versions made into revisions; what a policy shows and how two differ. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "clock/civil.h"
#include "kit.h"
#include "policy/practice.h"

#define UNUSED(x) (void)(x)

/* A packed policy with timescale `a` of so many days, and more text. */
static char *packed(int days, const char *more, const char *holidays)
{
	struct str_buf text = {0};
	struct bundle bundle;
	char *pack;

	str_addf(&text,
		 "%s[timescale a]\ntitle = A\nsource = S\nstart = contact.received\nstop = contact.decided\n"
		 "limit = %d days\n%s",
		 kit_head, days, more);
	bundle = kit_bundle(text.text, holidays);
	pack = bundle_pack(&bundle);
	bundle_done(&bundle);
	str_done(&text);
	return pack;
}

static int64_t on(int year, int month, int day)
{
	return zone_first(zone_find("Europe/London"), civil_day(year, month, day)) + 12 * 3600;
}

/* Days of timescale `key` in the revision for a start on this day; 0 when none is in force. */
static int days_on(const struct revision *revision, const char *key, int32_t day)
{
	int days = 0;

	for (size_t i = 0; i < revision->n; i++) {
		const struct timescale *t = &revision->timescales[i];

		if (strcmp(t->key, key) != 0 || (t->from != CIVIL_NONE && day < t->from) ||
		    (t->to != CIVIL_NONE && day >= t->to))
			continue;
		assert_int_equal(days, 0); /* in force once at most */
		days = t->limits[0].span.n;
	}
	return days;
}

static void release(struct practice_version *versions, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		union {
			const char *kept;
			char *owned;
		} text = {.kept = versions[i].packed};

		free(text.owned);
	}
}

static void practice__of_one_version__has_one_revision(void **state)
{
	struct practice_version versions[] = {{INSTANT_NONE, CIVIL_NONE, packed(3, "", kit_holidays)}};
	struct practice *practice = practice_new(versions, 1, civil_day(2024, 1, 1), NULL);
	const struct revision *revision;

	UNUSED(state);
	assert_non_null(practice);
	assert_int_equal(practice->n_revisions, 1);
	revision = practice->revisions[0];
	assert_true(revision->applied == INSTANT_NONE);
	assert_int_equal(revision->live_from, civil_day(2024, 1, 1));
	assert_int_equal(days_on(revision, "a", civil_day(2024, 5, 1)), 3);
	assert_true(kinds_have(revision->closes_case,
			       practice->newest ? policy_kind_named(practice->newest, "case.closed")->number
						: -1));
	assert_string_equal(names_text(practice->names, NAME_FIELD, revision->field_planned), "planned");
	assert_string_equal(names_text(practice->names, NAME_FIELD, revision->field_timescale), "timescale");
	assert_string_equal(names_text(practice->names, NAME_FIELD, revision->field_earlier), "earlier");
	assert_string_equal(names_text(practice->names, NAME_FIELD, revision->field_number), "number");
	assert_string_equal(names_text(practice->names, NAME_FIELD, revision->field_born), "date_of_birth");
	practice_free(practice);
	release(versions, 1);
}

static void version__with_a_later_from__holds_from_then_and_is_folded(void **state)
{
	struct practice_version versions[] = {
		{INSTANT_NONE, CIVIL_NONE, packed(3, "", kit_holidays)},
		{on(2024, 1, 15), civil_day(2024, 2, 1),
		 packed(5,
			"[timescale b]\ntitle = B\nsource = S\n"
			"start = contact.received\nstop = contact.decided\nlimit = 9 days\n",
			kit_holidays)},
	};
	struct practice *practice = practice_new(versions, 2, CIVIL_NONE, NULL);
	const struct revision *revision;

	UNUSED(state);
	assert_int_equal(practice->n_revisions, 1);
	revision = practice->revisions[0];
	assert_true(revision->applied == INSTANT_NONE);
	assert_int_equal(revision->n, 3);
	assert_int_equal(days_on(revision, "a", civil_day(2024, 1, 31)), 3);
	assert_int_equal(days_on(revision, "a", civil_day(2024, 2, 1)), 5);
	assert_int_equal(days_on(revision, "b", civil_day(2024, 1, 31)), 0);
	assert_int_equal(days_on(revision, "b", civil_day(2024, 2, 1)), 9);
	assert_string_equal(revision->timescales[0].key, "a");
	assert_string_equal(revision->timescales[1].key, "a");
	assert_int_equal(practice_timescale(practice, "a")->limits[0].span.n, 5);
	assert_null(practice_timescale(practice, "c"));
	assert_int_equal(practice->n, 2);
	practice_free(practice);
	release(versions, 2);
}

static void version__with_the_same_from__is_a_correction(void **state)
{
	struct practice_version versions[] = {
		{INSTANT_NONE, CIVIL_NONE, packed(3, "", kit_holidays)},
		{on(2024, 1, 15), civil_day(2024, 2, 1), packed(5, "", kit_holidays)},
		{on(2024, 3, 1), CIVIL_NONE, packed(4, "", kit_holidays)},
		{on(2024, 4, 1), civil_day(2024, 2, 1), packed(6, "", kit_holidays)},
		{on(2024, 4, 2), civil_day(2024, 2, 1), packed(6, "", kit_holidays)},
	};
	struct practice *practice = practice_new(versions, 5, CIVIL_NONE, NULL);

	UNUSED(state);
	assert_int_equal(practice->n_revisions, 3); /* 2 folded into 1, 5 repeats 4 */
	assert_true(practice->revisions[0]->applied == INSTANT_NONE);
	assert_int_equal(days_on(practice->revisions[0], "a", civil_day(2024, 1, 1)), 3);
	assert_int_equal(days_on(practice->revisions[0], "a", civil_day(2024, 2, 1)), 5);
	assert_true(practice->revisions[1]->applied == on(2024, 3, 1));
	assert_int_equal(days_on(practice->revisions[1], "a", civil_day(2024, 1, 1)), 4);
	assert_int_equal(days_on(practice->revisions[1], "a", civil_day(2024, 2, 1)), 5);
	assert_true(practice->revisions[2]->applied == on(2024, 4, 1));
	assert_int_equal(days_on(practice->revisions[2], "a", civil_day(2024, 1, 1)), 4);
	assert_int_equal(days_on(practice->revisions[2], "a", civil_day(2024, 2, 1)), 6);
	practice_free(practice);
	release(versions, 5);
}

static void version__with_a_past_from__is_not_folded(void **state)
{
	struct practice_version versions[] = {
		{INSTANT_NONE, CIVIL_NONE, packed(3, "", kit_holidays)},
		{on(2024, 2, 2), civil_day(2024, 2, 1), packed(5, "", kit_holidays)},
	};
	struct practice *practice = practice_new(versions, 2, CIVIL_NONE, NULL);

	UNUSED(state);
	assert_int_equal(practice->n_revisions, 2);
	assert_int_equal(days_on(practice->revisions[0], "a", civil_day(2024, 2, 1)), 3);
	assert_int_equal(days_on(practice->revisions[1], "a", civil_day(2024, 2, 1)), 5);
	practice_free(practice);
	release(versions, 2);
}

static void holiday__declared_late__counts_for_every_version(void **state)
{
	static const char later[] = "{\"england-and-wales\": {\"events\": ["
				    "{\"title\": \"Good Friday\", \"date\": \"2024-03-29\"},"
				    "{\"title\": \"Coronation\", \"date\": \"2024-05-08\"}]}}";
	struct practice_version versions[] = {
		{INSTANT_NONE, CIVIL_NONE, packed(3, "", kit_holidays)},
		{on(2024, 1, 15), civil_day(2024, 2, 1), packed(5, "", later)},
	};
	struct practice *practice = practice_new(versions, 2, CIVIL_NONE, NULL);

	UNUSED(state);
	assert_int_equal(practice->n_revisions, 2);
	for (size_t i = 0; i < practice->revisions[0]->n; i++)
		assert_true(calendar_is_open(practice->revisions[0]->timescales[i].counting.calendar,
					     civil_day(2024, 5, 8)));
	assert_int_equal(practice->revisions[1]->n, 2);
	for (size_t i = 0; i < practice->revisions[1]->n; i++)
		assert_string_equal(calendar_reason(practice->revisions[1]->timescales[i].counting.calendar,
						    civil_day(2024, 5, 8)),
				    "Coronation");
	practice_free(practice);
	release(versions, 2);
}

static void entries__with_dates_of_their_own__are_cut_to_their_version(void **state)
{
	static const char dated[] =
		"[timescale d]\ntitle = D\nsource = S\nfrom = 2023-01-01\nto = 2024-01-15\nstart = "
		"contact.received\n"
		"stop = contact.decided\nlimit = 1 day\n"
		"[timescale d]\ntitle = D\nsource = S\nfrom = 2024-01-15\nstart = contact.received\n"
		"stop = contact.decided\nlimit = 2 days\n";
	struct practice_version versions[] = {
		{INSTANT_NONE, CIVIL_NONE, packed(3, dated, kit_holidays)},
		{on(2024, 1, 15), civil_day(2024, 2, 1), packed(5, "", kit_holidays)},
	};
	struct practice *practice = practice_new(versions, 2, CIVIL_NONE, NULL);
	const struct revision *revision = practice->revisions[0];

	UNUSED(state);
	assert_int_equal(days_on(revision, "d", civil_day(2022, 12, 31)), 0);
	assert_int_equal(days_on(revision, "d", civil_day(2024, 1, 14)), 1);
	assert_int_equal(days_on(revision, "d", civil_day(2024, 1, 31)), 2);
	assert_int_equal(days_on(revision, "d", civil_day(2024, 2, 1)), 0); /* the new version has none */
	practice_free(practice);
	release(versions, 2);
}

static void practice_with__a_draft__counts_it_last(void **state)
{
	struct practice_version versions[] = {{INSTANT_NONE, CIVIL_NONE, packed(3, "", kit_holidays)}};
	char *draft = packed(7, "", kit_holidays);
	struct practice *practice;
	struct bundle bundle;
	struct error err = {0};

	UNUSED(state);
	assert_true(bundle_unpack(&bundle, draft, &err));
	practice = practice_with(versions, 1, CIVIL_NONE, &bundle, on(2024, 6, 1), &err);
	assert_non_null(practice);
	assert_int_equal(practice->n_revisions, 2);
	assert_int_equal(days_on(practice->revisions[1], "a", civil_day(2024, 1, 1)), 7);
	practice_free(practice);
	bundle.files[1].text[0] = 'x';
	assert_null(practice_with(versions, 1, CIVIL_NONE, &bundle, on(2024, 6, 1), &err));
	assert_int_equal(err.kind, ERROR_INPUT);
	bundle_done(&bundle);
	free(draft);
	release(versions, 1);
	versions[0].packed = "broken";
	assert_null(practice_new(versions, 1, CIVIL_NONE, &err));
	assert_non_null(strstr(err.text, "version 1"));
}

/* ---- show and diff ---- */

static void keep_line(void *arg, const char *text)
{
	struct str_buf *lines = arg;

	str_addf(lines, "%s\n", text);
}

static void show__of_all__reads_back_as_the_same_policy(void **state)
{
	static const char more[] =
		"[choices agency]\npolice = \"Police\" \"of the county\"\n"
		"[timescale t]\ntitle = T  of  two\nsource = \"S ; not a comment\" # a comment\nstart = "
		"contact.received\n"
		"stop = contact.decided,\n ; between\n\n   contact.closed ; after\nlimit = 3 months\n";
	struct str_buf one = {0}, two = {0};
	struct kit kit, back;

	UNUSED(state);
	kit_read(&kit, more);
	kit_good(&kit);
	assert_true(policy_show(kit.policy, NULL, keep_line, &one, NULL));
	kit_read_alone(&back, one.text);
	kit_good(&back);
	assert_true(policy_show(back.policy, NULL, keep_line, &two, NULL));
	assert_string_equal(one.text, two.text);
	str_clear(&two);
	policy_diff(kit.policy, back.policy, keep_line, &two);
	assert_int_equal(two.n, 0);
	assert_string_equal(policy_timescale_named(back.policy, "t")->source, "S ; not a comment");
	str_done(&one);
	str_done(&two);
	kit_done(&kit);
	kit_done(&back);
}

static void show__of_one__finds_it_by_key(void **state)
{
	struct str_buf lines = {0};
	struct error err = {0};
	struct kit kit;

	UNUSED(state);
	kit_read(&kit,
		 "[timescale t]\ntitle = T\nsource = S\nstart = contact.received\nstop = contact.decided,\n"
		 "  contact.closed\nlimit = 3 months\n");
	assert_true(policy_show(kit.policy, "t", keep_line, &lines, &err));
	assert_string_equal(lines.text, "[timescale t]\ntitle = T\nsource = S\nstart = contact.received\n"
					"stop = contact.decided,\n    contact.closed\nlimit = 3 months\n");
	str_clear(&lines);
	assert_true(policy_show(kit.policy, "event contact.received", keep_line, &lines, &err));
	assert_non_null(strstr(lines.text, "; starts t\n"));
	assert_false(policy_show(kit.policy, "nothing", keep_line, &lines, &err));
	assert_non_null(strstr(err.text, "nothing: no timescale"));
	str_done(&lines);
	kit_done(&kit);
}

static void diff__tells__what_was_added_taken_and_changed(void **state)
{
	static const char old[] = "[timescale t]\ntitle = T\nsource = S\nstart = contact.received\nstop = "
				  "contact.decided\nlimit = 24 hours\n"
				  "warn = 1 hour\n[queue gone]\ntitle = Gone\n[calendar z]\nnation = "
				  "none\nclosed = 2025-08-04 A\n"
				  "closed = 2025-08-05 B\n";
	static const char new[] =
		"[timescale t]\ntitle = T\nsource = S\nstart = contact.received\nstop = contact.decided\n"
		"limit = 1 working day\nrepeat = no\n[queue come]\ntitle = Come\n[calendar z]\nnation = "
		"none\n"
		"closed = 2025-08-05 B\nclosed = 2025-08-06 C\n";
	struct str_buf lines = {0};
	struct kit one, two;

	UNUSED(state);
	kit_read(&one, old);
	kit_good(&one);
	kit_read(&two, new);
	kit_good(&two);
	policy_diff(one.policy, two.policy, keep_line, &lines);
	assert_string_equal(lines.text, "~ timescale t: limit 24 hours -> 1 working day\n"
					"~ timescale t: - warn 1 hour\n"
					"~ timescale t: + repeat no\n"
					"- queue gone\n"
					"~ calendar z: - closed 2025-08-04 A\n"
					"~ calendar z: + closed 2025-08-06 C\n"
					"+ queue come\n");
	str_done(&lines);
	kit_done(&one);
	kit_done(&two);
}

static void diff__tells__bank_holidays_by_their_dates(void **state)
{
	static const char later[] = "{\"england-and-wales\": {\"events\": ["
				    "{\"title\": \"Good Friday\", \"date\": \"2024-03-29\"},"
				    "{\"title\": \"Coronation\", \"date\": \"2024-05-08\"}]}}";
	struct bundle bundle = kit_bundle(kit_head, later);
	struct str_buf lines = {0};
	struct kit one, two;

	UNUSED(state);
	kit_read(&one, "");
	kit_read_bundle(&two, &bundle);
	policy_diff(one.policy, two.policy, keep_line, &lines);
	assert_string_equal(lines.text,
			    "~ calendar default: - bank holiday 2024-04-01 Easter Monday\n"
			    "~ calendar default: - bank holiday 2024-12-28 Boxing Day\n"
			    "~ calendar default: - bank holiday 2024-12-25 Christmas Day (Substitute day)\n"
			    "~ calendar default: + bank holiday 2024-05-08 Coronation\n");
	bundle_done(&bundle);
	str_done(&lines);
	kit_done(&one);
	kit_done(&two);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(practice__of_one_version__has_one_revision),
		cmocka_unit_test(version__with_a_later_from__holds_from_then_and_is_folded),
		cmocka_unit_test(version__with_the_same_from__is_a_correction),
		cmocka_unit_test(version__with_a_past_from__is_not_folded),
		cmocka_unit_test(holiday__declared_late__counts_for_every_version),
		cmocka_unit_test(entries__with_dates_of_their_own__are_cut_to_their_version),
		cmocka_unit_test(practice_with__a_draft__counts_it_last),
		cmocka_unit_test(show__of_all__reads_back_as_the_same_policy),
		cmocka_unit_test(show__of_one__finds_it_by_key),
		cmocka_unit_test(diff__tells__what_was_added_taken_and_changed),
		cmocka_unit_test(diff__tells__bank_holidays_by_their_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
