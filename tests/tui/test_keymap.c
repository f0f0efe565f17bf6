#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tui/keymap.h"

static void table__says_all_that_help_needs(void **state)
{
	size_t n;
	const struct binding *all = keymap_all(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		assert_true(all[i].places != 0);
		assert_true(all[i].keys[0] != K_NONE);
		assert_non_null(all[i].help);
		assert_true(!all[i].bar || all[i].label);
	}
}

static void table__gives_each_act_once(void **state)
{
	bool seen[ACTIONS] = { false };
	size_t n;
	const struct binding *all = keymap_all(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		assert_false(seen[all[i].action]);
		seen[all[i].action] = true;
	}
	for (int i = ACT_NONE + 1; i < ACTIONS; i++)
		assert_true(seen[i]);
}

/* Every printable key and every function key does in every place what the table says there, or nothing. */
static void key__means_one_thing_wherever_it_works(void **state)
{
	struct keymap shipped;
	size_t n;
	const struct binding *all = keymap_all(&n);

	(void)state;
	keymap_init(&shipped);
	for (int32_t key = 1; key <= K_GG; key = key == 0x7f ? K_NAMED : key + 1) {
		enum action meaning = ACT_NONE;

		for (int place = 0; place < PLACES; place++) {
			enum action action = keymap_action(&shipped, (enum place)place, key);
			bool listed = false;

			if (action == ACT_NONE)
				continue;
			assert_true(meaning == ACT_NONE || meaning == action);
			meaning = action;
			for (size_t i = 0; i < n; i++)
				for (int k = 0; k < KEYMAP_KEYS; k++)
					if (all[i].action == action && all[i].keys[k] == key
					    && all[i].places & 1u << place)
						listed = true;
			assert_true(listed);
		}
		assert_int_equal(keymap_known(&shipped, key), meaning != ACT_NONE);
	}
}

static void binding__works_where_it_says(void **state)
{
	struct keymap shipped;
	size_t n;
	const struct binding *all = keymap_all(&n);

	(void)state;
	keymap_init(&shipped);
	for (size_t i = 0; i < n; i++)
		for (int place = 0; place < PLACES; place++)
			if (all[i].places & 1u << place) {
				bool reached = false;

				for (int k = 0; k < KEYMAP_KEYS && all[i].keys[k] != K_NONE; k++)
					reached = reached || keymap_action(&shipped, (enum place)place,
									   all[i].keys[k]) == all[i].action;
				assert_true(reached);
				assert_ptr_equal(keymap_binding((enum place)place, all[i].action), &all[i]);
			}
}

static void letters__are_letters_where_one_types(void **state)
{
	struct keymap shipped;
	static const enum place typed[] = {PLACE_HELP, PLACE_CHOICE, PLACE_PROMPT, PLACE_MESSAGE, PLACE_FORM};

	(void)state;
	keymap_init(&shipped);
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
		for (int32_t key = ' '; key < K_RUBOUT; key++)
			assert_int_equal(keymap_action(&shipped, typed[i], key), ACT_NONE);
}

struct twin {
	int32_t key;
	enum action action;
	enum place place;
};

static void function_keys__are_twins_of_letters(void **state)
{
	struct keymap shipped;
	static const struct twin twins[] = {
		{K_F1, ACT_HELP, PLACE_QUEUE},   {K_F2, ACT_SAVE, PLACE_FORM},
		{K_F3, ACT_FIND, PLACE_QUEUE},   {K_F4, ACT_FILTER, PLACE_QUEUE},
		{K_F5, ACT_REFRESH, PLACE_CASE}, {K_F6, ACT_SORT, PLACE_QUEUE},
		{K_F10, ACT_LEAVE, PLACE_QUEUE},
	};

	(void)state;
	keymap_init(&shipped);
	for (size_t i = 0; i < sizeof twins / sizeof *twins; i++)
		assert_int_equal(keymap_action(&shipped, twins[i].place, twins[i].key), twins[i].action);
}

