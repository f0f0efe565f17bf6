if HAVE_CMOCKA
if HAVE_VTERM
check_LIBRARIES += tests/screen/libpty.a
tests_screen_libpty_a_CFLAGS = $(AM_CFLAGS) $(VTERM_CFLAGS) $(CMOCKA_CFLAGS)
tests_screen_libpty_a_SOURCES = tests/screen/pty.c tests/screen/pty.h tests/screen/pty_inner.h tests/screen/pty_cells.c

check_PROGRAMS += tests/screen/toolkit
tests_screen_toolkit_SOURCES = tests/screen/toolkit.c
tests_screen_toolkit_LDADD = src/tui/libtui.a src/clock/libclock.a src/base/libbase.a $(NCURSES_LIBS) $(LTLIBINTL)

check_PROGRAMS += tests/screen/test_toolkit
TESTS += tests/screen/test_toolkit
tests_screen_test_toolkit_SOURCES = tests/screen/test_toolkit.c
tests_screen_test_toolkit_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)
endif
endif
