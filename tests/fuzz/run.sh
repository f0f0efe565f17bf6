#!/bin/sh
# Fuzzes one reader for some seconds: tests/fuzz/run.sh [csv|frame [SECONDS]], 60 by default.
# Builds with clang on its own, outside the makefile, in a directory of its own. What it finds
# new is kept there; a finding is written there as crash-* and belongs into tests/fuzz/TARGET.
set -eu
target=${1:-csv}
seconds=${2:-60}
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
build=${FUZZ_BUILD:-${TMPDIR:-/tmp}/caseclock-fuzz}

if ! command -v clang >/dev/null; then
	echo "run.sh: clang is missing: install the Debian packages clang and libclang-rt-14-dev" >&2
	exit 77
fi
case $target in
csv) sources="$top/src/exchange/csv.c $top/src/exchange/csv_row.c $top/src/exchange/csv_sniff.c" ;;
frame) sources="$top/src/base/frame.c" ;;
*)
	echo "run.sh: $target: no such target, there are csv and frame" >&2
	exit 2
	;;
esac
mkdir -p "$build/found-$target"
: >"$build/config.h"
base=
for name in error mem str utf8 utf8_fold; do
	base="$base $top/src/base/$name.c"
done
# The lists of sources are words on purpose.
# shellcheck disable=SC2086
clang -std=c11 -D_GNU_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined \
	-I"$build" -I"$top/src" -o "$build/fuzz_$target" "$here/fuzz_$target.c" $sources $base
cd "$build"
exec "./fuzz_$target" -max_total_time="$seconds" -timeout=1 -rss_limit_mb=256 -max_len=4096 \
	-print_final_stats=1 "found-$target" "$here/$target"
