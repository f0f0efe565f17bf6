noinst_LIBRARIES += src/clock/libclock.a
src_clock_libclock_a_SOURCES =
