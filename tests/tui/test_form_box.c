#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "tui/form_box.h"
#include "tui/keys.h"

static const struct form_choice ratings[] = {
	{ "red", "Red", "4 hours" }, { "amber", "Amber", "24 hours" }, { "green", "Green", "72 hours" },
};

static struct form_field field(enum field_type type, bool open, const char *value)
{
	return (struct form_field){ .name = "f", .label = "F", .type = type, .open = open,
				    .choices = type == FIELD_CHOICE || type == FIELD_CHOICES ? ratings : NULL,
				    .n_choices = type == FIELD_CHOICE || type == FIELD_CHOICES ? 3 : 0,
				    .value = mem_copy(value) };
}

static void type(struct form_box *box, const char *text)
{
	for (; *text; text++)
		box_key(box, *text, 40);
}

static void assert_value(const struct form_box *box, const char *value, const char *shown)
{
	char *got = box_value(box), *seen = box_shown(box);

	assert_string_equal(got, value);
	assert_string_equal(seen, shown);
	free(got);
	free(seen);
}

static void choice__is_picked_by_its_first_letter(void **state)
{
	struct form_field f = field(FIELD_CHOICE, false, "");
	struct form_box box;

	(void)state;
	box_init(&box, &f);
	type(&box, "r");
	assert_int_equal(box_key(&box, K_ENTER, 40), BOX_NEXT);
	assert_true(box_leave(&box));
	assert_value(&box, "red", "Red");
	type(&box, "gre");
	assert_true(box_leave(&box));
	assert_value(&box, "green", "Green");
	box_done(&box);
	free(f.value);
}

/* "on" stands in both labels, but begins a word of one; the meanings are matched too, last. */
static void choice__that_fits_best_is_taken(void **state)
{
	static const struct form_choice kinds[] = {
		{ "contact", "Contact only", "no referral" }, { "referral", "Contact and referral", "only then" },
	};
	static const struct {
		const char *typed, *value;	/* NULL: it fits both */
	} cases[] = {
		{ "c", "contact" }, { "on", "contact" }, { "contact", "contact" }, { "only", "contact" },
		{ "r", "referral" }, { "contact a", "referral" }, { "REF", "referral" }, { "t", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct form_field f = { .name = "f", .label = "F", .type = FIELD_CHOICE, .required = true,
					.choices = kinds, .n_choices = 2, .value = mem_copy("") };
		struct form_box box;

		box_init(&box, &f);
		type(&box, cases[i].typed);
		assert_int_equal(box_leave(&box), cases[i].value != NULL);
		if (cases[i].value)
			assert_string_equal(box.picked, cases[i].value);
		box_done(&box);
		free(f.value);
	}
}

static void choice__that_was_emptied__begins_with_the_first(void **state)
{
	static const int32_t keys[] = { K_RUBOUT, K_CTRL('u') };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct form_field f = field(FIELD_CHOICE, false, "amber");
		struct form_box box;

		f.required = true;
		box_init(&box, &f);
		assert_int_equal(box_key(&box, keys[i], 40), BOX_CHANGED);
		assert_false(box_highlights(&box));
		assert_value(&box, "", "");
		type(&box, "g");
		assert_int_equal(box_key(&box, keys[i], 40), BOX_CHANGED);
		assert_int_equal(box_key(&box, K_DOWN, 40), BOX_CHANGED);
		assert_true(box_leave(&box));
		assert_value(&box, "red", "Red");
		box_done(&box);
		free(f.value);
	}
}

static void date__that_is_offered__is_replaced_by_the_first_letter(void **state)
{
	struct form_field f = field(FIELD_TIME, false, "now"), name = field(FIELD_TEXT, false, "Wren");
	struct form_box box;

	(void)state;
	box_init(&box, &f);
	type(&box, "-40m");
	assert_value(&box, "-40m", "-40m");
	assert_true(box_leave(&box));
	box_key(&box, K_END, 40);
	type(&box, "x");
	assert_value(&box, "-40mx", "-40mx");
	assert_true(box_leave(&box));
	assert_int_equal(box_key(&box, K_RUBOUT, 40), BOX_CHANGED);
	type(&box, " 1");
	assert_value(&box, "-40m 1", "-40m 1");
	assert_true(box_leave(&box));
	assert_true(box_paste(&box, "today"));
	assert_value(&box, "today", "today");
	box_done(&box);
	box_init(&box, &name);
	type(&box, " Hollin");
	assert_value(&box, "Wren Hollin", "Wren Hollin");
	box_done(&box);
	free(f.value);
	free(name.value);
}

