# Fuzzing is no part of `make check`: tests/fuzz/run.sh builds with clang by itself.
EXTRA_DIST += tests/fuzz/run.sh tests/fuzz/fuzz_csv.c tests/fuzz/fuzz_frame.c tests/fuzz/fuzz_policy.c \
	tests/fuzz/csv tests/fuzz/frame
