#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sqlite3.h>

#include "base/str.h"
#include "store/catalogue.h"
#include "made.h"

/* The plan of a statement, a line a step; owned. */
static char *plan_of(sqlite3 *db, const struct statement *statement)
{
	struct str_buf sql = {0}, plan = {0};
	sqlite3_stmt *stmt;

	str_addf(&sql, "EXPLAIN QUERY PLAN %s", statement->text);
	if (sqlite3_prepare_v2(db, sql.text, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s: %s", statement->name, sqlite3_errmsg(db));
	while (sqlite3_step(stmt) == SQLITE_ROW)
		str_addf(&plan, "%s\n", (const char *)sqlite3_column_text(stmt, 3));
	sqlite3_finalize(stmt);
	str_done(&sql);
	return str_take(&plan);
}

static sqlite3 *fresh(void **state)
{
	const struct made *made = *state;
	sqlite3 *db;

	store_close(made_create(made));
	assert_int_equal(sqlite3_open_v2(made->path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	return db;
}

static void statements__scan_and_sort__only_where_the_catalogue_says_why(void **state)
{
	sqlite3 *db = fresh(state);
	int wrong = 0;

	for (int i = 0; i < STATEMENTS; i++) {
		const struct statement *statement = statement_get((enum statement_id)i);
		char *plan = plan_of(db, statement);
		bool scans = strstr(plan, "SCAN ") || strstr(plan, "TEMP B-TREE");

		if (scans && !statement->scans) {
			print_error("%s scans or sorts:\n%s", statement->name, plan);
			wrong++;
		}
		free(plan);
	}
	sqlite3_close(db);
	assert_int_equal(wrong, 0);
}

static void statements__page_a_queue__by_one_range_of_one_index(void **state)
{
	sqlite3 *db = fresh(state);

	for (int i = PAGE_ON; i <= PAGE_BACK_QTW; i++) {
		const struct statement *statement = statement_get((enum statement_id)i);
		char *plan = plan_of(db, statement);

		assert_true(strncmp(statement->name, "PAGE_", 5) == 0);
		assert_true(strncmp(plan, "SEARCH clock USING INDEX clock_", 31) == 0);
		assert_non_null(strstr(plan, "(due,reference,timescale)"));
		assert_ptr_equal(strchr(plan, '\n'), plan + strlen(plan) - 1);
		assert_null(statement->scans);
		free(plan);
	}
	sqlite3_close(db);
}

static void statements__that_add_up_what_a_board_shows__read_indexes_alone(void **state)
{
	static const enum statement_id sums[] = { BOARD_HOLDER, BOARD_LOAD, BOARD_DUES };
	sqlite3 *db = fresh(state);

	for (size_t i = 0; i < sizeof(sums) / sizeof(sums[0]); i++) {
		char *plan = plan_of(db, statement_get(sums[i]));

		if (!strstr(plan, "USING COVERING INDEX"))
			fail_msg("%s: %s", statement_get(sums[i])->name, plan);
		free(plan);
	}
	sqlite3_close(db);
}

static void statements__keep_to_the_common_words(void **state)
{
	static const char *const banned[] = {
		" OFFSET ", "INDEXED BY", "rowid", "IFNULL", "group_concat", "datetime", "strftime", "lower(", "upper(",
		" GLOB ", "REPLACE", "\"", "?", "DROP ", "TRUE", "FALSE",
	};

	(void)state;
	for (int i = META_GET; i < STATEMENTS; i++) {
		const struct statement *statement = statement_get((enum statement_id)i);

		for (size_t b = 0; b < sizeof(banned) / sizeof(banned[0]); b++)
			if (strstr(statement->text, banned[b]))
				fail_msg("%s holds %s", statement->name, banned[b]);
	}
}

static void statements__number_their_parameters_from_1_without_a_gap(void **state)
{
	sqlite3 *db = fresh(state);

	for (int i = 0; i < STATEMENTS; i++) {
		const struct statement *statement = statement_get((enum statement_id)i);
		sqlite3_stmt *stmt;
		int n;

		assert_int_equal(sqlite3_prepare_v2(db, statement->text, -1, &stmt, NULL), SQLITE_OK);
		n = sqlite3_bind_parameter_count(stmt);
		for (int p = 1; p <= n; p++) {
			char name[16];

			snprintf(name, sizeof(name), "$%d", p);
			if (!sqlite3_bind_parameter_index(stmt, name))
				fail_msg("%s has %d parameters and no %s", statement->name, n, name);
		}
		sqlite3_finalize(stmt);
	}
	sqlite3_close(db);
}

static void tables__are_strict(void **state)
{
	sqlite3 *db = fresh(state);
	sqlite3_stmt *stmt;
	int n = 0;

	assert_int_equal(sqlite3_prepare_v2(db, "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type"
		" = 'table' AND name NOT LIKE 'sqlite_%'", -1, &stmt, NULL), SQLITE_OK);
	for (; sqlite3_step(stmt) == SQLITE_ROW; n++)
		if (!sqlite3_column_int(stmt, 1))
			fail_msg("table %s is not STRICT", sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	assert_true(n > 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(statements__scan_and_sort__only_where_the_catalogue_says_why, made_setup,
			made_teardown),
		cmocka_unit_test_setup_teardown(statements__page_a_queue__by_one_range_of_one_index, made_setup, made_teardown),
		cmocka_unit_test_setup_teardown(statements__that_add_up_what_a_board_shows__read_indexes_alone, made_setup,
			made_teardown),
		cmocka_unit_test(statements__keep_to_the_common_words),
		cmocka_unit_test_setup_teardown(statements__number_their_parameters_from_1_without_a_gap, made_setup,
			made_teardown),
		cmocka_unit_test_setup_teardown(tables__are_strict, made_setup, made_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
