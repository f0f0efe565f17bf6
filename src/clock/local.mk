noinst_LIBRARIES += src/clock/libclock.a
src_clock_libclock_a_SOURCES = \
	src/clock/calendar.c src/clock/calendar.h \
	src/clock/civil.c src/clock/civil.h \
	src/clock/limit.c src/clock/limit.h \
	src/clock/zone.c src/clock/zone.h
