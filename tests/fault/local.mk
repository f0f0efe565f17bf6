# Faults in the calls on files. `make fault` tries all of them; `make check` a part.
check_PROGRAMS += tests/fault/saver
tests_fault_saver_SOURCES = tests/fault/saver.c
tests_fault_saver_LDADD = src/store/libstore.a src/base/libbase.a \
	$(SQLITE_LIBS) $(UUID_LIBS) $(MD_LIBS)
TESTS += tests/fault/test_save.sh
EXTRA_DIST += tests/fault/test_save.sh

.PHONY: fault
fault: tests/fault/saver$(EXEEXT)
	CASECLOCK_FAULTS=all $(srcdir)/tests/fault/test_save.sh
