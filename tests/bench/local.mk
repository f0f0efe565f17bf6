# Benchmarks report and never fail; `make bench` prints the table.
if HAVE_CMOCKA
EXTRA_PROGRAMS += tests/bench/engine
tests_bench_engine_SOURCES = tests/bench/engine.c
tests_bench_engine_LDADD = tests/clock/libkit.a $(CLOCK_TEST_LIBS)
endif
