if HAVE_CMOCKA
report_tests = \
	tests/report/test_measure \
	tests/report/test_sheet \
	tests/report/test_week
check_PROGRAMS += $(report_tests)
TESTS += $(report_tests)
report_test_libs = src/report/libreport.a src/core/libcore.a src/store/libstore.a src/policy/libpolicy.a \
	src/clock/libclock.a src/base/libbase.a $(CMOCKA_LIBS) $(SQLITE_LIBS) $(UUID_LIBS) $(MD_LIBS) \
	$(LTLIBINTL)
tests_report_test_measure_SOURCES = tests/report/test_measure.c
tests_report_test_measure_LDADD = $(report_test_libs)
tests_report_test_sheet_SOURCES = tests/report/test_sheet.c
tests_report_test_sheet_LDADD = $(report_test_libs)
tests_report_test_week_SOURCES = tests/report/test_week.c
tests_report_test_week_LDADD = tests/core/libstage.a tests/core/libworld.a $(report_test_libs) -lm
tests_report_test_week_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/tests/core
endif
