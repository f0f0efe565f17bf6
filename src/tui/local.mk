noinst_LIBRARIES += src/tui/libtui.a
src_tui_libtui_a_SOURCES = \
	src/tui/choice.c src/tui/choice.h \
	src/tui/dump.c src/tui/dump.h \
	src/tui/edit.c src/tui/edit.h src/tui/edit_wrap.c \
	src/tui/form_box.c src/tui/form_box.h \
	src/tui/form_draw.c src/tui/form_inner.h src/tui/form_view.c src/tui/form_view.h \
	src/tui/help_view.c src/tui/help_view.h \
	src/tui/keymap.c src/tui/keymap.h \
	src/tui/keys.c src/tui/keys.h \
	src/tui/layout.c src/tui/layout.h \
	src/tui/leave_view.c src/tui/leave_view.h \
	src/tui/list.c src/tui/list.h src/tui/list_draw.c \
	src/tui/loop.c \
	src/tui/pen.c src/tui/pen.h \
	src/tui/pick_view.c src/tui/pick_view.h \
	src/tui/prompt_view.c src/tui/prompt_view.h \
	src/tui/term.c src/tui/term.h src/tui/term_keys.c src/tui/term_keys.h \
	src/tui/theme.c src/tui/theme.h \
	src/tui/ui.c src/tui/ui.h
