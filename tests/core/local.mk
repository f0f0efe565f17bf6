if HAVE_CMOCKA
check_LIBRARIES += tests/core/libworld.a
tests_core_libworld_a_SOURCES = tests/core/world.c tests/core/world.h \
	tests/base/folder.c tests/base/folder.h tests/base/whole.c tests/base/whole.h
CORE_TEST_LIBS = tests/core/libworld.a src/core/libcore.a src/store/libstore.a src/policy/libpolicy.a \
	src/clock/libclock.a src/base/libbase.a $(CMOCKA_LIBS) $(SQLITE_LIBS) $(UUID_LIBS) $(MD_LIBS) \
	$(LTLIBINTL) -lm

check_PROGRAMS += tests/core/test_moment
TESTS += tests/core/test_moment
tests_core_test_moment_SOURCES = tests/core/test_moment.c
tests_core_test_moment_LDADD = $(CORE_TEST_LIBS)

check_PROGRAMS += tests/core/test_reading
TESTS += tests/core/test_reading
tests_core_test_reading_SOURCES = tests/core/test_reading.c
tests_core_test_reading_LDADD = $(CORE_TEST_LIBS)

check_PROGRAMS += tests/core/test_attention
TESTS += tests/core/test_attention
tests_core_test_attention_SOURCES = tests/core/test_attention.c
tests_core_test_attention_LDADD = $(CORE_TEST_LIBS)

check_PROGRAMS += tests/core/test_words
TESTS += tests/core/test_words
tests_core_test_words_SOURCES = tests/core/test_words.c
tests_core_test_words_LDADD = $(CORE_TEST_LIBS)

check_PROGRAMS += tests/core/test_desk
TESTS += tests/core/test_desk
tests_core_test_desk_SOURCES = tests/core/test_desk.c
tests_core_test_desk_LDADD = $(CORE_TEST_LIBS)

check_PROGRAMS += tests/core/test_act
TESTS += tests/core/test_act
tests_core_test_act_SOURCES = tests/core/test_act.c
tests_core_test_act_LDADD = $(CORE_TEST_LIBS)

check_PROGRAMS += tests/core/test_timer
TESTS += tests/core/test_timer
tests_core_test_timer_SOURCES = tests/core/test_timer.c
tests_core_test_timer_LDADD = $(CORE_TEST_LIBS)

check_PROGRAMS += tests/core/test_file
TESTS += tests/core/test_file
tests_core_test_file_SOURCES = tests/core/test_file.c
tests_core_test_file_LDADD = $(CORE_TEST_LIBS)

check_PROGRAMS += tests/core/test_form
TESTS += tests/core/test_form
tests_core_test_form_SOURCES = tests/core/test_form.c
tests_core_test_form_LDADD = $(STAGE_TEST_LIBS)
check_PROGRAMS += tests/core/test_several
TESTS += tests/core/test_several
tests_core_test_several_SOURCES = tests/core/test_several.c
tests_core_test_several_LDADD = $(CORE_TEST_LIBS)

check_LIBRARIES += tests/core/libstage.a
tests_core_libstage_a_SOURCES = tests/core/stage.c tests/core/stage.h
STAGE_TEST_LIBS = tests/core/libstage.a $(CORE_TEST_LIBS)

check_PROGRAMS += tests/core/test_queue
TESTS += tests/core/test_queue
tests_core_test_queue_SOURCES = tests/core/test_queue.c
tests_core_test_queue_LDADD = $(STAGE_TEST_LIBS)

check_PROGRAMS += tests/core/test_handover
TESTS += tests/core/test_handover
tests_core_test_handover_SOURCES = tests/core/test_handover.c
tests_core_test_handover_LDADD = $(STAGE_TEST_LIBS)

check_PROGRAMS += tests/core/test_today
TESTS += tests/core/test_today
tests_core_test_today_SOURCES = tests/core/test_today.c
tests_core_test_today_LDADD = $(STAGE_TEST_LIBS)

check_PROGRAMS += tests/core/test_filter
TESTS += tests/core/test_filter
tests_core_test_filter_SOURCES = tests/core/test_filter.c
tests_core_test_filter_LDADD = $(STAGE_TEST_LIBS)

check_PROGRAMS += tests/core/test_saved
TESTS += tests/core/test_saved
tests_core_test_saved_SOURCES = tests/core/test_saved.c
tests_core_test_saved_LDADD = $(STAGE_TEST_LIBS)

check_PROGRAMS += tests/core/test_page
TESTS += tests/core/test_page
tests_core_test_page_SOURCES = tests/core/test_page.c
tests_core_test_page_LDADD = $(STAGE_TEST_LIBS)

check_PROGRAMS += tests/core/test_why
TESTS += tests/core/test_why
tests_core_test_why_SOURCES = tests/core/test_why.c
tests_core_test_why_LDADD = $(STAGE_TEST_LIBS)

