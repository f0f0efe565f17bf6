#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/sound.h"

enum { MOST = 8 };

static void key_of(const char *name, char key[SOUND_KEY])
{
	char words[MOST][SOUND_WORD];

	assert_true(sound_words(name, words, MOST) >= 1);
	sound_key(words[0], key);
}

static void names_that_are_heard_alike__have_one_key(void **state)
{
	static const char *const alike[][8] = {
		{ "Mohammed", "Muhammad", "Mohamed", "Mohammad", "Muhamed", "MOHAMMED" },
		{ "Catherine", "Kathryn", "Katherine", "Cathryn", "Katharine" },
		{ "Stephen", "Steven", "Stefan", "Stephan" },
		{ "O'Neil", "O’Neill", "ONeill", "O'Neal" },
		{ "Zoë", "Zoe", "Zoe\xCC\x88", "ZOE" },
		{ "Siobhan", "Siobhán", "Siobha\xCC\x81n" },
		{ "Philip", "Phillip", "Filip" },
		{ "Aisha", "Ayesha", "Aysha", "Aiesha" },
		{ "Sean", "Shaun", "Shawn" },
		{ "Thompson", "Thomson", "Tomson" },
		{ "Nicholas", "Nicolas", "Nikolas" },
		{ "Isabel", "Isobel", "Isabelle", "Izabel" },
		{ "Geoffrey", "Jeffrey", "Jeffery" },
		{ "Wright", "Right", "Rite" },
		{ "Łukasz", "Lukas", "Lucas" },
		{ "Bridget", "Brigit" },
		{ "Hussain", "Hussein", "Husain" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(alike) / sizeof(alike[0]); i++) {
		char first[SOUND_KEY], other[SOUND_KEY];

		key_of(alike[i][0], first);
		for (size_t j = 1; j < 8 && alike[i][j]; j++) {
			key_of(alike[i][j], other);
			if (strcmp(first, other) != 0)
				fail_msg("%s is %s, %s is %s", alike[i][0], first, alike[i][j], other);
		}
	}
}

static void names_that_are_not__have_not(void **state)
{
	static const char *const apart[][2] = {
		{ "Siobhan", "Savanna" }, { "Siobhan", "Steven" }, { "Mohammed", "Mahmut" }, { "Catherine", "Christine" },
		{ "John", "James" }, { "Anna", "Hannah" }, { "Smith", "Smart" }, { "王小明", "王小红" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(apart) / sizeof(apart[0]); i++) {
		char a[SOUND_KEY], b[SOUND_KEY];

		key_of(apart[i][0], a);
		key_of(apart[i][1], b);
		assert_string_not_equal(a, b);
	}
}

static void every_word__has_a_key_that_is_text(void **state)
{
	static const char *const odd[] = { "a", "h", "Y", "wy", "ough", "王", "Ὀδυσσεύς", "x", "007", "q",
		"Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "\xFF", "王王王王王王王王王王王王王王王王王王王" };

	(void)state;
	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		char key[SOUND_KEY], words[MOST][SOUND_WORD];

		for (size_t n = sound_words(odd[i], words, MOST); n-- > 0;) {
			sound_key(words[n], key);
			assert_true(strlen(key) > 0 && strlen(key) < SOUND_KEY);
		}
	}
}

static void words__are_folded_and_parted(void **state)
{
	char words[MOST][SOUND_WORD];

	(void)state;
	assert_int_equal(sound_words("  Zoë  O’Neill-Smith (Baby) ", words, MOST), 4);
	assert_string_equal(words[0], "zoe");
	assert_string_equal(words[1], "oneill");
	assert_string_equal(words[2], "smith");
	assert_string_equal(words[3], "baby");
	assert_int_equal(sound_words("a b c d", words, 2), 2);
	assert_int_equal(sound_words(" - ' .", words, MOST), 0);
	assert_int_equal(sound_words("王王王王王王王王王王王王王王王王王王王", words, MOST), 1);
	assert_int_equal(strlen(words[0]) % 3, 0);
}

static void slips__count_letters_not_bytes_and_exchanges_once(void **state)
{
	static const struct { const char *a, *b; int most, want; } pairs[] = {
		{ "smith", "smith", 2, 0 }, { "smith", "smyth", 2, 1 }, { "smith", "simth", 2, 1 },
		{ "smith", "smithe", 2, 1 }, { "smith", "mith", 2, 1 }, { "jones", "smith", 2, 3 },
		{ "", "ab", 2, 2 }, { "", "abc", 2, 3 }, { "王小明", "王小红", 2, 1 }, { "anderson", "adnersen", 3, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		assert_int_equal(sound_slips(pairs[i].a, pairs[i].b, pairs[i].most), pairs[i].want);
		assert_int_equal(sound_slips(pairs[i].b, pairs[i].a, pairs[i].most), pairs[i].want);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_that_are_heard_alike__have_one_key),
		cmocka_unit_test(names_that_are_not__have_not),
		cmocka_unit_test(every_word__has_a_key_that_is_text),
		cmocka_unit_test(words__are_folded_and_parted),
		cmocka_unit_test(slips__count_letters_not_bytes_and_exchanges_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
