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