static void choice__keeps_its_value_when_one_only_passes_by(void **state)
{
	struct form_field f = field(FIELD_CHOICE, false, "amber");
	struct form_box box;

	(void)state;
	box_init(&box, &f);
	assert_value(&box, "amber", "Amber");
	assert_int_equal(box_key(&box, K_ENTER, 40), BOX_NEXT);
	assert_true(box_leave(&box));
	assert_value(&box, "amber", "Amber");
	box_done(&box);
	free(f.value);
}

/* What must be chosen is chosen by somebody: Enter, which goes on, decides nothing by itself. */
static void choice__that_is_needed__is_not_made_by_passing_on(void **state)
{
	struct form_field f = field(FIELD_CHOICE, false, "");
	struct form_box box;

	(void)state;
	f.required = true;
	box_init(&box, &f);
	assert_false(box_highlights(&box));
	assert_int_equal(box_key(&box, K_ENTER, 40), BOX_NEXT);
	assert_value(&box, "", "");
	assert_int_equal(box_key(&box, K_DOWN, 40), BOX_CHANGED);
	assert_true(box_highlights(&box));
	assert_int_equal(box_key(&box, K_ENTER, 40), BOX_NEXT);
	assert_true(box_leave(&box));
	assert_value(&box, "red", "Red");
	box_done(&box);
	free(f.value);
}

static void choice__moves_with_arrows_and_leaves_at_its_ends(void **state)
{
	struct form_field f = field(FIELD_CHOICE, false, "red");
	struct form_box box;

	(void)state;
	box_init(&box, &f);
	assert_int_equal(box_key(&box, K_UP, 40), BOX_PREVIOUS);
	assert_int_equal(box_key(&box, K_DOWN, 40), BOX_CHANGED);
	assert_true(box_leave(&box));
	assert_value(&box, "amber", "Amber");
	assert_int_equal(box_key(&box, K_DOWN, 40), BOX_CHANGED);
	assert_int_equal(box_key(&box, K_DOWN, 40), BOX_NEXT);
	box_done(&box);
	free(f.value);
}

static void choice__that_is_none_is_said_and_kept(void **state)
{
	struct form_field f = field(FIELD_CHOICE, false, "red");
	struct form_box box;

	(void)state;
	box_init(&box, &f);
	type(&box, "blue");
	assert_false(box_leave(&box));
	assert_non_null(strstr(box.problem, "'blue'"));
	assert_value(&box, "red", "blue");
	assert_true(box_clear_typed(&box));
	assert_true(box_leave(&box));
	assert_value(&box, "red", "Red");
	assert_int_equal(box_key(&box, K_RUBOUT, 40), BOX_CHANGED);
	assert_value(&box, "", "");
	box_done(&box);
	free(f.value);
}

static void choice__that_is_open_takes_anything(void **state)
{
	struct form_field f = field(FIELD_CHOICE, true, "");
	struct form_box box;

	(void)state;
	box_init(&box, &f);
	type(&box, "Blue Lodge");
	assert_true(box_leave(&box));
	assert_value(&box, "Blue Lodge", "Blue Lodge");
	box_done(&box);
	free(f.value);
}

static void choices__are_several(void **state)
{
	struct form_field f = field(FIELD_CHOICES, false, "red, green");
	struct form_box box;

	(void)state;
	box_init(&box, &f);
	assert_value(&box, "red,green", "Red, Green");
	type(&box, "am ");
	assert_value(&box, "red,amber,green", "Red, Amber, Green");
	box_key(&box, K_UP, 40);
	type(&box, " ");
	assert_value(&box, "amber,green", "Amber, Green");
	box_done(&box);
	free(f.value);
}

static void yes_no__needs_no_choices_of_its_own(void **state)
{
	struct form_field f = field(FIELD_YESNO, false, "");
	struct form_box box;

	(void)state;
	box_init(&box, &f);
	type(&box, "y");
	assert_true(box_leave(&box));
	assert_value(&box, "yes", "Yes");
	box_done(&box);
	free(f.value);
}

