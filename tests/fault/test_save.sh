#!/bin/sh
# One save, killed or failed at each call on a file that it makes. Whatever happens the save is in the
# file whole or not at all, what was said is true, and the file opens and is whole afterwards.
# CASECLOCK_FAULTS=all tries every call and every error; without it a part, in a few seconds.
saver=${SAVER:-tests/fault/saver}
command -v strace >/dev/null || { echo "strace is missing: install the Debian package strace"; exit 77; }
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
strace -qq -o /dev/null true 2>/dev/null || { echo "this machine does not let strace work"; exit 77; }

"$saver" make "$folder/first.db" >/dev/null || exit 1
tried=0
bad=0
saved=0
refused=0
killed=0

fault() {	# CALL WHAT N
	rm -f "$folder"/case.db*
	cp "$folder/first.db" "$folder/case.db"
	chmod 600 "$folder/case.db"
	said=$(exec 2>/dev/null; strace -qq -o /dev/null -e trace="$1" -e inject="$1:$2:when=$3" "$saver" save "$folder/case.db" 9 2>/dev/null; :)
	is=$("$saver" look "$folder/case.db" 9 2>"$folder/why")
	tried=$((tried + 1))
	case "$said" in
	saved) saved=$((saved + 1)) ;;
	'') killed=$((killed + 1)) ;;
	*) refused=$((refused + 1)) ;;
	esac
	case "$said/$is" in
	saved/in | 'not saved/out' | /in | /out | 'not known/in' | 'not known/out') ;;
	*)
		echo "$1:$2 at call $3: it said \"$said\", and the file says \"$is\""
		cat "$folder/why"
		bad=$((bad + 1)) ;;
	esac
	# A journal that was never begun may lie there until the next save, which must go well.
	next=$("$saver" save "$folder/case.db" 10 2>&1)
	if [ "$next" != saved ] || ls "$folder" | grep -q -e -journal -e -wal -e -shm; then
		echo "$1:$2 at call $3: the next save said \"$next\", or left a file beside"
		bad=$((bad + 1))
	fi
}

calls() {	# CALL: how many of them a save makes
	rm -f "$folder"/case.db*
	cp "$folder/first.db" "$folder/case.db"
	strace -qq -o "$folder/log" -e trace="$1" "$saver" save "$folder/case.db" 9 >/dev/null 2>&1
	grep -c "^$1(" "$folder/log"
}

if [ "$CASECLOCK_FAULTS" = all ]; then
	kinds='pwrite64 fdatasync fsync unlink openat ftruncate fcntl pread64 close'
	whats='signal=KILL error=EIO error=ENOSPC error=EDQUOT'
	step=1
else
	kinds='pwrite64 fdatasync unlink openat'
	whats='signal=KILL error=EIO error=ENOSPC'
	step=7
fi
for kind in $kinds; do
	count=$(calls "$kind")
	[ "$count" -lt 8 ] && by=1 || by=$step
	for what in $whats; do
		n=1
		while [ "$n" -le "$count" ]; do
			fault "$kind" "$what" "$n"
			n=$((n + by))
		done
	done
done
echo "$tried faults ($killed killed, $refused refused, $saved saved in spite of it), $bad bad"
[ "$bad" = 0 ] && [ "$tried" -gt 0 ]