check_PROGRAMS += tests/core/test_import
TESTS += tests/core/test_import
tests_core_test_import_SOURCES = tests/core/test_import.c
tests_core_test_import_LDADD = $(STAGE_TEST_LIBS)
tests_core_test_import_CPPFLAGS = $(AM_CPPFLAGS) -DTEST_EXCHANGE='"$(abs_top_builddir)/src/exchange"'

check_PROGRAMS += tests/core/test_extract
TESTS += tests/core/test_extract
tests_core_test_extract_SOURCES = tests/core/test_extract.c
tests_core_test_extract_LDADD = $(STAGE_TEST_LIBS)
tests_core_test_extract_CPPFLAGS = $(AM_CPPFLAGS) -DTEST_EXCHANGE='"$(abs_top_builddir)/src/exchange"'

check_PROGRAMS += tests/core/test_demo
TESTS += tests/core/test_demo
tests_core_test_demo_SOURCES = tests/core/test_demo.c
tests_core_test_demo_LDADD = $(STAGE_TEST_LIBS)
tests_core_test_demo_CPPFLAGS = $(AM_CPPFLAGS) -DTEST_POLICY='"$(abs_top_srcdir)/data/policy"'

check_PROGRAMS += tests/core/test_keep
TESTS += tests/core/test_keep
tests_core_test_keep_SOURCES = tests/core/test_keep.c
tests_core_test_keep_LDADD = $(STAGE_TEST_LIBS)

check_PROGRAMS += tests/core/test_search
TESTS += tests/core/test_search
tests_core_test_search_SOURCES = tests/core/test_search.c
tests_core_test_search_LDADD = $(CORE_TEST_LIBS)

check_PROGRAMS += tests/core/test_merge
TESTS += tests/core/test_merge
tests_core_test_merge_SOURCES = tests/core/test_merge.c
tests_core_test_merge_LDADD = $(STAGE_TEST_LIBS)

check_PROGRAMS += tests/core/test_move
TESTS += tests/core/test_move
tests_core_test_move_SOURCES = tests/core/test_move.c
tests_core_test_move_LDADD = $(STAGE_TEST_LIBS)

check_LIBRARIES += tests/core/libshipped.a
tests_core_libshipped_a_SOURCES = tests/core/shipped_world.c tests/core/shipped_world.h
tests_core_libshipped_a_CPPFLAGS = $(AM_CPPFLAGS) -DTEST_POLICY='"$(abs_top_srcdir)/data/policy"'
SHIPPED_TEST_LIBS = tests/core/libshipped.a $(STAGE_TEST_LIBS)

check_PROGRAMS += tests/core/test_assessment
TESTS += tests/core/test_assessment
tests_core_test_assessment_SOURCES = tests/core/test_assessment.c
tests_core_test_assessment_LDADD = $(SHIPPED_TEST_LIBS)

check_PROGRAMS += tests/core/test_board
TESTS += tests/core/test_board
tests_core_test_board_SOURCES = tests/core/test_board.c
tests_core_test_board_LDADD = $(SHIPPED_TEST_LIBS)

check_PROGRAMS += tests/core/test_subjects
TESTS += tests/core/test_subjects
tests_core_test_subjects_SOURCES = tests/core/test_subjects.c
tests_core_test_subjects_LDADD = $(SHIPPED_TEST_LIBS)

check_PROGRAMS += tests/core/test_supervision
TESTS += tests/core/test_supervision
tests_core_test_supervision_SOURCES = tests/core/test_supervision.c
tests_core_test_supervision_LDADD = $(SHIPPED_TEST_LIBS)

check_PROGRAMS += tests/core/test_undo
TESTS += tests/core/test_undo
tests_core_test_undo_SOURCES = tests/core/test_undo.c
tests_core_test_undo_LDADD = $(CORE_TEST_LIBS)

check_PROGRAMS += tests/core/test_week
TESTS += tests/core/test_week
tests_core_test_week_SOURCES = tests/core/test_week.c
tests_core_test_week_LDADD = $(SHIPPED_TEST_LIBS)

check_PROGRAMS += tests/core/test_actions
TESTS += tests/core/test_actions
tests_core_test_actions_SOURCES = tests/core/test_actions.c
tests_core_test_actions_LDADD = $(SHIPPED_TEST_LIBS)

check_PROGRAMS += tests/core/test_meetings
TESTS += tests/core/test_meetings
tests_core_test_meetings_SOURCES = tests/core/test_meetings.c
tests_core_test_meetings_LDADD = $(SHIPPED_TEST_LIBS)

check_PROGRAMS += tests/core/test_every_event
TESTS += tests/core/test_every_event
tests_core_test_every_event_SOURCES = tests/core/test_every_event.c
tests_core_test_every_event_LDADD = $(SHIPPED_TEST_LIBS)
endif
