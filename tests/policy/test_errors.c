/* Every mistake is reported once, at its line, with what was expected. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "kit.h"

#define UNUSED(x) (void)(x)

/* A timescale whose seventh line is the one under test. */
#define T "[timescale t]\ntitle = T\nsource = S\nstart = contact.received\nstop = contact.closed\n"
#define L "limit = 1 day\n"

struct row {
	const char *text;
	int line; /* after the head */
	const char *one, *two;
};

static void refuse_all(const struct row *rows, size_t n)
{
	int wrong = 0;

	for (size_t i = 0; i < n; i++)
		if (!kit_refuses(rows[i].text, rows[i].line, rows[i].one, rows[i].two))
			wrong++;
	assert_int_equal(wrong, 0);
}

#define REFUSE(rows) refuse_all(rows, sizeof rows / sizeof rows[0])

static void line__is_refused__when_it_is_no_entry(void **state)
{
	static const struct row rows[] = {
		{"[nonsense x]\n", 1, "[nonsense]", "timescale"},
		{"[queue]\ntitle = x\n", 1, "has no key", NULL},
		{"[queue two words]\ntitle = x\n", 1, "`two words`", NULL},
		{"[queue x\n", 1, "does not end", NULL},
		{"[queue a/b]\ntitle = x\n", 1, "`a/b`", NULL},
		{"[queue contacts]\ntitle = x\n", 1, "second time", "x.policy:10"},
		{"[queue x]\nhello\ntitle = X\n", 2, "`hello`", "key = value"},
		{"[queue x]\ntitle = X\n  help = y\n", 3, "left edge", NULL},
		{"[queue x]\n  title\ntitle = X\n", 2, "left edge", NULL},
		{"[queue x]\ntitle = X\ntitle = Y\n", 3, "second time", "line 66"},
		{"[queue x]\ntitle =\n", 2, "no value", NULL},
		{"[queue x]\nhelp = X\n", 1, "`title` is missing", NULL},
		{"[queue x]\ntitle = X\ncolour = red\n", 3, "`colour`", "title, help, acts, direction"},
		{"[queue x]\ntitle = a\x01z\ntitle = X\n", 2, "control character", NULL},
		{"[queue x]\ntitle = X\nacts = contact.lost\n", 3, "`contact.lost`", NULL},
		{"[queue x]\ntitle = X\nacts = contact.rated contact.closed\n", 3, "a comma", NULL},
		{"[queue x]\ntitle = X\ndirection = rated\n", 3, "`rated`", NULL},
		{"[queue x]\ntitle = X\nacts = \"contact.rated\n", 3, "not closed", NULL},
	};

	UNUSED(state);
	REFUSE(rows);
}

static void number__is_refused__when_it_is_not_whole_and_in_range(void **state)
{
	static const struct row rows[] = {
		{T "limit = -1 days\n", 6, "`-1 days`", "whole number"},
		{T "limit = 0 days\n", 6, "`0 days`", "at least 1"},
		{T "limit = 2147483648 days\n", 6, "`2147483648 days`", NULL},
		{T "limit = 4294967296 hours\n", 6, "4294967296", NULL},
		{T "limit = 100001 days\n", 6, "100001", "100 000"},
		{T "limit = NaN days\n", 6, "`NaN", NULL},
		{T "limit = 1e3 days\n", 6, "1e3", NULL},
		{T "limit = 4.5 hours\n", 6, "4.5", NULL},
		{T "limit = +4 hours\n", 6, "+4", NULL},
		{T "limit = four hours\n", 6, "four", NULL},
		{T "limit = 4\n", 6, "`4", NULL},
		{T "limit = 4 fortnights\n", 6, "fortnights", NULL},
		{T "limit = 4 hours 30 minutes\n", 6, "`30`", NULL},
		{T "limit = days\n", 6, "days", NULL},
		{T "limit = , 4 hours\n", 6, "`,`", NULL},
		{T L "warn = 0 hours\n", 7, "0 hours", NULL},
		{T L "warn = -1 hours\n", 7, "-1", NULL},
		{T L "warn = 100 %\n", 7, "99", NULL},
		{T L "warn = at day 0\n", 7, "`0`", NULL},
		{T L "warn = at day x\n", 7, "`x`", NULL},
		{T L "warn = at noon\n", 7, "`noon`", NULL},
		{T L "target = 101 %\n", 7, "101", NULL},
		{T L "target = 85\n", 7, "85 %", NULL},
		{T L "target = -5 %\n", 7, "-5", NULL},
		{T L "target = 85.55 %\n", 7, "85.55", NULL},
		{T L "target = NaN %\n", 7, "NaN", NULL},
		{T L "not before = 0 working days\n", 7, "at least 1", NULL},
		{T L "from = 2024-02-30\n", 7, "2024-02-30", NULL},
		{T L "from = 01/02/2024\n", 7, "01/02/2024", NULL},
		{T L "from = 1999-12-31\n", 7, "2000", NULL},
		{T L "repeat = maybe\n", 7, "yes or no", NULL},
	};

	UNUSED(state);
	REFUSE(rows);
}

