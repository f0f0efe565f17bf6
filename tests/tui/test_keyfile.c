#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/habits.h"
#include "tui/keyfile.h"

static const char *folder(void)
{
	return SOURCEDIR "/data";
}

static size_t read_keys(struct keymap *map, const char *text, char **faults)
{
	struct str_buf out = { 0 };
	size_t n;

	keymap_init(map);
	n = keyfile_read(map, "keys", text, folder(), &out);
	*faults = str_take(&out);
	return n;
}

static void file__gives_keys_to_acts(void **state)
{
	static const struct {
		const char *text;
		int32_t key;
		enum action action;
	} cases[] = {
		{ "F7 mark\n", K_F7, ACT_MARK },
		{ "F7 mark\n", ' ', ACT_MARK },			/* besides what it had */
		{ "  z\tundo  \r\n", 'z', ACT_UNDO },		/* away from the detail pane */
		{ "x none", 'x', ACT_NONE },
		{ "Ctrl-P up", K_CTRL('p'), ACT_UP },
		{ "^P up", K_CTRL('p'), ACT_UP },
		{ "pgdn half-down", K_PAGE_DOWN, ACT_HALF_DOWN },
		{ "\xC3\xA9 note", 0xE9, ACT_NOTE },
		{ "# F7 mark\n\n", K_F7, ACT_NONE },
		{ "use mutt\nl last\n", 'l', ACT_LAST },	/* the person's own word is the last */
		{ "use mutt\n", 'l', ACT_FILTER },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct keymap map;
		char *faults;

		assert_int_equal(read_keys(&map, cases[i].text, &faults), 0);
		assert_int_equal(keymap_action(&map, PLACE_QUEUE, cases[i].key), cases[i].action);
		free(faults);
	}
}

static void mistake__is_told_with_its_line_and_not_followed(void **state)
{
	static const struct {
		const char *text, *fault;
	} cases[] = {
		{ "j down\nJ up\nj up\n", "keys:3: j: it was bound on line 1 already" },
		{ "Hyper-X up\n", "keys:1: Hyper-X: no key is called so" },
		{ "Alt-x up\n", "keys:1: Alt-x: no key is called so" },
		{ "\n\nj delete-everything\n", "keys:3: delete-everything: no act is called so" },
		{ "n new-child\n", "keys:1: n: where `new-child` works this key is typed as text" },
		{ "j\n", "keys:1: j: what it is to do is missing" },
		{ "mouse maybe\n", "keys:1: mouse: no key" },
		{ "use ../../etc/passwd\n", "keys:1: use ../../etc/passwd: no such keys are shipped" },
		{ "use emacs\n", "no such keys are shipped; vi, mutt" },
		{ "A1 up\n", "keys:1: A1: no key" },
		{ "F13 up\n", "keys:1: F13: no key" },
		{ "1 mark\n2 mark\n3 mark\n4 mark\n", "keys:4: mark: it has 5 keys already" },
		{ "? none\nF1 none\n", "it keeps F1" },
		{ "Esc none\n", "it keeps Esc" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct keymap map;
		char *faults;

		assert_int_equal(read_keys(&map, cases[i].text, &faults), 1);
		if (!strstr(faults, cases[i].fault))
			fail_msg("%s\nwas told as\n%s", cases[i].text, faults);
		assert_int_equal(keymap_action(&map, PLACE_QUEUE, K_ESCAPE), ACT_CANCEL);
		assert_int_equal(keymap_action(&map, PLACE_QUEUE, 'k') == ACT_UP, true);
		free(faults);
	}
}

/* The shipped files have no mistakes, leave every act a way, and the last one leaves letters alone. */
static void shipped_alternatives__are_whole(void **state)
{
	static const char *const names[] = {"use vi\n", "use mutt\n", "use function-keys-only\n"};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct keymap map;
		char *faults;

		if (read_keys(&map, names[i], &faults) != 0)
			fail_msg("%s", faults);
		assert_int_equal(keymap_action(&map, PLACE_QUEUE, K_F1), ACT_HELP);
		assert_int_equal(keymap_action(&map, PLACE_QUEUE, K_DOWN), ACT_DOWN);
		for (int32_t key = ' '; key < K_RUBOUT; key++)
			if (i == 2)
				assert_int_equal(keymap_action(&map, PLACE_QUEUE, key), ACT_NONE);
		free(faults);
	}
}

static void mouse__is_off_until_asked_for(void **state)
{
	struct keymap map;
	char *faults;

	(void)state;
	read_keys(&map, "", &faults);
	assert_false(map.mouse);
	free(faults);
	read_keys(&map, "mouse on\n", &faults);
	assert_true(map.mouse);
	free(faults);
}

/* Anything at all: no crash, and the lifelines stay. */
static void file__may_be_any_bytes(void **state)
{
	unsigned random = 7;

	(void)state;
	for (int i = 0; i < 300; i++) {
		char text[200] = "", *faults;
		struct keymap map;

		for (size_t k = 0; k + 1 < sizeof text; k++) {
			random = random * 1103515245u + 12345u;
			text[k] = "abF1 \n\t^-#j\xFF\xC3"[(random >> 16) % 13];
		}
		read_keys(&map, text, &faults);
		assert_true(keymap_action(&map, PLACE_QUEUE, K_ESCAPE) != ACT_NONE);
		free(faults);
	}
}

static void habits__follow_the_live_keys(void **state)
{
	struct keymap map;
	char *faults, *text;

	(void)state;
	read_keys(&map, "", &faults);
	text = habits_text(&map);
	assert_non_null(strstr(text, "(for that: u)"));
	free(text);
	free(faults);
	read_keys(&map, "z undo\n", &faults);
	text = habits_text(&map);
	assert_null(strstr(text, "(for that: u)"));
	assert_non_null(strstr(text, "(for that: z)"));
	free(text);
	free(faults);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(file__gives_keys_to_acts),
		cmocka_unit_test(mistake__is_told_with_its_line_and_not_followed),
		cmocka_unit_test(shipped_alternatives__are_whole),
		cmocka_unit_test(mouse__is_off_until_asked_for),
		cmocka_unit_test(file__may_be_any_bytes),
		cmocka_unit_test(habits__follow_the_live_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
