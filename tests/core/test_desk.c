#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock/civil.h"
#include "core/fields.h"
#include "core/keep.h"
#include "world.h"

static struct desk *try_open(struct world *world, const char *as_login, struct error *err)
{
	struct desk_options options = {.database = world->database,
				       .as_login = as_login,
				       .now = INSTANT_NONE,
				       .known = INSTANT_NONE};

	*err = (struct error){ 0 };
	return desk_open(&options, &world->surroundings, err);
}

static void desk__is__the_one_of_the_account(void **state)
{
	struct world *world = *state;

	assert_string_equal(world->desk->name, "Una Field");
	assert_string_equal(world->desk->role, "administrator");
	assert_null(world->desk->team);
	assert_false(world->desk->rehearsing);
	assert_int_equal(world->desk->now, when("2024-03-01 09:00"));
	assert_string_equal(zone_name(world->desk->zone), "Europe/London");
}

static void desk__refuses__accounts_it_does_not_know(void **state)
{
	struct world *world = *state;
	struct error err;

	world->surroundings.login = "zed";
	world->surroundings.uid = 1099;
	assert_null(try_open(world, NULL, &err));
	assert_int_equal(err.kind, ERROR_DENIED);
	assert_non_null(strstr(err.text, "zed"));
	world->surroundings.login = NULL;
	assert_null(try_open(world, NULL, &err));
	assert_int_equal(err.kind, ERROR_DENIED);
}

static void desk__keeps__the_number_of_the_first_contact(void **state)
{
	struct world *world = *state;
	struct desk *desk;
	struct error err;

	world->surroundings.login = "ada";
	world->surroundings.uid = 1001;
	desk = world_desk(world, NULL);
	assert_string_equal(desk->name, "Ada Green");
	assert_string_equal(desk->team, "North");
	desk_close(desk);
	/* the login given to another number is somebody else, and so is another login of that number */
	world->surroundings.uid = 1002;
	assert_null(try_open(world, NULL, &err));
	assert_int_equal(err.kind, ERROR_DENIED);
	world->surroundings.uid = 1001;
	world->surroundings.login = "eve";
	assert_null(try_open(world, NULL, &err));
	assert_int_equal(err.kind, ERROR_DENIED);
}

static void desk__of_a_leaver__may_do_nothing_more(void **state)
{
	struct world *world = *state;
	struct person_change gone = { .to = "2024-03-01" };
	struct error err = { 0 };
	struct desk *desk;

	world->surroundings.login = "ada";
	world->surroundings.uid = 1001;
	desk = world_desk(world, NULL);
	assert_true(desk_may(desk, "record:contact.rated", NULL, NULL, &err));
	assert_true(act_person(world->desk, "ada", false, &gone, &err));
	assert_true(desk_may(desk, "record:contact.rated", NULL, NULL, &err));	/* the last day counts */
	world_at(world, "2024-03-02 00:00");
	desk_refresh(desk);
	assert_false(desk_may(desk, "record:contact.rated", NULL, NULL, &err));
	assert_int_equal(err.kind, ERROR_DENIED);
	desk_close(desk);
	assert_null(try_open(world, NULL, &err));
	assert_int_equal(err.kind, ERROR_DENIED);
}

static void desk__reads__the_role_again_at_every_question(void **state)
{
	struct world *world = *state;
	struct person_change less = { .role = "reader" };
	struct error err = { 0 };
	struct desk *desk;

	world->surroundings.login = "ada";
	world->surroundings.uid = 1001;
	desk = world_desk(world, NULL);
	assert_true(desk_may(desk, "void", NULL, NULL, &err));
	assert_true(act_person(world->desk, "ada", false, &less, &err));
	assert_false(desk_may(desk, "void", NULL, NULL, &err));
	assert_non_null(strstr(err.text, "Reader"));
	assert_true(desk_may(desk, "view", NULL, NULL, &err));
	desk_close(desk);
}

static void desk__as_another__only_when_rehearsing(void **state)
{
	struct world *world = *state;
	struct world *other = world_new("rehearse");
	struct desk *desk;
	struct error err;

	assert_null(try_open(world, "ada", &err));
	assert_int_equal(err.kind, ERROR_DENIED);
	desk = world_desk(other, "ada");
	assert_string_equal(desk->name, "Ada Green");
	desk_close(desk);
	assert_null(try_open(other, "nobody", &err));
	assert_int_equal(err.kind, ERROR_DENIED);
	world_free(other);
}

