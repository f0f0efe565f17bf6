if HAVE_CMOCKA
check_LIBRARIES += tests/policy/libkit.a
tests_policy_libkit_a_SOURCES = tests/policy/kit.c tests/policy/kit.h
POLICY_TEST_LIBS = tests/policy/libkit.a src/policy/libpolicy.a src/clock/libclock.a src/base/libbase.a \
	$(JANSSON_LIBS) $(CMOCKA_LIBS) $(UUID_LIBS) $(MD_LIBS)
check_PROGRAMS += tests/policy/test_timescales
TESTS += tests/policy/test_timescales
tests_policy_test_timescales_SOURCES = tests/policy/test_timescales.c
tests_policy_test_timescales_LDADD = $(POLICY_TEST_LIBS)
check_PROGRAMS += tests/policy/test_errors
TESTS += tests/policy/test_errors
tests_policy_test_errors_SOURCES = tests/policy/test_errors.c
tests_policy_test_errors_LDADD = $(POLICY_TEST_LIBS)
endif
