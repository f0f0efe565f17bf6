noinst_LIBRARIES += src/clock/libclock.a
src_clock_libclock_a_SOURCES = \
	src/clock/calendar.c src/clock/calendar.h \
	src/clock/civil.c src/clock/civil.h \
	src/clock/limit.c src/clock/limit.h \
	src/clock/zone.c src/clock/zone.h \
	src/clock/change.c src/clock/change.h \
	src/clock/clock.c src/clock/clock.h \
	src/clock/derive.c src/clock/derive.h \
	src/clock/due.c src/clock/due.h \
	src/clock/event.c src/clock/event.h \
	src/clock/evidence.c src/clock/evidence.h src/clock/explain.c src/clock/explain.h \
	src/clock/grid.c src/clock/grid.h \
	src/clock/interval.c src/clock/interval.h \
	src/clock/series.c src/clock/series.h \
	src/clock/sight.c src/clock/sight.h \
	src/clock/status.c src/clock/status.h \
	src/clock/timescale.h
