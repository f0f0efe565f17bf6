#!/bin/sh
# Makes the pictures of the README from the running program, on the synthetic authority of a fixed
# moment, so that the same program gives the same pictures. From the tree of the sources:
#   data/pictures/make.sh [BUILD]          BUILD: where it was built, build/gcc if not given
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "${1:-$here/../../build/gcc}" && pwd)
make -s -C "$build" src/caseclock tests/screen/picture
folder=$(mktemp -d "${TMPDIR:-/tmp}/caseclock-pictures.XXXXXX")
trap 'rm -rf "$folder"' EXIT INT TERM

TERM=xterm-256color LC_ALL=C.UTF-8
export TERM LC_ALL
unset NO_COLOR CASECLOCK_DATABASE || :
moment=2026-03-13T09:40
"$build/src/caseclock" --quiet --database "$folder/demo.db" --now "$moment" demo --no-open

# picture NAME COLSxROWS QUEUE KEYS: what a manager of the MASH sees after these keys.
picture() {
	"$build/tests/screen/picture" "$2" "$4" "$build/src/caseclock" --database "$folder/demo.db" \
		--as acoldbrook --now "$moment" --queue "$3" >"$folder/$1.svg"
	mv "$folder/$1.svg" "$here/$1.svg"
}
picture queue 132x22 contacts 'jjjjjj'
picture why 100x24 assessments 'jjj||i'
