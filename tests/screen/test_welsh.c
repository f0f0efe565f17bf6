/* The screens in Welsh: every word from the catalogue, whole or cut with an ellipsis, and columns that
 * line up although its words are longer than the English ones. */
#include "config.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "tests/base/whole.h"
#include "tests/screen/caseload.h"
#include "tui/keymap.h"
#include "tui/keys.h"

/* A locale that is not plain C, so that LANGUAGE counts, and whose letters are UTF-8. */
static const char *const locales[] = {"C.UTF-8", "cy_GB.UTF-8", "en_GB.UTF-8", "en_US.UTF-8"};

static const char *locale;	/* the one that was found; NULL: no catalogue or no such locale */

static void find_locale(void)
{
	setenv("LANGUAGE", "cy", 1);
	bindtextdomain(PACKAGE, BUILDDIR "/locale");
	textdomain(PACKAGE);
	for (size_t i = 0; !locale && i < sizeof locales / sizeof *locales; i++)
		if (setlocale(LC_ALL, locales[i]) && strcmp(_("Queues"), "Queues") != 0)
			locale = locales[i];
}

static struct pty *open_welsh(const struct caseload *load, int rows, int cols)
{
	static const char program[] = "tests/screen/screens";
	const char *const argv[] = {program,	 "open",     load->database, load->clock,
				    load->policy, "contacts", NULL};
	char all[48];
	const char *const env[] = {"TERM=xterm-256color", all, "LANGUAGE=cy", "PATH=/usr/bin:/bin", NULL};
	struct pty_spec spec = {argv, env, rows, cols};

	if (!locale)
		skip();
	snprintf(all, sizeof all, "LC_ALL=%s", locale);
	return pty_start(&spec);
}

/* ---- the columns of a queue ---- */

struct title {
	const char *text;
	bool right;
	const char *const *words;	/* what may stand in it, NULL: anything */
};

static const char *const ratings[] = {N_("Red"), N_("Amber"), N_("Green"), "-", NULL};
static const char *const statuses[] = {N_("overdue"), N_("due soon"), N_("on track"), NULL};

static const struct title titles[] = {
	{N_("Reference"), false, NULL}, {N_("Name"), false, NULL},   {N_("Age"), true, NULL},
	{N_("Rating"), false, ratings}, {N_("Clock"), false, NULL},  {N_("Status"), false, statuses},
	{N_("Time left"), true, NULL},  {N_("Due"), false, NULL},    {N_("Dir"), false, NULL},
	{N_("Worker"), false, NULL},    {N_("Team"), false, NULL},
};

static bool blank(struct pty *pty, int y, int x)
{
	return x < 0 || strcmp(pty_cell(pty, y, x).text, " ") == 0;
}

/* The cells [x, x + n) of a line. */
static char *cells(struct pty *pty, int y, int x, int n)
{
	struct str_buf out = {0};

	str_add(&out, "");
	for (int i = 0; i < n; i++)
		str_add(&out, pty_cell(pty, y, x + i).text);
	return str_take(&out);
}

/* Where a title stands whole in the line of titles, -1 when its column was dropped. */
static int title_at(struct pty *pty, const char *text, int cols)
{
	int n = utf8_width(text);

	for (int x = 0; x + n <= cols; x++) {
		char *here = cells(pty, 1, x, n);
		bool same = strcmp(here, text) == 0 && blank(pty, 1, x - 1);

		free(here);
		if (same)
			return x;
	}
	return -1;
}

static bool begins_with_one_of(const char *text, const char *const *words)
{
	for (; *words; words++) {
		size_t n = strlen(_(*words));

		if (strncmp(text, _(*words), n) == 0 && (text[n] == ' ' || !text[n]))
			return true;
	}
	return false;
}

