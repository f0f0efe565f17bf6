/* Events, fields, queues, measures, roles, names and bundles. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "kit.h"

#define UNUSED(x) (void)(x)

static void field__takes__type_flags_label_hint_and_choices(void **state)
{
	struct kit kit;
	const struct policy_kind *kind;
	const struct policy_field *f;

	UNUSED(state);
	kit_read(&kit, "[choices agency]\n"
		       "police = Police\n"
		       "health = \"Health\" \"GP, hospital or community\"\n"
		       "nspcc  = \"NSPCC\" retired\n"
		       "[event e.e]\n"
		       "title = E\n"
		       "field next_steps = long\n"
		       "field rating = required attribute choice \"Rating\" hint \"the manager's\" of\n"
		       "    red \"Red\" \"High risk\",\n"
		       "    amber \"Amber\",  # the middle one\n"
		       "    green, white \"White\" retired\n"
		       "field agencies = asked open choices from agency\n"
		       "field day = date \"Day\"\n"
		       "field at = time\n"
		       "field n = number\n"
		       "field yes = yesno\n"
		       "field who = person\n"
		       "field team = team\n"
		       "field line = text\n");
	kit_good(&kit);
	kind = policy_kind_named(kit.policy, "e.e");
	assert_int_equal(kind->n_fields, 10);
	assert_ptr_equal(policy_kind(kit.policy, kind->number), kind);
	assert_string_equal(kind->action, "E");
	assert_string_equal(kind->fields[0].label, "Next steps");
	assert_int_equal(kind->fields[0].type, FIELD_LONG);
	f = policy_kind_field(kind, "rating");
	assert_true(f->required);
	assert_true(f->attribute);
	assert_false(f->open);
	assert_string_equal(f->hint, "the manager's");
	assert_int_equal(f->n_choices, 4);
	assert_string_equal(f->choices[0].meaning, "High risk");
	assert_string_equal(f->choices[2].label, "Green");
	assert_true(policy_field_choice(f, "white")->retired);
	assert_null(policy_field_choice(f, "blue"));
	f = policy_kind_field(kind, "agencies");
	assert_int_equal(f->type, FIELD_CHOICES);
	assert_true(f->open);
	assert_true(f->asked);
	assert_int_equal(f->n_choices, 3);
	assert_string_equal(f->choices[1].meaning, "GP, hospital or community");
	assert_true(f->choices[2].retired);
	assert_int_equal(policy_kind_field(kind, "day")->type, FIELD_DATE);
	assert_int_equal(policy_kind_field(kind, "at")->type, FIELD_TIME);
	assert_int_equal(policy_kind_field(kind, "n")->type, FIELD_NUMBER);
	assert_int_equal(policy_kind_field(kind, "yes")->type, FIELD_YESNO);
	assert_int_equal(policy_kind_field(kind, "who")->type, FIELD_PERSON);
	assert_int_equal(policy_kind_field(kind, "team")->type, FIELD_TEAM);
	assert_null(policy_kind_field(kind, "nothing"));
	kit_done(&kit);
}

static void field__that_limits_a_clock_of_its_event__lies_ahead(void **state)
{
	struct kit kit;
	const struct policy_kind *kind;

	UNUSED(state);
	kit_read(&kit,
		 "[event act.set]\ntitle = S\nfield due = date\nfield asked = ahead time\nfield born = date\n"
		 "[event act.over]\ntitle = O\nfield due = date\n"
		 "[event act.told]\ntitle = T\nfield since = date\nfield due = date\n"
		 "[timescale act.due]\ntitle = D\nstart = act.set\nstop = act.over\nlimit = by due\nsource = test\n"
		 "[timescale act.since]\ntitle = D\nstart = on since of act.told\nstop = act.over\nlimit = by due\n"
		 "source = test\n");
	kit_good(&kit);
	kind = policy_kind_named(kit.policy, "act.set");
	assert_true(policy_kind_field(kind, "due")->ahead);
	assert_true(policy_kind_field(kind, "asked")->ahead);
	assert_false(policy_kind_field(kind, "born")->ahead);
	assert_ptr_equal(kind, policy_kind(kit.policy, kind->number));
	assert_false(policy_kind_field(policy_kind_named(kit.policy, "act.over"), "due")->ahead);
	assert_false(policy_kind_field(policy_kind_named(kit.policy, "act.told"), "due")->ahead);
	kit_done(&kit);
}

static void event__says__what_it_opens_concerns_and_closes(void **state)
{
	struct kit kit;
	const struct policy_kind *kind;
	int contact, referral;

	UNUSED(state);
	kit_read(&kit,
		 "[event referral.received]\ntitle = R\nopens = referral\nout of = contact or placement\n"
		 "[event date.planned]\ntitle = P\nconcerns = referral or contact or child\nextends = yes\n"
		 "hidden = yes\nplannable = no\naction = Plan\n");
	kit_good(&kit);
	contact = names_find(kit.names, NAME_TYPE, "contact", 7);
	referral = names_find(kit.names, NAME_TYPE, "referral", 8);
	kind = policy_kind_named(kit.policy, "contact.received");
	assert_int_equal(kind->opens, contact);
	assert_int_equal(kind->concerns, -1);
	assert_true(kind->new_case);
	kind = policy_kind_named(kit.policy, "referral.received");
	assert_int_equal(kind->opens, referral);
	assert_int_equal(kind->out_of, contact);
	assert_int_equal(kind->n_may_come_of, 2);
	kind = policy_kind_named(kit.policy, "date.planned");
	assert_int_equal(kind->concerns, referral);
	assert_int_equal(kind->n_may_concern, 2);
	assert_int_equal(kind->may_concern[1], contact);
	assert_true(kind->or_child);
	assert_true(kind->hidden);
	assert_string_equal(kind->action, "Plan");
	assert_true(kinds_have(kit.policy->extends, kind->number));
	assert_true(kinds_have(kit.policy->closes_about, kit_kind(&kit, "contact.closed")));
	assert_false(kinds_have(kit.policy->closes_case, kit_kind(&kit, "contact.closed")));
	assert_true(kinds_have(kit.policy->closes_case, kit_kind(&kit, "case.closed")));
	assert_true(kinds_have(kit.policy->reopens, kit_kind(&kit, "case.reopened")));
	assert_null(policy_kind(kit.policy, -1));
	assert_null(policy_kind_named(kit.policy, "contact"));
	kit_done(&kit);
}

static void measure__is_of__one_of_four_types(void **state)
{
	struct kit kit;
	const struct policy_measure *m;

	UNUSED(state);
	kit_read(&kit,
		 "[timescale t]\ntitle = T\nsource = S\nstart = contact.received\nstop = contact.decided\n"
		 "limit = 1 day\ntarget = 85 %\n"
		 "[measure a]\ntitle = A\nsource = S\nof = strategy.held\nwith = agencies has at least "
		 "3\ntarget = 80 %\n"
		 "[measure b]\ntitle = B\nsource = S\nof = contact.decided where outcome is referral\n"
		 "after = contact.directed\n"
		 "[measure c]\ntitle = C\nsource = S\nof = contact.received\nwithin = 12 months\nat most = "
		 "22.5 %\n"
		 "[measure d]\ntitle = D\nsource = S\ntimescale = t\n"
		 "[measure r]\ntitle = R\nsource = S\nof = contact.received\nrecorded = 5 working days\n");
	kit_good(&kit);
	assert_int_equal(kit.policy->n_measures, 6);
	m = &kit.policy->measures[0];
	assert_string_equal(m->key, "t");
	assert_int_equal(m->type, MEASURE_TIMESCALE);
	assert_int_equal(m->target, 850);
	m = policy_measure_named(kit.policy, "a");
	assert_int_equal(m->type, MEASURE_SHARE);
	assert_int_equal(m->with.clauses[0].op, OP_HAS_AT_LEAST);
	m = policy_measure_named(kit.policy, "b");
	assert_int_equal(m->type, MEASURE_AFTER);
	assert_int_equal(m->of.where.n, 1);
	assert_int_equal(m->target, -1);
	m = policy_measure_named(kit.policy, "c");
	assert_int_equal(m->type, MEASURE_AGAIN);
	assert_int_equal(m->span.n, 12);
	assert_true(m->at_most);
	assert_int_equal(m->target, 225);
	assert_string_equal(policy_measure_named(kit.policy, "d")->timescale, "t");
	m = policy_measure_named(kit.policy, "r");
	assert_int_equal(m->type, MEASURE_RECORDED);
	assert_int_equal(m->span.n, 5);
	assert_null(policy_measure_named(kit.policy, "e"));
	kit_done(&kit);
}

static void role__may__what_its_patterns_cover(void **state)
{
	struct kit kit;
	const struct policy_role *role;

	UNUSED(state);
	kit_read(&kit, "[role duty]\ntitle = Duty\nmay = view, record:contact.*,\n  record:strategy.held\n"
		       "[role all]\ntitle = All\nmay = *\n");
	kit_good(&kit);
	role = policy_role_named(kit.policy, "duty");
	assert_true(policy_role_may(role, "view"));
	assert_true(policy_role_may(role, "record:contact.rated"));
	assert_true(policy_role_may(role, "record:strategy.held"));
	assert_false(policy_role_may(role, "record:strategy.held2"));
	assert_false(policy_role_may(role, "record:case.closed"));
	assert_false(policy_role_may(role, "void"));
	assert_false(policy_role_may(role, "viewer"));
	assert_true(policy_role_may(policy_role_named(kit.policy, "all"), "people"));
	assert_null(policy_role_named(kit.policy, "none"));
	kit_done(&kit);
}

static void queue__has__acts_and_a_direction(void **state)
{
	struct kit kit;
	const struct policy_queue *queue;

	UNUSED(state);
	kit_read(&kit, "[queue q]\ntitle = Q\nhelp = \"All of it\"\nacts = contact.rated, contact.directed\n"
		       "direction = contact.directed\n");
	kit_good(&kit);
	queue = policy_queue_named(kit.policy, "q");
	assert_int_equal(queue->n_acts, 2);
	assert_string_equal(queue->acts[1], "contact.directed");
	assert_string_equal(queue->direction, "contact.directed");
	assert_string_equal(queue->help, "All of it");
	assert_null(policy_queue_named(kit.policy, "contacts")->direction);
	kit_done(&kit);
}

static void names__are_numbered__in_order_of_first_use(void **state)
{
	struct names *names = names_new();
	char name[16];

	UNUSED(state);
	assert_int_equal(names_find(names, NAME_KIND, "a", 1), -1);
	assert_int_equal(names_number(names, NAME_KIND, "a"), 0);
	assert_int_equal(names_number(names, NAME_KIND, "ab"), 1);
	assert_int_equal(names_number(names, NAME_KIND, "a"), 0);
	assert_int_equal(names_find(names, NAME_KIND, "abc", 2), 1);
	assert_int_equal(names_find(names, NAME_FIELD, "a", 1), -1);
	for (int i = 2; i < 256; i++) {
		snprintf(name, sizeof name, "k%d", i);
		assert_int_equal(names_number(names, NAME_KIND, name), i);
	}
	assert_int_equal(names_number(names, NAME_KIND, "one.too.many"), -1);
	assert_int_equal(names_number(names, NAME_KIND, "k200"), 200);
	assert_string_equal(names_text(names, NAME_KIND, 255), "k255");
	assert_null(names_text(names, NAME_KIND, 256));
	assert_null(names_text(names, NAME_KIND, -1));
	for (int i = 0; i < 1000; i++) {
		snprintf(name, sizeof name, "f%d", i);
		assert_int_equal(names_number(names, NAME_FIELD, name), i);
	}
	names_free(names);
}

static void bundle__is_the_same__packed_and_unpacked(void **state)
{
	struct bundle bundle = kit_bundle("[policy]\n\nfile 3 x.policy\n", kit_holidays), back;
	char *packed = bundle_pack(&bundle), *again;
	struct error err = {0};

	UNUSED(state);
	assert_true(bundle_unpack(&back, packed, &err));
	assert_int_equal(back.n, 2);
	assert_string_equal(back.files[1].name, "x.policy");
	assert_string_equal(back.files[1].text, bundle.files[1].text);
	again = bundle_pack(&back);
	assert_string_equal(packed, again);
	bundle_done(&bundle);
	bundle_done(&back);
	for (size_t cut = 0; cut < strlen(packed); cut++) {
		again[cut] = '\0';
		if (bundle_unpack(&back, again, NULL))
			assert_int_equal(back.n, 1); /* cut between the two files */
		bundle_done(&back);
		again[cut] = packed[cut];
	}
	assert_false(bundle_unpack(&back, "file 9999999999 x.policy\nx\n", &err));
	assert_false(bundle_unpack(&back, "file -1 x.policy\nx\n", &err));
	assert_false(bundle_unpack(&back, "file 1 ../x.policy\nx\n", &err));
	assert_int_equal(err.kind, ERROR_INPUT);
	free(packed);
	free(again);
}

