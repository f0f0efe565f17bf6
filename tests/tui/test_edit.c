#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "tui/edit.h"
#include "tui/keys.h"

static void type(struct edit *edit, const char *text)
{
	size_t n = strlen(text);

	while (n) {
		uint32_t code;
		size_t used = utf8_decode(text, n, &code);

		edit_key(edit, (int32_t)code, 20);
		text += used;
		n -= used;
	}
}

/* Keys, and what stands there afterwards with | for the cursor. */
struct step {
	const char *text;
	int32_t keys[6];
	const char *after;
};

static void line__is_edited_as_in_a_shell(void **state)
{
	static const struct step steps[] = {
		{ "one two", { K_CTRL('a') }, "|one two" },
		{ "one two", { K_CTRL('a'), K_CTRL('e') }, "one two|" },
		{ "one two", { K_HOME, K_RIGHT, K_CTRL('f') }, "on|e two" },
		{ "one two", { K_CTRL('b'), K_LEFT }, "one t|wo" },
		{ "one two", { K_CTRL('w') }, "one |" },
		{ "one two", { K_CTRL('u') }, "|" },
		{ "one two", { K_HOME, K_CTRL('k') }, "|" },
		{ "one two", { K_ALT | 'b', K_CTRL('k') }, "one |" },
		{ "one two", { K_HOME, K_ALT | 'f', K_CTRL('d') }, "one|two" },
		{ "one two", { K_CTRL('w'), K_HOME, K_CTRL('y') }, "two|one " },
		{ "one two", { K_RUBOUT, K_CTRL('h') }, "one t|" },
		{ "one two", { K_HOME, K_DELETE }, "|ne two" },
		{ "Zo\u00EB", { K_RUBOUT }, "Zo|" },
		{ "Nguye\u0302\u0303n", { K_LEFT, K_RUBOUT }, "Nguy|n" },
		{ "\u738B\u5C0F\u660E", { K_LEFT, K_LEFT, K_DELETE }, "\u738B|\u660E" },
		{ "", { K_RUBOUT, K_DELETE, K_LEFT, K_RIGHT, K_CTRL('w') }, "|" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		struct str_buf got = { 0 };
		struct edit edit;

		edit_init(&edit, steps[i].text, false);
		for (int k = 0; k < 6 && steps[i].keys[k]; k++)
			edit_key(&edit, steps[i].keys[k], 20);
		str_add_n(&got, edit_text(&edit), edit.at);
		str_add_char(&got, '|');
		str_add(&got, edit_text(&edit) + edit.at);
		assert_string_equal(got.text, steps[i].after);
		str_done(&got);
		edit_done(&edit);
	}
}

static void line__leaves_enter_and_arrows_to_the_form(void **state)
{
	struct edit edit;

	(void)state;
	edit_init(&edit, "x", false);
	assert_int_equal(edit_key(&edit, K_ENTER, 20), EDIT_IGNORED);
	assert_int_equal(edit_key(&edit, K_UP, 20), EDIT_IGNORED);
	assert_int_equal(edit_key(&edit, K_TAB, 20), EDIT_IGNORED);
	assert_int_equal(edit_key(&edit, K_F2, 20), EDIT_IGNORED);
	assert_string_equal(edit_text(&edit), "x");
	edit_done(&edit);
}

static void paste__is_text_without_control_characters(void **state)
{
	struct edit line, many;

	(void)state;
	edit_init(&line, "ab", false);
	line.at = 1;
	assert_true(edit_paste(&line, "1\r\n2\t3\033[2J\x9b" "4\xff"));
	assert_string_equal(edit_text(&line), "a1 2 3[2J\uFFFD" "4\uFFFDb");
	edit_done(&line);
	edit_init(&many, "", true);
	assert_true(edit_paste(&many, "one\r\ntwo\rthree\n"));
	assert_string_equal(edit_text(&many), "one\ntwo\nthree\n");
	edit_done(&many);
}

static void paste__that_is_too_long_is_cut(void **state)
{
	char *huge = malloc(200001);
	struct edit edit;

	(void)state;
	memset(huge, 'x', 200000);
	huge[200000] = '\0';
	edit_init(&edit, "kept", true);
	assert_false(edit_paste(&edit, huge));
	assert_int_equal(strlen(edit_text(&edit)), 60000);
	assert_int_equal(strncmp(edit_text(&edit), "keptxx", 6), 0);
	edit_done(&edit);
	free(huge);
}

struct wrap {
	const char *text;
	int cols;
	const char *lines[6];
};

static void text__is_wrapped_at_blanks(void **state)
{
	static const struct wrap wraps[] = {
		{ "", 10, { "" } },
		{ "one two three", 8, { "one two ", "three" } },
		{ "one two three", 100, { "one two three" } },
		{ "abcdefghij", 4, { "abcd", "efgh", "ij" } },
		{ "a\n\nb\n", 4, { "a", "", "b", "" } },
		{ "\u738B\u5C0F\u660E\u738B", 5, { "\u738B\u5C0F", "\u660E\u738B" } },
		{ "x", 0, { "x" } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof wraps / sizeof *wraps; i++) {
		struct edit_line *lines;
		size_t n = edit_wrap(wraps[i].text, wraps[i].cols, &lines);

		for (size_t k = 0; k < 6 && wraps[i].lines[k]; k++) {
			char *part = str_copy((struct str_view){wraps[i].text + lines[k].from,
								lines[k].to - lines[k].from});

			assert_true(k < n);
			assert_string_equal(part, wraps[i].lines[k]);
			free(part);
		}
		assert_true(n < 6 && !wraps[i].lines[n]);
		free(lines);
	}
}

static void long_text__moves_by_shown_lines(void **state)
{
	struct edit edit;

	(void)state;
	edit_init(&edit, "", true);
	type(&edit, "alpha beta gamma delta");
	assert_int_equal(edit_key(&edit, K_ENTER, 12), EDIT_CHANGED);
	type(&edit, "epsilon");
	assert_int_equal(edit.at, 30);
	assert_int_equal(edit_key(&edit, K_UP, 12), EDIT_MOVED);	/* gamma d|elta */
	assert_int_equal(edit.at, 18);
	assert_int_equal(edit_key(&edit, K_UP, 12), EDIT_MOVED);
	assert_int_equal(edit.at, 7);
	assert_int_equal(edit_key(&edit, K_UP, 12), EDIT_IGNORED);
	assert_int_equal(edit_key(&edit, K_DOWN, 12), EDIT_MOVED);
	assert_int_equal(edit_key(&edit, K_DOWN, 12), EDIT_MOVED);
	assert_int_equal(edit.at, 30);
	assert_int_equal(edit_key(&edit, K_DOWN, 12), EDIT_IGNORED);
	edit_done(&edit);
}

/* Whatever is pressed, the text is UTF-8 and the cursor on a character. */
static void text__stays_whole_under_any_keys(void **state)
{
	static const int32_t keys[] = {
		'a',         ' ',         0xEB,        0x738B,      0x302,       0x1F600,
		K_ENTER,     K_LEFT,      K_RIGHT,     K_UP,        K_DOWN,      K_RUBOUT,
		K_DELETE,    K_HOME,      K_END,       K_CTRL('w'), K_CTRL('k'), K_CTRL('u'),
		K_CTRL('y'), K_ALT | 'b', K_ALT | 'f', K_ALT | 'd',
	};
	unsigned random = 3;
	struct edit edit;

	(void)state;
	edit_init(&edit, "", true);
	for (int i = 0; i < 20000; i++) {
		random = random * 1103515245u + 12345u;
		edit_key(&edit, keys[(random >> 16) % (sizeof keys / sizeof *keys)], 1 + (int)(random >> 28));
		assert_true(edit.at <= edit.text.n);
		assert_true(utf8_valid(edit_text(&edit), edit.text.n));
		assert_true(edit.at == edit.text.n || (edit_text(&edit)[edit.at] & 0xC0) != 0x80);
	}
	edit_done(&edit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(line__is_edited_as_in_a_shell),
		cmocka_unit_test(line__leaves_enter_and_arrows_to_the_form),
		cmocka_unit_test(paste__is_text_without_control_characters),
		cmocka_unit_test(paste__that_is_too_long_is_cut),
		cmocka_unit_test(text__is_wrapped_at_blanks),
		cmocka_unit_test(long_text__moves_by_shown_lines),
		cmocka_unit_test(text__stays_whole_under_any_keys),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