static void timescale__is_refused__when_something_is_missing_or_unknown(void **state)
{
	static const struct row rows[] = {
		{T, 1, "`limit` is missing", "10 working days"},
		{"[timescale t]\ntitle = T\nsource = S\nstop = contact.closed\n" L, 1, "`start` is missing",
		 NULL},
		{"[timescale t]\ntitle = T\nstart = contact.received\nstop = contact.closed\n" L, 1,
		 "`source`", NULL},
		{"[timescale t]\nsource = T\nstart = contact.received\nstop = contact.closed\n" L, 1,
		 "`title`", NULL},
		{"[timescale t]\ntitle = T\nsource = S\nstart = contact.received\n" L, 1, "`stop` is missing",
		 NULL},
		{T L "lenght = 3\n", 7, "`lenght`", "limit"},
		{T L "queue = nowhere\n", 7, "`nowhere`", NULL},
		{T L "calendar = moon\n", 7, "`moon`", NULL},
		{T L "until = contact.lost\n", 7, "`contact.lost`", NULL},
		{T L "until = contact.decided,\n\n  contact.closed,\n  contact.lost\n", 10, "`contact.lost`",
		 NULL},
		{T L "until = #nothing\n", 7, "tag", NULL},
		{T L "until = contact.decided contact.closed\n", 7, "a comma", NULL},
		{T L "until = contact.decided where outcome is one of nfa, referral\n", 7, "`referral`",
		 "brackets"},
		{T L "when = colour is red\n", 7, "`colour`", "rating"},
		{T L "when = rating is mauve\n", 7, "`mauve`", "red, amber, green"},
		{T L "when = rating is\n", 7, "a value", NULL},
		{T L "when = rating red\n", 7, "`red`", "`is` or `has`"},
		{T L "when = rating has red\n", 7, "`rating is VALUE`", NULL},
		{T L "when = rating is one red\n", 7, "`of`", NULL},
		{T L "when = rating is one of (red, amber\n", 7, "`)`", NULL},
		{T L "when = rating is red or\n", 7, "`and`", NULL},
		{T L "until = strategy.held where agencies is police\n", 7, "agencies has VALUE", NULL},
		{T L "until = strategy.held where agencies has army\n", 7, "`army`", "police"},
		{T L "until = strategy.held where agencies has at least 0\n", 7, "`0`", NULL},
		{T L "until = strategy.held where agencies has at most 3\n", 7, "`most`", NULL},
		{T L "until = visit.held where seen is perhaps\n", 7, "`perhaps`", "yes, no"},
		{T L "when = age of child over 5 years\n", 7, "`over`", NULL},
		{T L "when = age of castle under 5 years\n", 7, "`castle`", NULL},
		{T L "when = age of child under 5 hours\n", 7, "`5`", "years"},
		{T L "when = age of child under 5\n", 7, "`5", NULL},
		{T L "reopen = maybe\n", 7, "new, continue or exclude", NULL},
		{T L "roll = up\n", 7, "leave, back or forward", NULL},
		{T L "count = from-day-2\n", 7, "from-day-1", NULL},
		{T L "scope = world\n", 7, "about or case", NULL},
		{T L "every = blue moon\n", 7, "`blue`", NULL},
		{T L "every = 2 months\n", 7, "`from`", NULL},
		{T L "every = 2 hours from 2024-01-01\n", 7, "weeks, months", NULL},
		{T L "every = 0 weeks from 2024-01-01\n", 7, "at least 1", NULL},
		{T L "every = dates 2024-01-08, 2024-01-08\n", 7, "in order", NULL},
		{T L "every = Monday Tuesday\n", 7, "`Tuesday`", NULL},
	};

	UNUSED(state);
	REFUSE(rows);
}

