#include "config.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/attention.h"

/* As it is stored, and as it is read in Welsh. */
static const char *const sentences[][2] = {
	{ "contact.rated of 2024-03-01: the rating “purple” is not known",
	  "contact.rated o 2024-03-01: nid yw'r rating “purple” yn hysbys" },
	{ "contact.rated of 2024-03-01: the rating “the cat” is not known” is not known",
	  "contact.rated o 2024-03-01: nid yw'r rating “the cat” is not known” yn hysbys" },
	{ "the event pet.found is not in the policy", "nid yw'r digwyddiad pet.found yn y polisi" },
	{ "Action: the date by which it is due is missing or cannot be read",
	  "Cam gweithredu: mae'r dyddiad y mae i'w wneud erbyn ar goll neu ni ellir ei ddarllen" },
	{ "some of its events are of kinds that cannot be counted",
	  "mae rhai o'i ddigwyddiadau o fathau na ellir eu cyfrif" },
	{ "the moon is full", "the moon is full" },
	{ "", "" },
};

static void expect_words(int language)
{
	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
		char *words = attention_words(sentences[i][0]);

		assert_string_equal(words, sentences[i][language]);
		free(words);
	}
}

static void attention__stays_as_it_is_stored_in_english(void **state)
{
	(void)state;
	setlocale(LC_ALL, "C");
	expect_words(0);
	assert_null(attention_words(NULL));
}

static void attention__is_read_in_the_persons_language(void **state)
{
	(void)state;
	setenv("LANGUAGE", "cy", 1);
	bindtextdomain(PACKAGE, BUILDDIR "/locale");
	textdomain(PACKAGE);
	if (!setlocale(LC_ALL, "C.UTF-8") || strcmp(_("Queues"), "Queues") == 0)
		skip();	/* no such locale, or no msgfmt when this was built */
	expect_words(1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(attention__stays_as_it_is_stored_in_english),
		cmocka_unit_test(attention__is_read_in_the_persons_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