/* "2a 13m ar ôl" or "1d 3a dros" ends just before the cell x. */
static bool time_left_ends_at(struct pty *pty, int y, int x)
{
	static const char *const forms[] = {N_("%s left"), N_("%s over")};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		const char *tail = strstr(_(forms[i]), "%s") + 2;
		int n = utf8_width(tail);
		char *here = cells(pty, y, x - n, n);
		bool same = strcmp(here, tail) == 0;

		free(here);
		if (same)
			return true;
	}
	return false;
}

static void expect_cell(struct pty *pty, const struct title *title, int y, int x, int cols)
{
	int last = x + utf8_width(_(title->text));

	if (title->right) {
		if (!blank(pty, 1, last))
			last++;		/* the sign of the order */
		EXPECT(pty, !blank(pty, y, last - 1) && (last >= cols || blank(pty, y, last)));
		if (strcmp(title->text, "Time left") == 0)
			EXPECT(pty, time_left_ends_at(pty, y, last));
		return;
	}
	EXPECT(pty, !blank(pty, y, x) && blank(pty, y, x - 1));
	if (title->words) {
		char *rest = cells(pty, y, x, cols - x);

		EXPECT(pty, begins_with_one_of(rest, title->words));
		free(rest);
	}
}

static void expect_columns(struct pty *pty, int cols, int least)
{
	char *line;
	int shown = 0;

	pty_settle(pty, 100);
	line = pty_line(pty, 1);
	EXPECT(pty, !strstr(line, "\u2026"));
	free(line);
	EXPECT(pty, !blank(pty, 2, 3) && !blank(pty, 6, 3));	/* there are rows to look at */
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
		int x = title_at(pty, _(titles[i].text), cols);

		if (x < 0)
			continue;
		shown++;
		for (int y = 2; blank(pty, y, 2) && !blank(pty, y, 3); y++)
			expect_cell(pty, &titles[i], y, x, cols);
	}
	EXPECT(pty, shown >= least);
}

/* ---- the key bar ---- */

static bool is_label(const char *text)
{
	size_t n;
	const struct binding *all = keymap_all(&n);

	for (size_t i = 0; i < n; i++)
		if (all[i].label && strcmp(_(all[i].label), text) == 0)
			return true;
	return false;
}

/* "F1 bysellau  F3 canfod": a key, a blank, a whole label; two blanks between them. */
static void expect_bar(struct pty *pty, int rows, int least)
{
	char *line = pty_line(pty, rows - 1), *at = line;
	int keys = 0;

	while (*at) {
		char *stop = strstr(at, "  "), *label;

		if (stop)
			*stop = '\0';
		label = strchr(at, ' ');
		EXPECT(pty, label && is_label(label + 1));
		keys++;
		at = stop ? stop + 2 : at + strlen(at);
	}
	EXPECT(pty, keys >= least);
	free(line);
}

static void queue__is_whole_in_columns_of_longer_words(void **state)
{
	static const struct {
		int rows, cols, columns, keys;
	} sizes[] = {{24, 80, 7, 5}, {50, 160, 11, 10}};

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct pty *pty = open_welsh(*state, sizes[i].rows, sizes[i].cols);
		char header[128], overdue[64];

		snprintf(overdue, sizeof overdue, _("%lld overdue"), 3LL);
		snprintf(header, sizeof header, "%s %s 14  %s", _("TRAINING"), _("Contacts"), overdue);
		EXPECT_TEXT(pty, header);
		EXPECT_TEXT(pty, _("keys"));
		EXPECT_TEXT(pty, "Gwe 1 Maw 10:00");
		expect_columns(pty, sizes[i].cols, sizes[i].columns);
		expect_bar(pty, sizes[i].rows, sizes[i].keys);
		pty_leave(pty);
	}
}

