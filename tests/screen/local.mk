if HAVE_CMOCKA
if HAVE_VTERM
check_LIBRARIES += tests/screen/libpty.a
tests_screen_libpty_a_CFLAGS = $(AM_CFLAGS) $(VTERM_CFLAGS) $(CMOCKA_CFLAGS)
tests_screen_libpty_a_SOURCES = \
	tests/screen/caseload.c tests/screen/caseload.h \
	tests/screen/meeting.c tests/screen/meeting.h \
	tests/screen/pty.c tests/screen/pty.h tests/screen/pty_inner.h tests/screen/pty_cells.c \
	tests/screen/rehearsal.c tests/screen/rehearsal.h \
	tests/base/folder.c tests/base/folder.h tests/base/whole.c tests/base/whole.h

check_LIBRARIES += tests/screen/libinside.a
tests_screen_libinside_a_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_screen_libinside_a_SOURCES = tests/screen/inside.c tests/screen/inside.h tests/screen/keys.c tests/screen/keys.h
INSIDE_LIBS = tests/screen/libinside.a tests/screen/libpty.a src/tui/libtui.a src/cli/libcli.a \
	src/report/libreport.a src/core/libcore.a src/store/libstore.a src/policy/libpolicy.a src/clock/libclock.a \
	src/base/libbase.a $(NCURSES_LIBS) $(VTERM_LIBS) $(SQLITE_LIBS) $(UUID_LIBS) $(MD_LIBS) $(CMOCKA_LIBS) \
	$(LTLIBINTL)

check_PROGRAMS += tests/screen/toolkit
tests_screen_toolkit_SOURCES = tests/screen/toolkit.c
tests_screen_toolkit_LDADD = src/tui/libtui.a src/clock/libclock.a src/base/libbase.a $(NCURSES_LIBS) $(LTLIBINTL)

check_PROGRAMS += tests/screen/test_toolkit
TESTS += tests/screen/test_toolkit
tests_screen_test_toolkit_SOURCES = tests/screen/test_toolkit.c
tests_screen_test_toolkit_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/screens
tests_screen_screens_SOURCES = tests/screen/screens.c
tests_screen_screens_LDADD = src/tui/libtui.a src/cli/libcli.a src/report/libreport.a src/core/libcore.a src/store/libstore.a \
	src/policy/libpolicy.a src/clock/libclock.a src/base/libbase.a $(NCURSES_LIBS) $(SQLITE_LIBS) $(UUID_LIBS) \
	$(MD_LIBS) $(LTLIBINTL)

check_PROGRAMS += tests/screen/test_queue
TESTS += tests/screen/test_queue
tests_screen_test_queue_SOURCES = tests/screen/test_queue.c
tests_screen_test_queue_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/test_live
TESTS += tests/screen/test_live
tests_screen_test_live_SOURCES = tests/screen/test_live.c
tests_screen_test_live_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/test_desk
TESTS += tests/screen/test_desk
tests_screen_test_desk_SOURCES = tests/screen/test_desk.c
tests_screen_test_desk_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/test_views
TESTS += tests/screen/test_views
tests_screen_test_views_SOURCES = tests/screen/test_views.c
tests_screen_test_views_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/test_forms
TESTS += tests/screen/test_forms
tests_screen_test_forms_SOURCES = tests/screen/test_forms.c
tests_screen_test_forms_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/test_time
TESTS += tests/screen/test_time
tests_screen_test_time_SOURCES = tests/screen/test_time.c
tests_screen_test_time_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/test_handover
TESTS += tests/screen/test_handover
tests_screen_test_handover_SOURCES = tests/screen/test_handover.c
tests_screen_test_handover_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/test_today
TESTS += tests/screen/test_today
tests_screen_test_today_SOURCES = tests/screen/test_today.c
tests_screen_test_today_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/test_morning
TESTS += tests/screen/test_morning
tests_screen_test_morning_SOURCES = tests/screen/test_morning.c
tests_screen_test_morning_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/test_keys
TESTS += tests/screen/test_keys
tests_screen_test_keys_SOURCES = tests/screen/test_keys.c
tests_screen_test_keys_LDADD = $(INSIDE_LIBS)

check_PROGRAMS += tests/screen/test_keys_meetings
TESTS += tests/screen/test_keys_meetings
tests_screen_test_keys_meetings_SOURCES = tests/screen/test_keys_meetings.c
tests_screen_test_keys_meetings_LDADD = $(INSIDE_LIBS)

check_PROGRAMS += tests/screen/test_known
TESTS += tests/screen/test_known
tests_screen_test_known_SOURCES = tests/screen/test_known.c
tests_screen_test_known_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/test_sizes
TESTS += tests/screen/test_sizes
EXTRA_DIST += tests/screen/terms.ti
tests_screen_test_sizes_SOURCES = tests/screen/test_sizes.c
tests_screen_test_sizes_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS) $(NCURSES_LIBS)

check_PROGRAMS += tests/screen/test_hard
TESTS += tests/screen/test_hard
tests_screen_test_hard_SOURCES = tests/screen/test_hard.c
tests_screen_test_hard_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/test_random
TESTS += tests/screen/test_random
tests_screen_test_random_SOURCES = tests/screen/test_random.c
tests_screen_test_random_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/test_welsh
TESTS += tests/screen/test_welsh
tests_screen_test_welsh_SOURCES = tests/screen/test_welsh.c
tests_screen_test_welsh_LDADD = tests/screen/libpty.a src/tui/libtui.a src/clock/libclock.a src/base/libbase.a \
	$(VTERM_LIBS) $(CMOCKA_LIBS) $(LTLIBINTL)

check_PROGRAMS += tests/screen/test_palette
TESTS += tests/screen/test_palette
tests_screen_test_palette_SOURCES = tests/screen/test_palette.c
tests_screen_test_palette_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/test_mouse
TESTS += tests/screen/test_mouse
tests_screen_test_mouse_SOURCES = tests/screen/test_mouse.c
tests_screen_test_mouse_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/test_away
TESTS += tests/screen/test_away
tests_screen_test_away_SOURCES = tests/screen/test_away.c
tests_screen_test_away_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/test_week
TESTS += tests/screen/test_week
tests_screen_test_week_SOURCES = tests/screen/test_week.c
tests_screen_test_week_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/test_supervision
TESTS += tests/screen/test_supervision
tests_screen_test_supervision_SOURCES = tests/screen/test_supervision.c
tests_screen_test_supervision_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/test_board
TESTS += tests/screen/test_board
tests_screen_test_board_SOURCES = tests/screen/test_board.c
tests_screen_test_board_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/test_board_told
TESTS += tests/screen/test_board_told
tests_screen_test_board_told_SOURCES = tests/screen/test_board_told.c
tests_screen_test_board_told_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/test_readme
TESTS += tests/screen/test_readme
tests_screen_test_readme_SOURCES = tests/screen/test_readme.c
tests_screen_test_readme_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/picture
tests_screen_picture_SOURCES = tests/screen/picture.c
tests_screen_picture_LDADD = tests/screen/libpty.a src/base/libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS)
endif
endif
