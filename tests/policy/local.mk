if HAVE_CMOCKA
check_LIBRARIES += tests/policy/libkit.a
tests_policy_libkit_a_SOURCES = tests/policy/kit.c tests/policy/kit.h
POLICY_TEST_LIBS = tests/policy/libkit.a src/policy/libpolicy.a src/clock/libclock.a src/base/libbase.a \
	$(CMOCKA_LIBS) $(UUID_LIBS) $(MD_LIBS)
check_PROGRAMS += tests/policy/test_timescales
TESTS += tests/policy/test_timescales
tests_policy_test_timescales_SOURCES = tests/policy/test_timescales.c
tests_policy_test_timescales_LDADD = $(POLICY_TEST_LIBS)
check_PROGRAMS += tests/policy/test_errors
TESTS += tests/policy/test_errors
tests_policy_test_errors_SOURCES = tests/policy/test_errors.c
tests_policy_test_errors_LDADD = $(POLICY_TEST_LIBS)
check_PROGRAMS += tests/policy/test_calendar
TESTS += tests/policy/test_calendar
tests_policy_test_calendar_SOURCES = tests/policy/test_calendar.c
tests_policy_test_calendar_LDADD = $(POLICY_TEST_LIBS)
check_PROGRAMS += tests/policy/test_events
TESTS += tests/policy/test_events
tests_policy_test_events_SOURCES = tests/policy/test_events.c
tests_policy_test_events_LDADD = $(POLICY_TEST_LIBS)
check_PROGRAMS += tests/policy/test_practice
TESTS += tests/policy/test_practice
tests_policy_test_practice_SOURCES = tests/policy/test_practice.c
tests_policy_test_practice_LDADD = $(POLICY_TEST_LIBS)
check_PROGRAMS += tests/policy/test_shipped
TESTS += tests/policy/test_shipped
tests_policy_test_shipped_SOURCES = tests/policy/test_shipped.c tests/policy/shipped_kit.c tests/policy/shipped_kit.h
tests_policy_test_shipped_LDADD = $(POLICY_TEST_LIBS)
tests_policy_test_shipped_CPPFLAGS = $(AM_CPPFLAGS) -DPOLICY_FOLDER='"$(abs_top_srcdir)/data/policy"'
check_PROGRAMS += tests/policy/test_shipped_plans
TESTS += tests/policy/test_shipped_plans
tests_policy_test_shipped_plans_SOURCES = tests/policy/test_shipped_plans.c tests/policy/shipped_kit.c \
	tests/policy/shipped_kit.h
tests_policy_test_shipped_plans_LDADD = $(POLICY_TEST_LIBS)
tests_policy_test_shipped_plans_CPPFLAGS = $(AM_CPPFLAGS) -DPOLICY_FOLDER='"$(abs_top_srcdir)/data/policy"'
check_PROGRAMS += tests/policy/test_subjects tests/policy/test_shipped_teams
TESTS += tests/policy/test_subjects tests/policy/test_shipped_teams
tests_policy_test_subjects_SOURCES = tests/policy/test_subjects.c
tests_policy_test_subjects_LDADD = $(POLICY_TEST_LIBS)
tests_policy_test_shipped_teams_SOURCES = tests/policy/test_shipped_teams.c tests/policy/shipped_kit.c \
	tests/policy/shipped_kit.h
tests_policy_test_shipped_teams_LDADD = $(POLICY_TEST_LIBS)
tests_policy_test_shipped_teams_CPPFLAGS = $(AM_CPPFLAGS) -DPOLICY_FOLDER='"$(abs_top_srcdir)/data/policy"'

check_PROGRAMS += tests/policy/test_shipped_assessment
TESTS += tests/policy/test_shipped_assessment
tests_policy_test_shipped_assessment_SOURCES = tests/policy/test_shipped_assessment.c \
	tests/policy/shipped_kit.c tests/policy/shipped_kit.h
tests_policy_test_shipped_assessment_LDADD = $(POLICY_TEST_LIBS)
tests_policy_test_shipped_assessment_CPPFLAGS = $(AM_CPPFLAGS) -DPOLICY_FOLDER='"$(abs_top_srcdir)/data/policy"'
endif