#define C "[timescale t]\ntitle = T\nsource = S\n"

static void timescale__is_refused__when_its_lines_contradict_each_other(void **state)
{
	static const struct row rows[] = {
		{T L "from = 2024-02-01\nto = 2024-02-01\n", 1, "`to` is not after `from`", NULL},
		{T L "each start = yes\nrestart = yes\n", 1, "contradict", NULL},
		{T L "repeat = yes\nevery = Monday\n", 1, "contradict", NULL},
		{T L "pause = visit.held\n", 1, "go together", NULL},
		{T L "measured only = yes\nqueue = contacts\n", 1, "measured only", NULL},
		{T L "count = from-day-1\n", 1, "working days", NULL},
		{T "limit = 4 hours\nroll = back\n", 1, "roll", NULL},
		{T "limit = 4 office hours\n", 1, "office hours", NULL},
		{T L "warn = 1 office hour\n", 1, "office hours", NULL},
		{T "limit = 4 hours\nwarn = at day 2\n", 1, "at day", NULL},
		{T "limit = 1 day, then 2 days\n", 1, "repeat = yes", NULL},
		{T "limit = 1 day, 2 days\n", 1, "two lengths", NULL},
		{T "limit = 1 day after contact.rated\n", 1, "contact.received", NULL},
		{T "limit = 1 day before\n", 1, "planned", NULL},
		{T "limit = half of 4 hours\n", 1, "half of", NULL},
		{T "limit = by review_on\n", 1, "contact.received", "review_on"},
		{T "limit = by source\n", 6, "`source`", "date"},
		{T "limit = by nothing\n", 6, "`nothing`", "date"},
		{C "start = planned conference.initial\nstop = visit.held\nlimit = 3 days\n", 1, "planned",
		 NULL},
		{C "start = care.started, 4 weeks after visit.held\nstop = visit.held\nrepeat = yes\n" L, 1,
		 "after itself", NULL},
		{C "start = care.started\nuntil = case.closed\nrepeat = yes\n" L, 1, "`repeat`", NULL},
		{C "start = 16th care.started\nstop = visit.held\n" L, 4, "birthday", NULL},
		{C "start = 16th birthday\nstop = visit.held\n" L, 4, "`with`", NULL},
		{C "start = 4 weeks care.started\nstop = visit.held\n" L, 4, "`after`", NULL},
		{C "start = on legal_status of care.started\nstop = visit.held\n" L, 4, "`legal_status`",
		 NULL},
		{C "start = on placed_on of visit.held\nstop = visit.held\n" L, 4, "`placed_on`", NULL},
		{T L T L, 7, "x.policy:65", "in force beside"},
		{T L "to = 2024-03-01\n" T L "from = 2024-02-01\n", 8, "in force beside", NULL},
	};

	UNUSED(state);
	REFUSE(rows);
}

#define E "[event e.e]\ntitle = E\n"