static void desk__sees__changes_of_others_only(void **state)
{
	struct world *world = *state;
	struct desk *desk = world_desk(world, NULL);

	assert_false(desk_changed(desk));
	record(world->desk, "C-1", "contact.received", NULL, "name=Zoë Field", NULL);
	assert_true(desk_changed(desk));
	assert_false(desk_changed(desk));
	record(desk, "C-1", "contact.rated", NULL, "rating=red", NULL);
	assert_false(desk_changed(desk));
	desk_close(desk);
}

static void desk__with_now__is_in_the_past_before_the_latest_event(void **state)
{
	struct world *world = *state;
	struct desk_options options = { .database = world->database, .known = INSTANT_NONE };
	struct desk *desk;

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	options.now = when("2024-02-01 09:00");
	desk = desk_open(&options, &world->surroundings, NULL);
	assert_true(desk_in_past(desk));
	world_at(world, "2024-03-02 09:00");
	desk_refresh(desk);
	assert_int_equal(desk->now, when("2024-02-01 09:00"));
	desk_close(desk);
	options.now = when("2024-04-01 09:00");
	desk = desk_open(&options, &world->surroundings, NULL);
	assert_false(desk_in_past(desk));
	desk_close(desk);
	options.now = INSTANT_NONE;
	options.known = when("2024-04-01 09:00");
	desk = desk_open(&options, &world->surroundings, NULL);
	assert_true(desk_in_past(desk));
	desk_close(desk);
	assert_false(desk_in_past(world->desk));
}

static void desk_make__leaves__nothing_behind_when_the_policy_is_bad(void **state)
{
	struct world *world = *state;
	char path[WORLD_PATH * 2];
	struct desk_init init = { .database = path, .policy_folder = world->folder, .kind = "live",
				  .now = INSTANT_NONE, .live_from = CIVIL_NONE };
	struct error err = { 0 };

	snprintf(path, sizeof(path), "%s/other.db", world->folder);
	assert_null(desk_make(&init, &world->surroundings, &err));
	assert_int_equal(err.kind, ERROR_INPUT);
	assert_int_not_equal(access(path, F_OK), 0);
}

static void desk_make__refuses__a_file_that_is_there(void **state)
{
	struct world *world = *state;
	struct desk_init init = { .database = world->database, .policy_folder = world->policy, .kind = "live",
				  .now = INSTANT_NONE, .live_from = CIVIL_NONE };
	struct error err = { 0 };

	assert_null(desk_make(&init, &world->surroundings, &err));
	assert_int_equal(err.kind, ERROR_DATABASE);
	record(world->desk, "C-1", "contact.received", NULL, NULL);
}

static void fields__come_back__as_they_were_packed(void **state)
{
	struct field_pair pairs[] =
		{
			{"rationale", "two\nlines and a \\ and \\n"},
			{"agencies", "police,health"},
			{"empty", ""},
			{"left_out", NULL},
			{"equals", "a=b=c"},
		},
			  out[5];
	char *packed = fields_pack(pairs, 5), *value;

	(void)state;
	assert_string_equal(packed, "agencies=police,health\nempty=\nequals=a=b=c\n"
				    "rationale=two\\nlines and a \\\\ and \\\\n");
	value = fields_get(packed, "rationale");
	assert_string_equal(value, "two\nlines and a \\ and \\n");
	free(value);
	assert_null(fields_get(packed, "nothing"));
	assert_int_equal(fields_count(packed), 4);
	assert_int_equal(fields_split(packed, out), 4);
	assert_string_equal(out[2].name, "equals");
	assert_string_equal(out[2].value, "a=b=c");
	free(packed);
	assert_int_equal(fields_count(""), 0);
	assert_int_equal(fields_count(NULL), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(desk__is__the_one_of_the_account, world_setup,
						world_teardown),
		cmocka_unit_test_setup_teardown(desk__refuses__accounts_it_does_not_know, world_setup,
						world_teardown),
		cmocka_unit_test_setup_teardown(desk__keeps__the_number_of_the_first_contact, world_setup,
						world_teardown),
		cmocka_unit_test_setup_teardown(desk__of_a_leaver__may_do_nothing_more, world_setup,
						world_teardown),
		cmocka_unit_test_setup_teardown(desk__reads__the_role_again_at_every_question, world_setup,
						world_teardown),
		cmocka_unit_test_setup_teardown(desk__as_another__only_when_rehearsing, world_setup,
						world_teardown),
		cmocka_unit_test_setup_teardown(desk__sees__changes_of_others_only, world_setup,
						world_teardown),
		cmocka_unit_test_setup_teardown(desk__with_now__is_in_the_past_before_the_latest_event,
						world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(desk_make__leaves__nothing_behind_when_the_policy_is_bad,
						world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(desk_make__refuses__a_file_that_is_there, world_setup,
						world_teardown),
		cmocka_unit_test(fields__come_back__as_they_were_packed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
