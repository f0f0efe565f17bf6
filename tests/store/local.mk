if HAVE_CMOCKA
check_LIBRARIES += tests/store/libmade.a
tests_store_libmade_a_SOURCES = tests/store/made.c tests/store/made.h tests/base/folder.c tests/base/folder.h

STORE_TESTS = tests/store/test_statements tests/store/test_opening tests/store/test_rows tests/store/test_clocks \
	tests/store/test_timer tests/store/test_people tests/store/test_audit tests/store/test_processes \
	tests/store/test_copies tests/store/test_migrate
check_PROGRAMS += $(STORE_TESTS)
TESTS += $(STORE_TESTS)
STORE_TEST_LIBS = tests/store/libmade.a src/store/libstore.a src/base/libbase.a \
	$(CMOCKA_LIBS) $(SQLITE_LIBS) $(UUID_LIBS) $(MD_LIBS)

tests_store_test_statements_SOURCES = tests/store/test_statements.c
tests_store_test_statements_LDADD = $(STORE_TEST_LIBS)
tests_store_test_opening_SOURCES = tests/store/test_opening.c
tests_store_test_opening_LDADD = $(STORE_TEST_LIBS)
tests_store_test_rows_SOURCES = tests/store/test_rows.c
tests_store_test_rows_LDADD = $(STORE_TEST_LIBS)
tests_store_test_clocks_SOURCES = tests/store/test_clocks.c
tests_store_test_clocks_LDADD = $(STORE_TEST_LIBS)
tests_store_test_audit_SOURCES = tests/store/test_audit.c
tests_store_test_audit_LDADD = $(STORE_TEST_LIBS)
tests_store_test_processes_SOURCES = tests/store/test_processes.c
tests_store_test_processes_LDADD = $(STORE_TEST_LIBS)
tests_store_test_copies_SOURCES = tests/store/test_copies.c
tests_store_test_copies_LDADD = $(STORE_TEST_LIBS)
tests_store_test_timer_SOURCES = tests/store/test_timer.c
tests_store_test_timer_LDADD = $(STORE_TEST_LIBS)
tests_store_test_people_SOURCES = tests/store/test_people.c
tests_store_test_people_LDADD = $(STORE_TEST_LIBS)
tests_store_test_migrate_SOURCES = tests/store/test_migrate.c
tests_store_test_migrate_LDADD = $(STORE_TEST_LIBS)
endif
EXTRA_DIST += tests/data/version-1.db tests/data/version-2.db tests/data/version-3.db
