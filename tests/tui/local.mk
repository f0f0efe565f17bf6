if HAVE_CMOCKA
check_PROGRAMS += tests/tui/test_edit
TESTS += tests/tui/test_edit
tests_tui_test_edit_SOURCES = tests/tui/test_edit.c
tests_tui_test_edit_LDADD = src/tui/libtui.a src/clock/libclock.a src/base/libbase.a $(CMOCKA_LIBS) $(LTLIBINTL)

check_PROGRAMS += tests/tui/test_form_box
TESTS += tests/tui/test_form_box
tests_tui_test_form_box_SOURCES = tests/tui/test_form_box.c
tests_tui_test_form_box_LDADD = src/tui/libtui.a src/clock/libclock.a src/base/libbase.a $(CMOCKA_LIBS) $(LTLIBINTL)

check_PROGRAMS += tests/tui/test_keyfile
TESTS += tests/tui/test_keyfile
tests_tui_test_keyfile_SOURCES = tests/tui/test_keyfile.c
tests_tui_test_keyfile_LDADD = src/tui/libtui.a src/clock/libclock.a src/base/libbase.a $(CMOCKA_LIBS) $(LTLIBINTL)

check_PROGRAMS += tests/tui/test_keymap
TESTS += tests/tui/test_keymap
tests_tui_test_keymap_SOURCES = tests/tui/test_keymap.c
tests_tui_test_keymap_LDADD = src/tui/libtui.a src/clock/libclock.a src/base/libbase.a $(CMOCKA_LIBS) $(LTLIBINTL)

check_PROGRAMS += tests/tui/test_paint
TESTS += tests/tui/test_paint
tests_tui_test_paint_SOURCES = tests/tui/test_paint.c
tests_tui_test_paint_LDADD = src/tui/libtui.a src/base/libbase.a $(CMOCKA_LIBS) $(LTLIBINTL)

check_PROGRAMS += tests/tui/test_layout
TESTS += tests/tui/test_layout
tests_tui_test_layout_SOURCES = tests/tui/test_layout.c
tests_tui_test_layout_LDADD = src/tui/libtui.a src/clock/libclock.a src/base/libbase.a $(CMOCKA_LIBS) $(LTLIBINTL)

check_PROGRAMS += tests/tui/test_list
TESTS += tests/tui/test_list
tests_tui_test_list_SOURCES = tests/tui/test_list.c
tests_tui_test_list_LDADD = src/tui/libtui.a src/clock/libclock.a src/base/libbase.a $(CMOCKA_LIBS) $(LTLIBINTL)

check_PROGRAMS += tests/tui/test_loop
TESTS += tests/tui/test_loop
tests_tui_test_loop_SOURCES = tests/tui/test_loop.c
tests_tui_test_loop_LDADD = src/tui/libtui.a src/clock/libclock.a src/base/libbase.a $(CMOCKA_LIBS) $(NCURSES_LIBS) $(LTLIBINTL)

check_PROGRAMS += tests/tui/test_theme
TESTS += tests/tui/test_theme
tests_tui_test_theme_SOURCES = tests/tui/test_theme.c
tests_tui_test_theme_LDADD = src/tui/libtui.a src/clock/libclock.a src/base/libbase.a $(CMOCKA_LIBS) $(LTLIBINTL)
endif