static void put(const char *folder, const char *name, const char *text, mode_t mode)
{
	char path[512];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	assert_int_equal(chmod(path, mode), 0);
}

static void drop(const char *folder, const char *name)
{
	char path[512];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	assert_int_equal(unlink(path), 0);
}

static void folder__is_read__when_it_is_safe(void **state)
{
	char folder[] = "/tmp/caseclock-bundle-XXXXXX", path[64];
	struct bundle bundle;
	struct error err = {0};

	UNUSED(state);
	assert_non_null(mkdtemp(folder));
	assert_false(bundle_read(&bundle, folder, &err));
	assert_non_null(strstr(err.text, "no *.policy file"));
	put(folder, "b.policy", "b", 0644);
	put(folder, "a.json", "{}", 0644);
	put(folder, "README", "not read", 0644);
	put(folder, ".hidden.policy", "not read", 0644);
	assert_true(bundle_read(&bundle, folder, &err));
	assert_int_equal(bundle.n, 2);
	assert_string_equal(bundle.files[0].name, "a.json");
	assert_string_equal(bundle.files[1].text, "b");
	bundle_done(&bundle);
	put(folder, "c.policy", "\xff\xfe", 0644);
	assert_false(bundle_read(&bundle, folder, &err));
	assert_non_null(strstr(err.text, "c.policy: is not UTF-8"));
	put(folder, "c.policy", "c", 0666);
	assert_false(bundle_read(&bundle, folder, &err));
	assert_non_null(strstr(err.text, "anybody may write"));
	drop(folder, "c.policy");
	snprintf(path, sizeof path, "%s/d.policy", folder);
	assert_int_equal(truncate((put(folder, "d.policy", "", 0644), path), 4 * 1024 * 1024 + 1), 0);
	assert_false(bundle_read(&bundle, folder, &err));
	assert_non_null(strstr(err.text, "4 MiB"));
	drop(folder, "d.policy");
	assert_int_equal(chmod(folder, 0777), 0);
	assert_false(bundle_read(&bundle, folder, &err));
	assert_non_null(strstr(err.text, "anybody may write to the folder"));
	drop(folder, "b.policy");
	drop(folder, "a.json");
	drop(folder, "README");
	drop(folder, ".hidden.policy");
	assert_int_equal(rmdir(folder), 0);
	assert_false(bundle_read(&bundle, folder, &err));
	assert_int_equal(err.kind, ERROR_INPUT);
}