static void smallest_window__has_whole_words_and_a_smaller_one_says_so(void **state)
{
	struct pty *pty = open_welsh(*state, 11, 41);
	char *line;

	EXPECT_TEXT(pty, "W-1010");
	expect_columns(pty, 41, 3);
	expect_bar(pty, 11, 2);
	pty_resize(pty, 10, 40);
	EXPECT_TEXT(pty, _("Window too small"));
	EXPECT_TEXT(pty, _("Make the window larger than 40 by 10."));
	line = pty_line(pty, 1);
	EXPECT(pty, strcmp(line, _("Make the window larger than 40 by 10.")) == 0);
	free(line);
	pty_resize(pty, 24, 80);
	EXPECT_TEXT(pty, _("keys"));
	expect_bar(pty, 24, 5);
	pty_leave(pty);
}

/* ---- no English is left ---- */

/* A text that is surely English where it stands: two words at least, and said otherwise in Welsh. */
static bool tells(const char *text)
{
	return strlen(text) >= 8 && strchr(text, ' ') && !strpbrk(text, "%\\") &&
	       strcmp(gettext(text), text) != 0;
}

static void expect_no_english(struct pty *pty, const char *catalogue)
{
	char *screen = pty_screen(pty);

	for (const char *at = catalogue; (at = strstr(at, "\nmsgid \"")) != NULL;) {
		const char *from = at + strlen("\nmsgid \""), *to = strstr(from, "\"\n");
		char *text = mem_copy_n(from, to ? (size_t)(to - from) : 0);

		if (tells(text) && strstr(screen, text)) {
			print_error("English: %s\n", text);
			EXPECT(pty, false);
		}
		free(text);
		at = from;
	}
	free(screen);
}

/* The keys from the queue to a screen, and the English of what is on it then. */
struct visit {
	const char *keys, *text;
};

static const struct visit visits[] = {
	{"", N_("Contacts")},
	{"z", N_("Started")},
	{"?", N_("Show the keys that work here")},
	{"c", N_("Assessments")},
	{"o", N_("Sort by")},
	{"b", N_("Group by")},
	{"f", N_("Other words")},
	{"F", N_("New since I last looked")},
	{"0", N_("Next deadlines")},
	{"S", N_("Is this child known?")},
	{"Sada", N_("same name")},
	{"E", N_("Handover")},
	{"w", N_("Type to narrow:")},
	{"d", N_("Information and advice")},
	{"r", N_("Reviewed on")},
	{"+", N_("The threshold for child protection is met: strategy discussion in 4 hours, decision in 24")},
	{"m", N_("Early help")},
	{"A", N_("Note")},
	{"<ENTER>", N_("Contact received")},
	{"<ENTER>?", N_("Show the keys that work here")},
	{"<ENTER>H", N_("History")},
	{"i", N_("Started")},
	{"B", N_("Nothing waits for a worker.")},
	{"B?", N_("Show the keys that work here")},
	{"W", N_("Assessments due this week")},
	{"W?", N_("Show the keys that work here")},
	{":record W-1002 cp.started --at 2024-02-16 category=neglect<ENTER>W]]", N_("CP visit")},
	{"s", N_("Task focus")},
	{"wSam<ENTER>Z", N_("Open actions")},
	{"wSam<ENTER>Z?", N_("Show the keys that work here")},
	{"cCamau<ENTER>", N_("Actions")},
	{":record W-1003 referral.received team=MASH<ENTER>:record W-1003 referral.decided outcome=assessment<ENTER>B",
	 N_("Allocation to a worker")},
};

static void every_screen__is_in_welsh(void **state)
{
	char *catalogue;

	if (!locale)
		skip();
	catalogue = whole_source("po/cy.po");
	for (size_t i = 0; i < sizeof visits / sizeof *visits; i++) {
		struct pty *pty = open_welsh(*state, 50, 160);

		EXPECT_TEXT(pty, "W-1010");
		EXPECT_TEXT(pty, _("keys"));
		pty_keys(pty, visits[i].keys);
		EXPECT_TEXT(pty, _(visits[i].text));
		pty_settle(pty, 100);
		expect_no_english(pty, catalogue);
		pty_free(pty);
	}
	free(catalogue);
}

/* ---- the board ---- */

