#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "exchange/map.h"
#include "tests/base/whole.h"

#define HEAD "[map m]\nfrom = csv\n"
#define LIST HEAD "[list a]\ncolumn child = id required from \"ID\"\n"

/* What a map that is not in order is told, each mistake with its line. */
static const struct {
	const char *what, *map, *told;
} mistakes[] = {
	{"nothing", "", "m:1: no [map NAME]\nm:1: no `from`: expected workbook, csv or xml\nm:1: no list\n"},
	{"a kind of file that is none",
	 "[map m]\nfrom = pdf\n"
	 "[list a]\nskip = x\n",
	 "m:2: `pdf`: no kind of file, expected workbook, csv or xml\n"
	 "m:1: no `from`: expected workbook, csv or xml\n"},
	{"xml beside csv", "[map m]\nfrom = xml csv\n[list a]\nskip = x\nunit = a\nrow = b\n",
	 "m:2: a map of xml is of nothing else\n"},
	{"an unknown section", HEAD "[lists a]\n[list b]\nskip = x\n",
	 "m:3: `lists`: no such section, expected map, codes or list\n"},
	{"a section without end", HEAD "[list a\nskip = x\n",
	 "m:3: a section is written as [KIND NAME] on a line of its own\n"
	 "m:4: `skip`: nothing of this name belongs here\nm:1: no list\n"},
	{"no equals sign", LIST "column x\nmake child =\n", "m:5: expected NAME = VALUE\n"},
	{"an open quote", LIST "column x = text from \"X\nmake child =\n",
	 "m:5: a quote that is not closed on its line\n"},
	{"a type that is none", LIST "column x = day\nmake child =\n",
	 "m:5: expected text, id, date, time, number, code or codes first\n"},
	{"codes that are not there", LIST "column x = code sex from X\nmake child =\n",
	 "m:5: `sex`: no [codes] of this name stand above\n"},
	{"a column twice", LIST "column child = id\nmake child =\n",
	 "m:5: `child`: this column is there twice\n"},
	{"a column named as a word of make", LIST "column at = date\nmake child =\n",
	 "m:5: `at`: this word means something in `make`, and is no name\n"},
	{"before a column that is not there", LIST "column x = date not before y\nmake child =\n",
	 "m:5: `y`: no column of this name stands above\n"},
	{"an event without a date", LIST "make a.b = about a\n",
	 "m:5: an event needs `at COLUMN`, the date or time on which it happened\n"
	 "m:3: nothing is made of its rows: expected `make`\n"},
	{"an event on a text", LIST "make a.b = at child\n",
	 "m:5: the column after `at` is neither a date nor a time\n"
	 "m:3: nothing is made of its rows: expected `make`\n"},
	{"a constant without a field", LIST "column x = date\nmake a.b = at x with \"y\"\n",
	 "m:6: what is the same for all needs `as FIELD`\nm:3: nothing is made of its rows: expected "
	 "`make`\n"},
	{"no child", HEAD "[list a]\ncolumn x = date\nmake a.b = at x\n",
	 "m:3: no required column `child`, or `skip` with the reason why it is not taken in\n"},
	{"xml without paths", "[map m]\nfrom = xml\n[list a]\nskip = x\n",
	 "m:3: a list of xml needs `unit` and `row`\n"},
	{"a line that goes on with nothing", "[map m]\n from = csv\n[list a]\nskip = x\n",
	 "m:2: a line that begins with a blank goes on with an entry, and there is none before it\n"
	 "m:1: no `from`: expected workbook, csv or xml\n"},
	{"no UTF-8", "[map m]\nfrom = \xFF\n", "m:1: it is not UTF-8\n"},
};

static void map__that_is_wrong__is_told_with_its_lines(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++) {
		struct str_buf told = {0};
		struct error err = {0};
		struct map *map = map_parse("m", mistakes[i].map, strlen(mistakes[i].map), &told, &err);

		if (map || strcmp(told.text ? told.text : "", mistakes[i].told) != 0)
			fail_msg("%s: %s", mistakes[i].what, told.text ? told.text : "nothing told");
		assert_int_equal(err.kind, ERROR_INPUT);
		assert_true(strncmp(told.text, err.text, strlen(err.text)) == 0);
		str_done(&told);
	}
}

