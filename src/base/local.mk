noinst_LIBRARIES += src/base/libbase.a
src_base_libbase_a_SOURCES = \
	src/base/error.c src/base/error.h \
	src/base/hash.c src/base/hash.h \
	src/base/i18n.h \
	src/base/id.c src/base/id.h \
	src/base/mem.c src/base/mem.h \
	src/base/sound.c src/base/sound.h \
	src/base/str.c src/base/str.h \
	src/base/utf8.c src/base/utf8.h \
	src/base/utf8_cells.c \
	src/base/utf8_fold.c \
	src/base/utf8_safe.c
src_base_libbase_a_SOURCES += src/base/frame.c src/base/frame.h
