# Faults in the calls on files, in allocations, and power cuts. `make fault` tries all of them; `make check` a part.
check_PROGRAMS += tests/fault/saver
tests_fault_saver_SOURCES = tests/fault/saver.c
tests_fault_saver_LDADD = src/store/libstore.a src/base/libbase.a $(SQLITE_LIBS) $(UUID_LIBS) $(MD_LIBS)
TESTS += tests/fault/test_save.sh
EXTRA_DIST += tests/fault/test_save.sh

if HAVE_CMOCKA
check_PROGRAMS += tests/fault/test_powerloss
TESTS += tests/fault/test_powerloss
tests_fault_test_powerloss_SOURCES = tests/fault/test_powerloss.c tests/fault/powerloss.c tests/fault/powerloss.h \
	tests/fault/overlay.c tests/fault/overlay.h
tests_fault_test_powerloss_LDADD = tests/store/libmade.a src/store/libstore.a src/base/libbase.a \
	$(CMOCKA_LIBS) $(SQLITE_LIBS) $(UUID_LIBS) $(MD_LIBS)
check_PROGRAMS += tests/fault/test_memory
TESTS += tests/fault/test_memory
tests_fault_test_memory_SOURCES = tests/fault/test_memory.c
tests_fault_test_memory_LDADD = tests/store/libmade.a src/store/libstore.a src/base/libbase.a \
	$(CMOCKA_LIBS) $(SQLITE_LIBS) $(UUID_LIBS) $(MD_LIBS)
check_PROGRAMS += tests/fault/test_commit
TESTS += tests/fault/test_commit
tests_fault_test_commit_SOURCES = tests/fault/test_commit.c tests/fault/overlay.c tests/fault/overlay.h
tests_fault_test_commit_LDADD = $(CORE_TEST_LIBS)
check_PROGRAMS += tests/fault/test_io
TESTS += tests/fault/test_io
tests_fault_test_io_SOURCES = tests/fault/test_io.c tests/fault/overlay.c tests/fault/overlay.h
tests_fault_test_io_LDADD = tests/store/libmade.a $(CORE_TEST_LIBS)
fault_compiled = tests/fault/test_powerloss$(EXEEXT) tests/fault/test_memory$(EXEEXT) tests/fault/test_io$(EXEEXT)
else
fault_compiled =
endif

.PHONY: fault
fault: tests/fault/saver$(EXEEXT) $(fault_compiled)
	CASECLOCK_FAULTS=all $(srcdir)/tests/fault/test_save.sh
	for t in $(fault_compiled); do CASECLOCK_FAULTS=all ./$$t || exit 1; done