static void text__goes_on_with_enter_and_long_text_does_not(void **state)
{
	struct form_field line = field(FIELD_TEXT, false, "a"), many = field(FIELD_LONG, false, "b");
	struct form_box box;

	(void)state;
	box_init(&box, &line);
	assert_int_equal(box_key(&box, K_ENTER, 40), BOX_NEXT);
	assert_int_equal(box_key(&box, K_UP, 40), BOX_PREVIOUS);
	box_paste(&box, "x\ny");
	assert_value(&box, "ax y", "ax y");
	box_done(&box);
	box_init(&box, &many);
	assert_int_equal(box_key(&box, K_ENTER, 40), BOX_CHANGED);
	type(&box, "c");
	assert_value(&box, "b\nc", "b\nc");
	assert_int_equal(box_key(&box, K_UP, 40), BOX_MOVED);
	assert_int_equal(box_key(&box, K_UP, 40), BOX_PREVIOUS);
	box_done(&box);
	free(line.value);
	free(many.value);
}

/* A letter marks, then it is text; what was rubbed out to nothing is not marked; a draft's mark on what is gone
 * keeps its words. */
static void review__is_a_letter_and_a_line_each(void **state)
{
	static const struct form_choice open[] = { { "id-1", "Ring", "due" }, { "id-2", "See", "due" } };
	static const struct form_choice verdicts[] = {
		{ "done", "Done", NULL }, { "carried", "Carried on", NULL }, { "dropped", "Dropped", NULL },
	};
	struct form_field f = { .name = "f", .label = "F", .type = FIELD_REVIEW, .choices = open, .n_choices = 2,
				.verdicts = verdicts, .n_verdicts = 3, .value = mem_copy("gone done: rang her") };
	struct form_box box;

	(void)state;
	box_init(&box, &f);
	assert_value(&box, "gone done: rang her", "Done: rang her");
	assert_int_equal(box_key(&box, 'x', 40), BOX_MOVED);
	assert_string_equal(box.problem, "d Done, c Carried on, r Dropped");
	type(&box, "cdelay");
	assert_int_equal(box_key(&box, K_ENTER, 40), BOX_MOVED);
	type(&box, "r");
	assert_value(&box, "id-1 carried: delay\nid-2 dropped: \ngone done: rang her",
		     "Carried on: delay; Dropped: ; Done: rang her");
	assert_int_equal(box_key(&box, K_RUBOUT, 40), BOX_CHANGED);
	assert_value(&box, "id-1 carried: delay\ngone done: rang her", "Carried on: delay; Done: rang her");
	assert_int_equal(box_key(&box, K_DOWN, 40), BOX_MOVED);
	assert_int_equal(box_key(&box, K_CTRL('u'), 40), BOX_CHANGED);
	assert_int_equal(box_key(&box, K_CTRL('u'), 40), BOX_CHANGED);
	assert_value(&box, "id-1 carried: delay", "Carried on: delay");
	assert_int_equal(box_key(&box, K_ENTER, 40), BOX_NEXT);
	box_done(&box);
	free(f.value);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(choice__is_picked_by_its_first_letter),
		cmocka_unit_test(choice__that_fits_best_is_taken),
		cmocka_unit_test(choice__that_was_emptied__begins_with_the_first),
		cmocka_unit_test(date__that_is_offered__is_replaced_by_the_first_letter),
		cmocka_unit_test(choice__keeps_its_value_when_one_only_passes_by),
		cmocka_unit_test(choice__that_is_needed__is_not_made_by_passing_on),
		cmocka_unit_test(choice__moves_with_arrows_and_leaves_at_its_ends),
		cmocka_unit_test(choice__that_is_none_is_said_and_kept),
		cmocka_unit_test(choice__that_is_open_takes_anything),
		cmocka_unit_test(choices__are_several),
		cmocka_unit_test(yes_no__needs_no_choices_of_its_own),
		cmocka_unit_test(text__goes_on_with_enter_and_long_text_does_not),
		cmocka_unit_test(review__is_a_letter_and_a_line_each),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
