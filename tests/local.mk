# Each folder mirrors a room of src/ and keeps its tests in its own local.mk.
include tests/base/local.mk
include tests/clock/local.mk
include tests/policy/local.mk
include tests/store/local.mk
include tests/core/local.mk
include tests/report/local.mk
include tests/exchange/local.mk
include tests/tui/local.mk
include tests/cli/local.mk
include tests/screen/local.mk
include tests/fault/local.mk
include tests/fuzz/local.mk
include tests/bench/local.mk
include tests/lint/local.mk

# The unit tests under valgrind: those that start no confined child and measure no crash.
VALGRIND_TESTS = $(filter tests/base/% tests/clock/% tests/policy/% tests/report/% tests/core/%, \
	$(filter-out tests/clock/test_properties, $(TESTS)))
check-valgrind: $(check_PROGRAMS) $(check_LIBRARIES)
	$(MAKE) $(AM_MAKEFLAGS) check-TESTS TESTS='$(VALGRIND_TESTS)' \
		LOG_COMPILER='valgrind --quiet --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite'
.PHONY: check-valgrind
