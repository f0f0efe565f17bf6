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
moment=2026-03-17T09:40
"$build/src/caseclock" --quiet --database "$folder/demo.db" --now "$moment" demo --no-open

# smaller: cells of one colour that touch become one piece, words one text, as wide as its cells whatever the font
# of whoever looks.
smaller() {
	awk -F'"' '
		/^<rect x=/ {
			if (n && $4 == y[n] && $8 == h[n] && $10 == fill[n] && $2 == x[n] + w[n]) { w[n] += $6; next }
			n++; x[n] = $2; y[n] = $4; w[n] = $6; h[n] = $8; fill[n] = $10; next
		}
		/^<text x=/ {
			glyph = $0; sub(/^[^>]*>/, "", glyph); sub(/<\/text>$/, "", glyph)
			look = "\" y=\"" $4 "\" fill=\"" $6 "\"" ($0 ~ /bold/ ? " font-weight=\"bold\"" : "")
			if (t && look == looks[t] && $2 == from[t] + 9 * cells[t]) { words[t] = words[t] glyph; cells[t]++; next }
			t++; from[t] = $2; looks[t] = look; words[t] = glyph; cells[t] = 1; next
		}
		/^<\/svg>/ {
			for (i = 1; i <= n; i++)
				printf "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n", \
					x[i], y[i], w[i], h[i], fill[i]
			for (i = 1; i <= t; i++)
				print "<text x=\"" from[i] looks[i] " textLength=\"" 9 * cells[i] "\">" words[i] "</text>"
		}
		{ print }'
}

# picture FILE NAME COLSxROWS KEYS: what a manager of the MASH sees after these keys.
picture() {
	"$build/tests/screen/picture" "$3" "$4" "$build/src/caseclock" --database "$folder/$1.db" \
		--as acoldbrook --now "$moment" >"$folder/picture"
	smaller <"$folder/picture" >"$folder/$2.svg"
	mv "$folder/$2.svg" "$here/$2.svg"
}

# The morning of the README: what one picture records is there in the next.
contact='a||Wren Hollin 2015-05-04||<F2>||<TAB><TAB><TAB>school<TAB><TAB><TAB><TAB>only<TAB><TAB>'
contact=$contact'Ben Hollin; 2017-09-12<ENTER>Cai Hollin; 2020-11-03<TAB><C-u>-40m'
direction='r||<TAB><TAB>See Wren at school today<TAB><TAB><TAB>Ring the school; acoldbrook; today<TAB>tomorrow<F2>||'
cp "$folder/demo.db" "$folder/form.db"	# there a draft stays behind
picture form form 80x24 "$contact||"
picture demo today 80x24 ''
picture demo queue 80x12 "$contact<F2>||1||/||hollin<ENTER>||+||<F2>||$direction"'j||'
picture demo why 80x18 '1||/||hollin<ENTER>||i||'
picture demo handover 80x24 'E||]||]||]||'
# The meeting, the supervision and the week: the keys are those of the README, too.
picture demo board 100x26 'B||c||north<ENTER>||w||'
picture demo sitting 80x24 '4||/||worker:longacre<ENTER>||Z||jjdn||'
picture demo week 80x24 'W||c||north<ENTER>||'
