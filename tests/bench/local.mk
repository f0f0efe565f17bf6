# Benchmarks report and never fail; `make bench` prints the table of measured targets.
#   make bench BENCH_CASES='10000 100000 1000000'
# Databases stay in the build tree, under tests/bench/data, until `make bench-clean`.
BENCH_CASES = 10000 100000 1000000
BENCH_TOOLS = tests/bench/tty tests/bench/floor_tui tests/bench/floor_insert tests/bench/commit tests/bench/turn \
	tests/bench/authority tests/bench/board
BENCH_RAW = tests/bench/measure.c tests/bench/measure.h tests/bench/raw.c tests/bench/raw.h
BENCH_LEND = tests/bench/lend.c tests/bench/lend.h
BENCH_CORE = src/core/libcore.a src/store/libstore.a src/policy/libpolicy.a src/clock/libclock.a \
	src/base/libbase.a $(SQLITE_LIBS) $(UUID_LIBS) $(MD_LIBS) $(LTLIBINTL)

EXTRA_PROGRAMS += $(BENCH_TOOLS)
EXTRA_DIST += tests/bench/table.py tests/bench/extract.py tests/bench/caseload.py
tests_bench_tty_SOURCES = tests/bench/tty.c tests/bench/terminal.c tests/bench/terminal.h \
	tests/bench/measure.c tests/bench/measure.h
tests_bench_tty_LDADD = -lutil
tests_bench_floor_tui_SOURCES = tests/bench/floor_tui.c $(BENCH_RAW)
tests_bench_floor_tui_LDADD = $(NCURSES_LIBS) $(SQLITE_LIBS)
tests_bench_floor_insert_SOURCES = tests/bench/floor_insert.c $(BENCH_RAW)
tests_bench_floor_insert_LDADD = $(SQLITE_LIBS)
tests_bench_commit_SOURCES = tests/bench/commit.c tests/bench/floor_commit.c tests/bench/floor_commit.h \
	$(BENCH_RAW) $(BENCH_LEND)
tests_bench_commit_LDADD = $(BENCH_CORE)
tests_bench_turn_SOURCES = tests/bench/turn.c $(BENCH_RAW) $(BENCH_LEND)
tests_bench_turn_LDADD = $(BENCH_CORE)
tests_bench_authority_SOURCES = tests/bench/authority.c $(BENCH_RAW) $(BENCH_LEND)
tests_bench_authority_LDADD = $(BENCH_CORE)
tests_bench_board_SOURCES = tests/bench/board.c $(BENCH_RAW) $(BENCH_LEND)
tests_bench_board_LDADD = $(BENCH_CORE)

if HAVE_CMOCKA
EXTRA_PROGRAMS += tests/bench/engine
BENCH_TOOLS += tests/bench/engine
tests_bench_engine_SOURCES = tests/bench/engine.c
tests_bench_engine_LDADD = tests/clock/libkit.a $(CLOCK_TEST_LIBS)
endif

.PHONY: bench bench-clean
bench: $(BENCH_TOOLS) src/caseclock$(EXEEXT) src/exchange/caseclock-exchange$(EXEEXT)
	@top_srcdir='$(top_srcdir)' python3 $(srcdir)/tests/bench/table.py $(BENCH_CASES)
bench-clean:
	rm -rf tests/bench/data
