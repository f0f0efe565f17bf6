#!/bin/sh
# Runs one transcript (CASE.case) and compares what happens with what it says.
#
#   # a comment
#   $ a command of the shell, in a folder of its own, with `caseclock` as a command
#   > its next line, where it has one
#   what it prints, errors too
#   [3]             its exit status, where it is not 0
#
# Commands of one transcript share the shell, so that an id can be kept in a variable. Nothing of
# the caller's environment is seen. Exit status 77: the program cannot run here.
set -u
transcript=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
build=$PWD
program=$build/src/caseclock

if [ -z "${CASE_FOLDER-}" ]; then
	if ! [ -x "$program" ]; then
		echo "SKIP: $program is not there"
		exit 77
	fi
	if grep -q '^[$>].*python3' "$transcript" && ! command -v python3 >/dev/null; then
		echo "SKIP: python3 is missing"
		exit 77
	fi
	if ! id -un >/dev/null 2>&1; then
		echo "SKIP: this account has no name, so that nobody would be known"
		exit 77
	fi
	folder=$(mktemp -d "${TMPDIR:-/tmp}/caseclock-cli.XXXXXX") || exit 99
	trap 'rm -rf "$folder"' EXIT INT TERM
	env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 HOME="$folder/home" CASE_FOLDER="$folder" \
		CASECLOCK_DATADIR="$(dirname "$transcript")/../../data" CASECLOCK_LIBEXECDIR="$build/src/exchange" \
		ASAN_OPTIONS="${ASAN_OPTIONS-}" /bin/sh "$0" "$1"
	exit $?
fi

caseclock()
{
	"$program" "$@"
}

# A fresh database for rehearsal, a Friday morning in March; later commands say --now themselves.
rehearse()
{
	export CASECLOCK_DATABASE="$CASE_FOLDER/here/try.db"
	caseclock -q --now 2024-02-01T09:00 init --rehearse --team MASH North
}

# Ids differ each time: they are shown as ID.
ids()
{
	sed -E 's/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/ID/g'
}

actual=$CASE_FOLDER/actual
output=$CASE_FOLDER/output
command=
next='
'
flush()
{
	[ -n "$command" ] || return 0
	printf '%s\n' "$command" | sed '1s/^/$ /; 2,$s/^/> /' >>"$actual"
	eval "$command" >"$output" 2>&1 </dev/null
	status=$?
	cat "$output" >>"$actual"
	[ $status -eq 0 ] || echo "[$status]" >>"$actual"
	command=
}

mkdir "$CASE_FOLDER/home" "$CASE_FOLDER/here" && cd "$CASE_FOLDER/here" || exit 99
: >"$actual"
while IFS= read -r line <&3; do
	case $line in
	'$ '*)
		flush
		command=${line#'$ '} ;;
	'> '*)
		command=$command$next${line#'> '} ;;
	'# '*)
		flush
		printf '%s\n' "$line" >>"$actual" ;;
	esac
done 3<"$transcript"
flush
diff -u "$transcript" "$actual"