static void event__is_refused__with_its_line(void **state)
{
	static const struct row rows[] = {
		{"[event e.e]\nopens = x\n", 1, "`title`", NULL},
		{E "field x = colour\n", 3, "`colour`", "text, long"},
		{E "field x = choice\n", 3, "choice among nothing", NULL},
		{E "field x = choice of a, a\n", 3, "second time", NULL},
		{E "field x = choice of a,\n", 3, "a code", NULL},
		{E "field x = choice of \"a,b\"\n", 3, "without a comma", NULL},
		{E "field x = choice from nowhere\n", 3, "`nowhere`", NULL},
		{E "field x = date of a, b\n", 3, "choice or choices", NULL},
		{E "field x = open date\n", 3, "`open`", NULL},
		{E "field x = text \"X\" hint none\n", 3, "`none`", NULL},
		{E "field x = text\nfield x = date\n", 4, "second time", NULL},
		{E "field x y = text\n", 3, "one word", NULL},
		{E "field = text\n", 3, "`field`", NULL},
		{E "concerns = castle\n", 1, "no event opens", NULL},
		{E "opens = a\nout of = castle\n", 1, "no event opens", NULL},
		{E "out of = contact\n", 1, "`opens`", NULL},
		{E "opens = a\nconcerns = contact\n", 1, "one of the two", NULL},
		{E "concerns = child\n", 1, "`concerns = child`", NULL},
		{E "not by = contact.lost\n", 1, "the key of an event", NULL},
		{E "closes = yes\nreopens = yes\n", 1, "one of the two", NULL},
		{E "opens = a b\n", 3, "one word", NULL},
		{E "new case = true\n", 3, "yes or no", NULL},
		{E "opens = a\nout of = a\n", 1, "in a circle", NULL},
		{"[choices x]\n", 1, "holds none", NULL},
		{"[choices x]\na b = C\n", 2, "one word", NULL},
		{"[choices x]\na = \"C\" \"D\" gone\n", 2, "`gone`", NULL},
	};

	UNUSED(state);
	REFUSE(rows);
}

static void opening__is_refused__when_it_goes_round(void **state)
{
	struct kit kit;

	UNUSED(state);
	kit_read(&kit, "[event a.a]\ntitle = A\nopens = a\nout of = b\n[event b.b]\ntitle = B\nopens = "
		       "b\nout of = c\n"
		       "[event c.c]\ntitle = C\nopens = c\nout of = contact or a\n");
	assert_null(kit.policy);
	assert_int_equal(kit.n, 3);
	assert_non_null(strstr(kit.complaints, "x.policy:65: event a.a"));
	assert_non_null(strstr(kit.err.text, "(and 2 more)"));
	kit_done(&kit);
}

#define M "[measure m]\ntitle = M\nsource = S\n"

static void measure_and_role__are_refused__with_their_line(void **state)
{
	static const struct row rows[] = {
		{M, 1, "`timescale` alone", NULL},
		{M "of = contact.decided\n", 1, "one of `with`", NULL},
		{M "of = contact.decided\nwith = outcome is lost\n", 5, "`lost`", NULL},
		{M "of = contact.decided\nwith = outcome is nfa\nwithin = 12 months\n", 1, "one of `with`",
		 NULL},
		{M "of = contact.decided\nwithin = a year\n", 5, "`a", NULL},
		{M "of = contact.decided\nafter = contact.lost\n", 5, "`contact.lost`", NULL},
		{M "timescale = none\n", 4, "`none`", NULL},
		{M "of = contact.decided\nwith = outcome is nfa\ntarget = 5 %\nat most = 5 %\n", 1,
		 "contradict", NULL},
		{T L "[measure t]\ntitle = M\nsource = S\nof = contact.decided\nwith = outcome is nfa\n", 7,
		 "another key", NULL},
		{"[role r]\ntitle = R\n", 1, "`may`", NULL},
		{"[role r]\ntitle = R\nmay = fly\n", 3, "`fly`", "record:EVENT"},
		{"[role r]\ntitle = R\nmay = view, record:contact.lost\n", 3, "record:contact.lost", NULL},
		{"[role r]\ntitle = R\nmay = view record:contact.rated\n", 3, "a comma", NULL},
	};

	UNUSED(state);
	REFUSE(rows);
}