/* One for each precedent of chapter 8 that these screens have. */
struct precedent {
	int32_t key;
	enum action action;
};

static void precedents__hold_in_a_queue(void **state)
{
	struct keymap shipped;
	static const struct precedent keys[] = {
		{'?', ACT_HELP},
		{':', ACT_COMMAND},
		{K_ESCAPE, ACT_CANCEL},
		{'q', ACT_BACK},
		{'Q', ACT_LEAVE},
		{'u', ACT_UNDO},
		{'R', ACT_REFRESH},
		{K_CTRL('l'), ACT_REDRAW},
		{'c', ACT_QUEUES},
		{'~', ACT_MASK},
		{'j', ACT_DOWN},
		{'k', ACT_UP},
		{K_DOWN, ACT_DOWN},
		{K_UP, ACT_UP},
		{K_PAGE_DOWN, ACT_PAGE_DOWN},
		{K_PAGE_UP, ACT_PAGE_UP},
		{K_CTRL('d'), ACT_HALF_DOWN},
		{K_CTRL('u'), ACT_HALF_UP},
		{K_CTRL('f'), ACT_PAGE_DOWN},
		{K_CTRL('b'), ACT_PAGE_UP},
		{K_GG, ACT_FIRST},
		{'G', ACT_LAST},
		{K_HOME, ACT_FIRST},
		{K_END, ACT_LAST},
		{K_ENTER, ACT_OPEN},
		{' ', ACT_MARK},
		{'t', ACT_MARK},
		{'v', ACT_MARK_RANGE},
		{'V', ACT_MARK_ALL},
		{'/', ACT_FIND},
		{'n', ACT_NEXT_MATCH},
		{'N', ACT_PREVIOUS_MATCH},
		{'}', ACT_NEXT_ATTENTION},
		{'{', ACT_PREVIOUS_ATTENTION},
		{'f', ACT_FILTER},
		{'@', ACT_MINE},
		{'o', ACT_SORT},
		{'O', ACT_REVERSE},
		{'<', ACT_SORT_LEFT},
		{'>', ACT_SORT_RIGHT},
		{'z', ACT_DETAIL},
		{'i', ACT_WHY},
		{'+', ACT_RATE_UP},
		{'-', ACT_RATE_DOWN},
		{'w', ACT_ALLOCATE},
		{'a', ACT_ADD},
		{'A', ACT_NOTE},
		{'d', ACT_DECIDE},
		{'m', ACT_STRATEGY},
		{'y', ACT_COPY},
		{'D', ACT_NONE},
		{K_CTRL('z'), ACT_NONE},
	};

	(void)state;
	keymap_init(&shipped);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		assert_int_equal(keymap_action(&shipped, PLACE_QUEUE, keys[i].key), keys[i].action);
}

static void names__are_what_a_person_calls_the_keys(void **state)
{
	char name[KEY_NAME_SIZE];

	(void)state;
	keys_name('j', name);
	assert_string_equal(name, "j");
	keys_name(' ', name);
	assert_string_equal(name, "Space");
	keys_name(K_CTRL('d'), name);
	assert_string_equal(name, "Ctrl-D");
	keys_name(K_F10, name);
	assert_string_equal(name, "F10");
	keys_name(K_ALT | 'b', name);
	assert_string_equal(name, "Alt-b");
	keys_name(0xE9, name);
	assert_string_equal(name, "\u00E9");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table__says_all_that_help_needs),
		cmocka_unit_test(table__gives_each_act_once),
		cmocka_unit_test(key__means_one_thing_wherever_it_works),
		cmocka_unit_test(binding__works_where_it_says),
		cmocka_unit_test(letters__are_letters_where_one_types),
		cmocka_unit_test(function_keys__are_twins_of_letters),
		cmocka_unit_test(precedents__hold_in_a_queue),
		cmocka_unit_test(names__are_what_a_person_calls_the_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
