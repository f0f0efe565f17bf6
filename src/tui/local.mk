noinst_LIBRARIES += src/tui/libtui.a
src_tui_libtui_a_SOURCES = \
	src/tui/allocate.c src/tui/allocate.h \
	src/tui/board_acts.c src/tui/board_draw.c src/tui/board_duty.c src/tui/board_inner.h src/tui/board_panes.c \
	src/tui/board_save.c src/tui/board_sort.c src/tui/board_view.c src/tui/board_view.h \
	src/tui/case_draw.c src/tui/case_inner.h src/tui/case_view.c src/tui/case_view.h \
	src/tui/choice.c src/tui/choice.h \
	src/tui/command_offers.c src/tui/command_offers.h src/tui/command_view.c src/tui/command_view.h \
	src/tui/console.c src/tui/console.h \
	src/tui/correct.c src/tui/correct.h \
	src/tui/dump.c src/tui/dump.h \
	src/tui/edit.c src/tui/edit.h src/tui/edit_wrap.c \
	src/tui/feed.c src/tui/feed.h \
	src/tui/filter_fields.c src/tui/filter_fields.h src/tui/filter_view.c src/tui/filter_view.h \
	src/tui/form_also.c src/tui/form_also.h \
	src/tui/form_box.c src/tui/form_box.h \
	src/tui/form_draw.c src/tui/form_marks.c src/tui/supervise_draw.c src/tui/supervise_form.c src/tui/supervise_form.h src/tui/supervise_inner.h src/tui/supervise_save.c src/tui/supervise_view.c src/tui/supervise_view.h src/tui/form_marks_draw.c src/tui/form_saved.c src/tui/form_marks.h src/tui/form_inner.h src/tui/form_view.c src/tui/form_view.h \
	src/tui/go.c src/tui/go.h \
	src/tui/habits.c src/tui/habits.h \
	src/tui/handover_inner.h src/tui/handover_save.c src/tui/handover_view.c src/tui/handover_view.h \
	src/tui/help_view.c src/tui/help_view.h \
	src/tui/keyfile.c src/tui/keyfile.h \
	src/tui/keymap.c src/tui/keymap.h \
	src/tui/keys.c src/tui/keys.h \
	src/tui/known_draw.c src/tui/known_inner.h \
	src/tui/known_view.c src/tui/known_view.h \
	src/tui/layout.c src/tui/layout.h \
	src/tui/leave_view.c src/tui/leave_view.h \
	src/tui/live_ask.c src/tui/live_ask.h \
	src/tui/lines.c src/tui/lines.h \
	src/tui/list.c src/tui/list.h src/tui/list_draw.c \
	src/tui/frame.c \
	src/tui/loop.c \
	src/tui/marks.c src/tui/marks.h \
	src/tui/measure.c src/tui/measure.h \
	src/tui/mouse.c src/tui/mouse.h \
	src/tui/one_child.c src/tui/one_child.h \
	src/tui/paint.c src/tui/paint.h src/tui/pen.c src/tui/pen.h \
	src/tui/pick_view.c src/tui/pick_view.h \
	src/tui/prompt_view.c src/tui/prompt_view.h \
	src/tui/queue_acts.c src/tui/queue_columns.c src/tui/queue_columns.h src/tui/queue_data.c \
	src/tui/queue_draw.c src/tui/queue_files.c src/tui/queue_find.c src/tui/queue_groups.c src/tui/queue_header.c \
	src/tui/queue_inner.h src/tui/queue_marks.c src/tui/queue_open.c src/tui/queue_order.c src/tui/queue_scope.h src/tui/queue_source.c \
	src/tui/queue_source.h src/tui/queue_view.c src/tui/queue_view.h \
	src/tui/queues_pick.c src/tui/queues_pick.h \
	src/tui/reasons.c src/tui/reasons.h src/tui/record.c src/tui/record.h src/tui/recorded.h \
	src/tui/save_page.c src/tui/save_page.h \
	src/tui/term.c src/tui/term.h src/tui/term_keys.c src/tui/term_keys.h \
	src/tui/text_view.c src/tui/text_view.h \
	src/tui/theme.c src/tui/theme.h \
	src/tui/today_draw.c src/tui/today_inner.h src/tui/today_lines.c \
	src/tui/today_view.c src/tui/today_view.h src/tui/today_week.c \
	src/tui/tui.c src/tui/tui.h \
	src/tui/ui.c src/tui/ui.h \
	src/tui/views_pick.c \
	src/tui/history_view.c src/tui/history_view.h \
	src/tui/week_draw.c src/tui/week_inner.h src/tui/week_save.c src/tui/week_team.c src/tui/week_view.c src/tui/week_view.h \
	src/tui/whose.c src/tui/whose.h src/tui/why_view.c src/tui/why_view.h