static void file__is_refused__without_policy_zone_or_calendar(void **state)
{
	static const struct {
		const char *text, *one;
	} rows[] = {
		{"", "no section [policy]"},
		{"[policy]\nname = x\nversion = 1\n[calendar default]\nnation = none\n", "`zone` is missing"},
		{"[policy]\nname = x\nversion = 1\nzone = Mars/Base\n[calendar default]\nnation = none\n",
		 "Mars/Base"},
		{"[policy]\nname = x\nversion = 1\nzone = UTC\n", "[calendar default]"},
		{"[policy]\nname = x\nversion = 1\nzone = UTC\n[calendar other]\nnation = none\n",
		 "[calendar default]"},
		{"[policy]\nname = x\nversion = 1\nzone = UTC\n[calendar default]\nweek = Mon-Fri\n",
		 "`nation` is missing"},
		{"x = y\n[policy]\nname = x\nversion = 1\nzone = UTC\n[calendar default]\nnation = none\n",
		 "x.policy:1: `x = y`"},
		{"[policy x]\nname = x\nversion = 1\nzone = UTC\n[calendar default]\nnation = none\n",
		 "no key"},
	};

	UNUSED(state);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct kit kit;

		kit_read_alone(&kit, rows[i].text);
		assert_null(kit.policy);
		if (kit.n < 1 || strstr(kit.complaints, rows[i].one) == NULL)
			fail_msg("%s: expected `%s`, got %s", rows[i].text, rows[i].one, kit.complaints);
		kit_done(&kit);
	}
}

/* Any cut and any single changed byte of a policy is read or refused, never a crash. */
static void text__of_any_kind__is_read_or_refused(void **state)
{
	static const char more[] = T "limit = 3 months, then 6 months\nrepeat = yes\nwarn = at day 25, 75 "
				     "%\nwhen = rating is one of red, "
				     "amber and age of child under 5 years\n[measure m]\ntitle = M\nsource = "
				     "S\nof = contact.decided where "
				     "outcome is set\nwithin = 12 months\n[role r]\ntitle = R\nmay = view, "
				     "record:*\n[calendar z]\nnation = "
				     "none\nclosed = 12-24..01-02 yearly Closed\nhours = Fri 22:00-06:00\n";
	static const char bytes[] = "\n ,()\"=[]#;-9%\\\x01";
	size_t n = strlen(kit_head) + sizeof more - 1;
	char *whole = mem_new(n + 1), *text = mem_new(n + 1);
	uint32_t seed = 1;

	UNUSED(state);
	snprintf(whole, n + 1, "%s%s", kit_head, more);
	for (size_t cut = 0; cut < n; cut += 7) {
		struct kit kit;

		memcpy(text, whole, cut);
		text[cut] = '\0';
		kit_read_alone(&kit, text);
		kit_done(&kit);
	}
	for (int i = 0; i < 2000; i++) {
		struct kit kit;

		memcpy(text, whole, n + 1);
		for (int j = 0; j < 3; j++) {
			seed = seed * 1664525U + 1013904223U;
			text[(seed >> 8) % n] = bytes[(seed >> 4) % (sizeof bytes - 1)];
		}
		kit_read_alone(&kit, text);
		kit_done(&kit);
	}
	free(whole);
	free(text);
}

static void line__may_be__64_kib_long(void **state)
{
	struct str_buf text = {0};
	struct kit kit;

	UNUSED(state);
	str_add(&text, "[queue long]\ntitle = ");
	for (int i = 0; i < 70000; i++)
		str_add_char(&text, 'x');
	str_add(&text, "\n");
	kit_read(&kit, text.text);
	kit_good(&kit);
	assert_int_equal(strlen(policy_queue_named(kit.policy, "long")->title), 70000);
	str_done(&text);
	kit_done(&kit);
}