/* The narrow columns of figures, and the rating beside the row. */
static void board__has_whole_titles_over_its_figures(void **state)
{
	static const char *const figures[] = {
		"children|Cases/fam", N_("Load"), N_("Room"), N_("Over"), "due this|Week", "due the week|Next",
	};
	static const struct {
		int rows, cols;
	} sizes[] = {{24, 80}, {50, 160}};
	struct pty *pty = open_welsh(*state, 24, 80);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, ":record W-1003 referral.received team=MASH<ENTER>"
		      ":record W-1003 referral.decided outcome=assessment<ENTER>B");
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		char rating[32];

		pty_resize(pty, sizes[i].rows, sizes[i].cols);
		snprintf(rating, sizeof rating, "(%s)", _("amber"));
		EXPECT_TEXT(pty, rating);
		pty_settle(pty, 100);
		for (size_t f = 0; f < sizeof figures / sizeof *figures; f++) {
			char title[32];

			snprintf(title, sizeof title, " %s ", Q_(figures[f]));
			EXPECT_TEXT(pty, title);
		}
	}
	pty_leave(pty);
}

/* ---- titles at eighty columns ---- */

/* The header, the titles of columns and, on Today, the names of the queues: none is cut. */
static void titles__are_whole_at_eighty_columns(void **state)
{
	static const struct {
		const char *keys, *text;
		int lines;
	} screens[] = {
		{"0", N_("Next deadlines"), 5},
		{"B", N_("Nothing waits for a worker."), 2},
		{"W", N_("Assessments due this week"), 1},
		{"wSam<ENTER>Z", N_("Open actions"), 2},
		{"cCamau<ENTER>", N_("Actions"), 2},
		{"E", N_("Handover"), 1},
	};
	struct pty *pty;

	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
		pty = open_welsh(*state, 24, 80);
		EXPECT_TEXT(pty, "W-1010");
		pty_keys(pty, screens[i].keys);
		EXPECT_TEXT(pty, _(screens[i].text));
		pty_settle(pty, 100);
		for (int y = 0; y < screens[i].lines; y++) {
			char *line = pty_line(pty, y);

			EXPECT(pty, !strstr(line, "\u2026"));
			free(line);
		}
		pty_free(pty);
	}
}

/* ---- keys ---- */

/* A file of keys may name them as help does. */
static void names_of_keys__are_understood_in_both_languages(void **state)
{
	static const struct {
		int32_t key;
		const char *english;
	} keys[] = {{K_LEFT, "left"}, {K_RIGHT, "Right"}, {' ', "Space"}, {K_DOWN, "Down"}, {K_PAGE_UP, "PgUp"}};

	(void)state;
	if (!locale)
		skip();
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		char name[KEY_NAME_SIZE];

		keys_name(keys[i].key, name);
		assert_null(strchr(name, '|'));
		assert_int_equal(keys_named(str_view(name)), keys[i].key);
		assert_int_equal(keys_named(str_view(keys[i].english)), keys[i].key);
	}
	assert_string_not_equal(_("key|Left"), _("Left"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(queue__is_whole_in_columns_of_longer_words, caseload_begin,
						caseload_end),
		cmocka_unit_test_setup_teardown(smallest_window__has_whole_words_and_a_smaller_one_says_so,
						caseload_begin, caseload_end),
		cmocka_unit_test_setup_teardown(every_screen__is_in_welsh, caseload_begin, caseload_end),
		cmocka_unit_test_setup_teardown(titles__are_whole_at_eighty_columns, caseload_begin, caseload_end),
		cmocka_unit_test(names_of_keys__are_understood_in_both_languages),
		cmocka_unit_test_setup_teardown(board__has_whole_titles_over_its_figures, caseload_begin,
						caseload_end),
	};

	setenv("LC_ALL", "C.UTF-8", 1);
	find_locale();
	return cmocka_run_group_tests(tests, caseload_make, caseload_remove);
}
