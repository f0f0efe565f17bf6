#!/bin/sh
# Fuzzes the readers of what others write: tests/fuzz/run.sh [csv|frame|map|policy|workbook|xml|all [SECONDS]].
# Each reader in turn, for FUZZ_SECONDS or 60 seconds. Builds with clang on its own, outside the makefile,
# in a folder of its own (FUZZ_BUILD); config.h is that of the build it is run from, or of one under build/.
# What it finds new is kept there; a finding is written there as crash-* and belongs into tests/fuzz/TARGET.
set -eu
wanted=${1:-all}
seconds=${2:-${FUZZ_SECONDS:-60}}
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
build=${FUZZ_BUILD:-${TMPDIR:-/tmp}/caseclock-fuzz}

if ! command -v clang >/dev/null; then
	echo "run.sh: clang is missing: install the Debian packages clang and libclang-rt-14-dev" >&2
	exit 77
fi
config=
for folder in "$PWD" "$top"/build/* "$top"; do
	if [ -z "$config" ] && [ -f "$folder/config.h" ]; then
		config=$folder
	fi
done
if [ -z "$config" ]; then
	echo "run.sh: there is no config.h here or under $top/build: configure first, or run it in a build" >&2
	exit 2
fi

# The lists of sources and libraries are words on purpose.
# shellcheck disable=SC2086
# fuzz TARGET LONGEST SEEDS SOURCE...: one reader, until its time is over or it finds something.
fuzz() {
	target=$1 longest=$2 seeds=$3
	shift 3
	mkdir -p "$build/found-$target"
	clang -std=c11 -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined \
		-I"$config" -I"$top/src" -o "$build/fuzz_$target" "$here/fuzz_$target.c" "$@" \
		"$top/src/base/error.c" "$top/src/base/mem.c" "$top/src/base/str.c" "$top/src/base/utf8.c" \
		"$top/src/base/utf8_fold.c" $libraries
	echo "run.sh: $target, $seconds seconds"
	# Ten seconds are a hang; one is what a busy machine may keep a reader waiting.
	# Freed memory is held back for a while to find what uses it, but within the limit.
	(cd "$build" && ASAN_OPTIONS="${ASAN_OPTIONS-}:quarantine_size_mb=16" "./fuzz_$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=256 \
		-max_len="$longest" -print_final_stats=1 "found-$target" "$seeds") || exit 1
}

one() {
	libraries=
	mapped=
	# Words on purpose; the map's own reader needs no libraries.
	for name in choice cut heading map_list map_make map_parse map_text; do
		mapped="$mapped $top/src/exchange/$name.c"
	done
	if [ "$1" != map ]; then
		for name in archive csv csv_row csv_sniff read_map read_workbook read_xml rows sheet source table unit \
			value workbook_parts workbook_styles xml; do
			mapped="$mapped $top/src/exchange/$name.c"
		done
	fi
	case $1 in
	csv)
		fuzz csv 4096 "$here/csv" "$top/src/exchange/csv.c" "$top/src/exchange/csv_row.c" \
			"$top/src/exchange/csv_sniff.c"
		;;
	frame) fuzz frame 4096 "$here/frame" "$top/src/base/frame.c" ;;
	map) fuzz map 16384 "$top/data/exchange" $mapped ;;
	xml | workbook)
		libraries=$(pkg-config --cflags --libs libxml-2.0 libarchive)
		fuzz "$1" 16384 "$here/$1" $mapped "$here/../exchange/book.c" "$top/src/base/frame.c"
		;;
	policy)
		libraries=$(pkg-config --libs libmd 2>/dev/null || echo -lmd)
		fuzz policy 8192 "$top/data/policy" "$top"/src/policy/*.c "$top"/src/clock/*.c \
			"$top/src/base/hash.c"
		;;
	*)
		echo "run.sh: $1: no such reader, there are csv, frame, map, policy, workbook, xml and all" >&2
		exit 2
		;;
	esac
}

if [ "$wanted" = all ]; then
	wanted="csv frame map policy workbook xml"
fi
for name in $wanted; do
	one "$name"
done