static void field__says__when_it_is_needed_how_far_it_goes_and_what_its_lines_are(void **state)
{
	struct kit kit;
	const struct policy_kind *kind;
	const struct policy_field *f;

	UNUSED(state);
	kit_read(&kit, "[event act.set]\n"
		       "title = Set\n"
		       "opens = act\n"
		       "new case = yes\n"
		       "field action = long\n"
		       "field due = required date\n"
		       "field origin = choice of direction, audit\n"
		       "[event act.over]\n"
		       "title = Over\n"
		       "concerns = act\n"
		       "plannable = yes\n"
		       "field how = text\n"
		       "[event e.e]\n"
		       "title = E\n"
		       "field rating = attribute choice of red, amber, green\n"
		       "field reason = asked when rating changes long \"Reason\"\n"
		       "field why = required when rating is one of (red, amber) text\n"
		       "field more = asked when scale is set text\n"
		       "field scale = number 0..10 \"Scaling\" hint \"0 worst\"\n"
		       "field plain = number hint \"any\"\n"
		       "field cold = number -5..-1\n"
		       "field asked_of = asked each open choices of police, health\n"
		       "field acts = lines of act.set (action, due, origin is direction, name) \"Acts\" hint \"h\"\n"
		       "field late = lines of act.set (action, due) from breaches within 7 days \"Late\"\n"
		       "field looked = asked review of t (done = act.over \"Was done\", left = act.over) \"Looked\"\n"
		       "field next = books act.over date \"Next\"\n"
		       "[timescale t]\n"
		       "title = T\nsource = S\nlimit = 1 day\nstart = e.e where asked_of is police\nstop = act.set\n");
	kit_good(&kit);
	kind = policy_kind_named(kit.policy, "e.e");
	f = policy_kind_field(kind, "reason");
	assert_true(f->asked && f->when.changes);
	assert_string_equal(f->when.field, "rating");
	f = policy_kind_field(kind, "why");
	assert_true(f->required && !f->when.changes);
	assert_int_equal(f->when.n_values, 2);
	assert_string_equal(f->when.values[1], "amber");
	f = policy_kind_field(kind, "more");
	assert_int_equal(f->when.n_values, 0);
	f = policy_kind_field(kind, "scale");
	assert_true(f->ranged && f->least == 0 && f->most == 10);
	assert_string_equal(f->label, "Scaling");
	assert_false(policy_kind_field(kind, "plain")->ranged);
	assert_int_equal(policy_kind_field(kind, "cold")->least, -5);
	assert_true(policy_kind_field(kind, "asked_of")->each);
	f = policy_kind_field(kind, "acts");
	assert_int_equal(f->type, FIELD_LINES);
	assert_string_equal(f->lines_of, "act.set");
	assert_int_equal(f->n_parts, 4);
	assert_null(f->parts[0].value);
	assert_string_equal(f->parts[2].value, "direction");
	assert_string_equal(f->label, "Acts");
	assert_int_equal(f->breaches_within, 0);
	f = policy_kind_field(kind, "late");
	assert_int_equal(f->breaches_within, 7);
	assert_string_equal(f->label, "Late");
	f = policy_kind_field(kind, "looked");
	assert_int_equal(f->type, FIELD_REVIEW);
	assert_string_equal(f->review_of, "t");
	assert_int_equal(f->n_verdicts, 2);
	assert_string_equal(f->verdicts[0].label, "Was done");
	assert_string_equal(f->verdicts[1].label, "Left");
	assert_string_equal(f->verdicts[1].kind, "act.over");
	assert_string_equal(f->label, "Looked");
	assert_string_equal(policy_kind_field(kind, "next")->books, "act.over");
	kit_done(&kit);
}