/* What a case weighs: the figure, and what must be open for it. */
static void weight__is_refused__at_its_line(void **state)
{
	static const struct row rows[] = {
		{"[weight w]\ntitle = W\nweight = heavy\nwhen = contact is open\n", 3, "weight = `heavy`", "such as 1.5"},
		{"[weight w]\ntitle = W\nweight = -1\nwhen = contact is open\n", 3, "weight = `-1`", "such as 1.5"},
		{"[weight w]\ntitle = W\nweight = 0\nwhen = contact is open\n", 3, "weight = `0`", "such as 1.5"},
		{"[weight w]\ntitle = W\nweight = 1.25\nwhen = contact is open\n", 3, "weight = `1.25`", "one decimal"},
		{"[weight w]\ntitle = W\nweight = 10.5\nwhen = contact is open\n", 3, "weight = `10.5`", "such as 1.5"},
		{"[weight w]\ntitle = W\nweight = 11\nwhen = contact is open\n", 3, "weight = `11`", "such as 1.5"},
		{"[weight w]\ntitle = W\nweight = 1.5 cases\nwhen = contact is open\n", 3, "1.5 cases", "such as 1.5"},
		{"[weight w]\ntitle = W\nweight = 1.5\nwhen = dragon is open\n", 4, "opened by an event", "cp is open"},
		{"[weight w]\ntitle = W\nweight = 1.5\nwhen = contact is closed\n", 4, "`is open`", NULL},
		{"[weight w]\ntitle = W\nweight = 1.5\nwhen = contact is open and\n", 4, "`or` or nothing more", NULL},
		{"[weight w]\ntitle = W\nwhen = contact is open\n", 1, "`weight` is missing", "1.5"},
		{"[weight w]\ntitle = W\nweight = 1.5\n", 1, "`when` is missing", NULL},
		{"[weight w]\nweight = 1.5\nwhen = contact is open\n", 1, "`title` is missing", NULL},
		{"[weight w]\ntitle = W\nweight = 1.5\nwhen = contact is open\ncases = 3\n", 5, "`cases`", "weight"},
	};

	UNUSED(state);
	REFUSE(rows);
}

/* How much one carries. */
static void ceiling__is_refused__at_its_line(void **state)
{
	static const struct row rows[] = {
		{"[ceiling c]\ncases = many\n", 2, "many", "number"},
		{"[ceiling c]\ncases = -3\n", 2, "-3", NULL},
		{"[ceiling c]\ncases = 1001\n", 2, "1001", NULL},
		{"[ceiling c]\ncases = 12.5\n", 2, "12.5", NULL},
		{"[ceiling c]\ncases = 12 children\n", 2, "children", NULL},
		{"[ceiling c]\nkind = agency\n", 1, "`cases` is missing", NULL},
		{"[ceiling c]\ncases = 12\ncases = 13\n", 3, "second time", NULL},
		{"[ceiling c]\ncases = 12\nweight = 2\n", 3, "`weight`", "cases"},
		{"[ceiling c]\ncases = 12\n[ceiling c]\ncases = 13\n", 3, "second time", NULL},
	};

	UNUSED(state);
	REFUSE(rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(line__is_refused__when_it_is_no_entry),
		cmocka_unit_test(number__is_refused__when_it_is_not_whole_and_in_range),
		cmocka_unit_test(weight__is_refused__at_its_line),
		cmocka_unit_test(ceiling__is_refused__at_its_line),
		cmocka_unit_test(timescale__is_refused__when_something_is_missing_or_unknown),
		cmocka_unit_test(timescale__is_refused__when_its_lines_contradict_each_other),
		cmocka_unit_test(event__is_refused__with_its_line),
		cmocka_unit_test(opening__is_refused__when_it_goes_round),
		cmocka_unit_test(measure_and_role__are_refused__with_their_line),
		cmocka_unit_test(file__is_refused__without_policy_zone_or_calendar),
		cmocka_unit_test(text__of_any_kind__is_read_or_refused),
		cmocka_unit_test(line__may_be__64_kib_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