static void map__is_read__as_it_says(void **state)
{
	static const char text[] = HEAD "title = A, B ; not this\n[codes sex]\nmale = \"a) Male\" M\n"
					"[list a]\ntitle = The list\nsheet = \"List 1*\"\n"
					"column child = id required from \"ID\" \"Child's ID\"\n"
					"column sex = code sex open lenient needed\n"
					"column on = date\n"
					"; a remark\n"
					"column end = time not before on\n    ; another\n    from \"End\"\n"
					"make child = sex, \"x\" as note\n"
					"make a.b = when sex is not male or none, at on about thing child on "
					"out of case child with end as till\n";
	struct error err = {0};
	struct map *map = map_parse("m", text, strlen(text), NULL, &err);
	const struct map_list *list;

	(void)state;
	if (!map)
		fail_msg("%s", err.text);
	list = &map->lists[0];
	assert_string_equal(map->title, "A, B");
	assert_true(map->csv && !map->workbook && !map->xml);
	assert_string_equal(list->sheets[0], "list1*");
	assert_int_equal(list->columns[0].n, 2);
	assert_string_equal(list->columns[0].keys[1], "childsid");
	assert_true(list->columns[1].open && list->columns[1].lenient && list->columns[1].needed);
	assert_false(list->columns[1].required);
	assert_int_equal(list->columns[3].not_before, 2);
	assert_int_equal(list->columns[3].type, MAP_TIME);
	assert_int_equal(list->n_makes, 2);
	assert_true(list->makes[0].child && list->makes[0].values[1].column < 0);
	assert_string_equal(list->makes[0].values[1].constant, "x");
	assert_true(list->makes[1].negated && list->makes[1].n_is == 2);
	assert_string_equal(list->makes[1].about.type, "thing");
	assert_int_equal(list->makes[1].about.n, 2);
	assert_string_equal(list->makes[1].out_of.type, "case");
	assert_string_equal(list->makes[1].values[0].name, "till");
	map_free(map);
}

static void shipped_maps__are__in_order(void **state)
{
	static const struct {
		const char *name;
		size_t lists;
	} shipped[] = {{"annex-a", 11}, {"cin", 7}, {"ssda903", 7}, {"contacts-example", 1}};

	(void)state;
	for (size_t i = 0; i < sizeof(shipped) / sizeof(shipped[0]); i++) {
		char path[128];
		char *text;
		struct error err = {0};
		struct map *map;

		snprintf(path, sizeof(path), "data/exchange/%s.map", shipped[i].name);
		text = whole_source(path);
		map = map_parse(shipped[i].name, text, strlen(text), NULL, &err);
		if (!map)
			fail_msg("%s", err.text);
		assert_int_equal(map->n_lists, shipped[i].lists);
		map_free(map);
		free(text);
	}
}

static void example_in_the_manual__is__in_order(void **state)
{
	static const char begin[] = ".Bd -literal -offset indent\n";
	char *page = whole_source("man/caseclock-map.5");
	const char *from = strstr(page, begin), *to = from ? strstr(from, ".Ed") : NULL;
	struct error err = {0};
	struct map *map;

	(void)state;
	assert_non_null(to);
	from += sizeof(begin) - 1;
	map = map_parse("example", from, (size_t)(to - from), NULL, &err);
	if (!map)
		fail_msg("%s", err.text);
	assert_int_equal(map->lists[0].n_makes, 3);
	map_free(map);
	free(page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(map__that_is_wrong__is_told_with_its_lines),
		cmocka_unit_test(map__is_read__as_it_says),
		cmocka_unit_test(shipped_maps__are__in_order),
		cmocka_unit_test(example_in_the_manual__is__in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
