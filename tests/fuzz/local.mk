# Fuzzing is no part of `make check`: tests/fuzz/run.sh builds with clang by itself.
EXTRA_DIST += tests/fuzz/run.sh tests/fuzz/fuzz_csv.c tests/fuzz/fuzz_frame.c tests/fuzz/fuzz_policy.c \
	tests/fuzz/fuzz_map.c tests/fuzz/fuzz_workbook.c tests/fuzz/fuzz_xml.c tests/fuzz/mapped_fuzz.h \
	tests/fuzz/csv tests/fuzz/frame tests/fuzz/workbook tests/fuzz/xml
