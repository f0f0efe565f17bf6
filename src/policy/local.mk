noinst_LIBRARIES += src/policy/libpolicy.a
src_policy_libpolicy_a_SOURCES = \
	src/policy/arena.c src/policy/arena.h \
	src/policy/bundle.c src/policy/bundle.h \
	src/policy/calendar.c \
	src/policy/check.c \
	src/policy/decides.c \
	src/policy/event.c \
	src/policy/field.c src/policy/field_check.c src/policy/field_review.c \
	src/policy/holidays.c \
	src/policy/jsonin.c src/policy/jsonin.h \
	src/policy/match.c \
	src/policy/load.c src/policy/load.h \
	src/policy/names.c src/policy/names.h \
	src/policy/memory.h \
	src/policy/parse.c src/policy/parse.h \
	src/policy/parts.c \
	src/policy/policy.c src/policy/policy.h \
	src/policy/practice.c src/policy/practice.h \
	src/policy/reader.c \
	src/policy/show.c \
	src/policy/subject.c src/policy/subject.h \
	src/policy/timescale.c \
	src/policy/timescale_value.c \
	src/policy/value.c
