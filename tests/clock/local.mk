EXTRA_DIST += tests/clock/holidays.h
if HAVE_CMOCKA
check_PROGRAMS += tests/clock/test_civil
TESTS += tests/clock/test_civil
tests_clock_test_civil_SOURCES = tests/clock/test_civil.c
tests_clock_test_civil_LDADD = src/clock/libclock.a src/base/libbase.a $(CMOCKA_LIBS)
check_PROGRAMS += tests/clock/test_zone
TESTS += tests/clock/test_zone
tests_clock_test_zone_SOURCES = tests/clock/test_zone.c
tests_clock_test_zone_LDADD = src/clock/libclock.a src/base/libbase.a $(CMOCKA_LIBS)
check_PROGRAMS += tests/clock/test_calendar
TESTS += tests/clock/test_calendar
tests_clock_test_calendar_SOURCES = tests/clock/test_calendar.c
tests_clock_test_calendar_LDADD = src/clock/libclock.a src/base/libbase.a $(CMOCKA_LIBS)
check_PROGRAMS += tests/clock/test_office
TESTS += tests/clock/test_office
tests_clock_test_office_SOURCES = tests/clock/test_office.c
tests_clock_test_office_LDADD = src/clock/libclock.a src/base/libbase.a $(CMOCKA_LIBS)
check_PROGRAMS += tests/clock/test_limit
TESTS += tests/clock/test_limit
tests_clock_test_limit_SOURCES = tests/clock/test_limit.c
tests_clock_test_limit_LDADD = src/clock/libclock.a src/base/libbase.a $(CMOCKA_LIBS)
endif