static void field__is_refused__where_it_contradicts_others(void **state)
{
	static const struct {
		const char *line, *says;
	} rows[] = {
		{"field a = asked when b is x text", "expected another field of this event"},
		{"field a = asked when a is set text", "expected another field of this event"},
		{"field a = asked when r changes text\nfield r = choice of x, y", "expected an attribute"},
		{"field a = asked when r is z text\nfield r = choice of x, y", "expected one of its choices"},
		{"field a = asked when r is one of x text\nfield r = choice of x, y", "expected `one of"},
		{"field a = asked when r text\nfield r = choice of x, y", "expected `changes`"},
		{"field a = asked when r is x required when r is y text\nfield r = choice of x, y", "a second"},
		{"field a = number 10..0", "expected the least and the most"},
		{"field a = number 0-10", "expected the least and the most"},
		{"field a = number 0..99999999999", "expected the least and the most"},
		{"field a = ahead text", "`ahead` goes with a moment"},
		{"field a = each choice of x, y", "`each` goes with choices"},
		{"field a = each attribute choices of x, y", "contradict each other"},
		{"field a = lines", "expected `of EVENT"},
		{"field a = lines of care.started", "in brackets"},
		{"field a = lines of no.such (x)", "expected an event of this policy"},
		{"field a = lines of care.started (no_field)", "is no field of that event"},
		{"field a = lines of care.started (placed_on, placed_on)", "stands there twice"},
		{"field a = lines of care.started (legal_status is x)", "expected one of them"},
		{"field a = lines of care.started (legal_status is s20)", "nothing of a line is typed"},
		{"field a = lines of contact.rated (name)", "is no field of that event"},
		{"field a = lines of contact.rated (rating is red, rating)", "stands there twice"},
		{"field a = required lines of care.started (placed_on)", "events of their own"},
		{"field a = lines of e.e (a)", "holds lines itself"},
		{"field a = lines of e.e (b) from breaches", "expected `from breaches within 7 days`"},
		{"field a = lines of e.e (b) from breaches within 7 hours", "expected `days`"},
		{"field a = review", "expected `of TIMESCALE"},
		{"field a = review of t", "in brackets"},
		{"field a = review of t (done e.e)", "expected `=`"},
		{"field a = review of t (done = e.e, done = e.e)", "there twice"},
		{"field a = review of t (done = no.such)", "expected an event of this policy"},
		{"field a = review of t (done = e.e)", "that concerns what is reviewed"},
		{"opens = act\nconcerns = act\nfield a = review of t (done = e.e)", "a field for the words beside it"},
		{"opens = act\nconcerns = act\nfield b = text\nfield a = review of t (done = e.e)", "expected a timescale"},
		{"opens = act\nconcerns = act\nfield b = text\nfield a = required review of t (done = e.e)", "events of their own"},
		{"field a = books e.e date", "plannable = yes"},
		{"field a = books e.e text", "expected the type date or time"},
	};

	UNUSED(state);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct kit kit;
		char text[512];

		snprintf(text, sizeof text, "[event e.e]\ntitle = E\n%s\n", rows[i].line);
		kit_read(&kit, text);
		if (kit.policy != NULL || strstr(kit.complaints, rows[i].says) == NULL)
			fail_msg("%s: %s", rows[i].line, kit.complaints);
		kit_done(&kit);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(field__takes__type_flags_label_hint_and_choices),
		cmocka_unit_test(field__says__when_it_is_needed_how_far_it_goes_and_what_its_lines_are),
		cmocka_unit_test(field__is_refused__where_it_contradicts_others),
		cmocka_unit_test(field__that_limits_a_clock_of_its_event__lies_ahead),
		cmocka_unit_test(event__says__what_it_opens_concerns_and_closes),
		cmocka_unit_test(measure__is_of__one_of_four_types),
		cmocka_unit_test(role__may__what_its_patterns_cover),
		cmocka_unit_test(queue__has__acts_and_a_direction),
		cmocka_unit_test(names__are_numbered__in_order_of_first_use),
		cmocka_unit_test(bundle__is_the_same__packed_and_unpacked),
		cmocka_unit_test(folder__is_read__when_it_is_safe),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
