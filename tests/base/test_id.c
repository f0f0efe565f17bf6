#include "config.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/hash.h"
#include "base/id.h"

static void id__grows__whatever_the_wall_clock_does(void **state)
{
	static const int64_t moves[] = { 0, 1, 0, -5000, 0, 3, -1, 86400000, -86400000 };
	struct id_source source = { 0 };
	int64_t now = 1767225600000;
	char before[ID_SIZE] = "";

	(void)state;
	for (int i = 0; i < 90000; i++) {
		char id[ID_SIZE];

		now += moves[i % 9];
		id_next(&source, (uint64_t)now, id);
		assert_true(strcmp(before, id) < 0);
		assert_true(id_valid(id));
		assert_int_equal(id[14], '7');
		assert_non_null(strchr("89ab", id[19]));
		memcpy(before, id, sizeof(id));
	}
}

static void id__begins__with_the_millisecond(void **state)
{
	struct id_source source = { 0 };
	char id[ID_SIZE];

	(void)state;
	id_next(&source, 0x0123456789ab, id);
	assert_memory_equal(id, "01234567-89ab-7", 15);
}

static void id__borrows__the_next_millisecond_when_a_burst_is_too_long(void **state)
{
	struct id_source source = { .last_ms = 1000, .counter = (UINT32_C(1) << 26) - 2 };
	char one[ID_SIZE], two[ID_SIZE];

	(void)state;
	id_next(&source, 1000, one);
	id_next(&source, 1000, two);
	assert_int_equal(source.last_ms, 1001);
	assert_true(strcmp(one, two) < 0);
	id_next(&source, 0, one);
	assert_true(strcmp(two, one) < 0);
}

static void id__differs__between_sources(void **state)
{
	struct id_source a = { 0 }, b = { 0 };
	char one[ID_SIZE], two[ID_SIZE];

	(void)state;
	id_next(&a, 1000, one);
	id_next(&b, 1000, two);
	assert_string_not_equal(one, two);
}

static void id__stands__for_a_name_for_ever(void **state)
{
	char one[ID_SIZE], two[ID_SIZE];

	(void)state;
	id_from_name("contacts.csv", "C-1042", one);
	id_from_name("contacts.csv", "C-1042", two);
	assert_string_equal(one, two);
	assert_string_equal(one, "c90a89e0-c22f-557c-8ead-675538d1b15c");
	assert_int_equal(one[14], '5');
	assert_true(id_valid(one));
	id_from_name("contacts.csv", "C-1043", two);
	assert_string_not_equal(one, two);
	id_from_name("referrals.csv", "C-1042", two);
	assert_string_not_equal(one, two);
	/* A letter moved from the space to the name is another id. */
	id_from_name("contacts.csvC", "-1042", two);
	assert_string_not_equal(one, two);
}

static void id__is__36_characters_in_uuid_form(void **state)
{
	(void)state;
	assert_true(id_valid("01234567-89ab-7cde-8f01-23456789abcd"));
	assert_true(id_valid("01234567-89AB-7CDE-8F01-23456789ABCD"));
	assert_false(id_valid("01234567-89ab-7cde-8f01-23456789abc"));
	assert_false(id_valid("01234567-89ab-7cde-8f01-23456789abcde"));
	assert_false(id_valid("01234567-89ab-7cde-8f01-23456789abcg"));
	assert_false(id_valid("0123456789ab-7cde-8f01-23456789abcd00"));
	assert_false(id_valid("01234567x89ab-7cde-8f01-23456789abcd"));
	assert_false(id_valid(""));
	assert_false(id_valid(NULL));
}

static void hash__is__what_sha256sum_prints(void **state)
{
	char hash[HASH_SIZE];

	(void)state;
	hash_bytes("abc", 3, hash);
	assert_string_equal(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	hash_bytes(NULL, 0, hash);
	assert_string_equal(hash, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void hash__tells__the_borders_of_fields(void **state)
{
	static const char *const lists[][3] = {
		{ "ab", "c", "" }, { "a", "bc", "" }, { "", "ab", "c" }, { "ab", "c", NULL },
		{ "ab", NULL, "c" }, { "abc", "", "" },
	};
	enum { LISTS = sizeof(lists) / sizeof(lists[0]) };
	char hashes[LISTS + 2][HASH_SIZE];

	(void)state;
	for (size_t i = 0; i < LISTS; i++)
		hash_fields(lists[i], 3, hashes[i]);
	hash_fields(lists[0], 2, hashes[LISTS]);
	hash_fields(NULL, 0, hashes[LISTS + 1]);
	for (size_t i = 0; i < LISTS + 2; i++)
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(hashes[i], hashes[j]);
	/* The form is stored with each audit line, so it may never change:
	 * printf '\0\0\0\0\0\0\0\2ab\0\0\0\0\0\0\0\1c' | sha256sum */
	assert_string_equal(hashes[LISTS],
		"601d5476e2ccfe2c87a2bba7a322659734a05749d5b5aa781f513e4912db0d5f");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(id__grows__whatever_the_wall_clock_does),
		cmocka_unit_test(id__begins__with_the_millisecond),
		cmocka_unit_test(id__borrows__the_next_millisecond_when_a_burst_is_too_long),
		cmocka_unit_test(id__differs__between_sources),
		cmocka_unit_test(id__stands__for_a_name_for_ever),
		cmocka_unit_test(id__is__36_characters_in_uuid_form),
		cmocka_unit_test(hash__is__what_sha256sum_prints),
		cmocka_unit_test(hash__tells__the_borders_of_fields),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
