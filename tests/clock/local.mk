if HAVE_CMOCKA
check_LIBRARIES += tests/clock/libkit.a
tests_clock_libkit_a_SOURCES = tests/clock/kit.c tests/clock/kit.h tests/clock/holidays.h
CLOCK_TEST_LIBS = src/clock/libclock.a src/base/libbase.a $(CMOCKA_LIBS) $(UUID_LIBS) $(MD_LIBS)
check_PROGRAMS += tests/clock/test_rules
TESTS += tests/clock/test_rules
tests_clock_test_rules_SOURCES = tests/clock/test_rules.c
tests_clock_test_rules_LDADD = tests/clock/libkit.a $(CLOCK_TEST_LIBS)
endif
