#!/bin/sh
# pictures.sh WFM DIR - the sample's plan as people see it, as pictures in DIR:
# sheets of the workbook (LibreOffice, poppler-utils), the page light, dark, on
# a telephone and on paper (Chromium), the terminal (bsdutils' script).  What
# is not installed is left out with a word.
set -eu
here=$(dirname "$0")
wfm=$1
dir=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$dir"

"$wfm" init "$work/site" >/dev/null
export COLORTERM= TERM=xterm-256color LC_ALL=C.UTF-8
unset NO_COLOR
# A terminal of 80 columns; its status is plan's, which may be 1.
script -qec "stty cols 80 rows 60; '$wfm' plan --site '$work/site' 2>/dev/null" \
	/dev/null </dev/null >"$work/terminal.txt" || [ $? -eq 1 ]
sed "s|$work/site/||" "$work/terminal.txt" >"$work/shown.txt"
python3 "$here/pictures.py" "$work/shown.txt" "$dir/terminal.svg"
# The service its roster gives: the maps and what is at risk.
script -qec "stty cols 80 rows 60; '$wfm' simulate --site '$work/site' 2>/dev/null" \
	/dev/null </dev/null | sed -n '/answered within/,$p' >"$work/played.txt"
python3 "$here/pictures.py" "$work/played.txt" "$dir/simulate.svg"
cp "$work"/site/weeks/*/roster.xlsx "$work"/site/weeks/*/plan.html "$work"

if command -v soffice >/dev/null && command -v pdftoppm >/dev/null; then
	soffice "-env:UserInstallation=file://$work/profile" --headless \
		--convert-to pdf --outdir "$work" "$work/roster.xlsx" \
		>/dev/null 2>&1
	# The first page that begins with a sheet's title.
	sheet() {
		n=$(pdftotext -layout "$work/roster.pdf" - |
			awk -v RS='\f' -v t="$2" \
				'index($0, t) == 1 { print NR; exit }')
		[ -n "$n" ] || { echo "no page of $2"; exit 1; }
		pdftoppm -r 110 -png -singlefile -f "$n" -l "$n" \
			"$work/roster.pdf" "$dir/$1"
	}
	sheet roster Roster:
	sheet coverage Coverage:
	sheet people People:
	sheet issues Issues:
	sheet day 'Mon '
	sheet whatif 'What if:'
	sheet shifts Shifts:
	sheet about About:
else
	echo 'no LibreOffice or pdftoppm here: no pictures of the workbook'
fi

if command -v chromium >/dev/null; then
	show() {
		timeout 120 chromium --headless --no-sandbox --disable-gpu \
			--no-first-run --disable-background-networking \
			--hide-scrollbars --user-data-dir="$work/chromium" \
			"$@" >/dev/null 2>&1
	}
	page=file://$work/plan.html
	show --window-size=1280,1600 --screenshot="$dir/page-light.png" "$page"
	show --window-size=1280,1600 --blink-settings=preferredColorScheme=0 \
		--screenshot="$dir/page-dark.png" "$page"
	show --window-size=500,1600 --screenshot="$dir/page-phone.png" "$page"
	show --no-pdf-header-footer --print-to-pdf="$work/page.pdf" "$page"
	if command -v pdftoppm >/dev/null; then
		pdftoppm -r 80 -png -singlefile "$work/page.pdf" \
			"$dir/page-paper"
	fi
	# What README.md shows: data/pictures/page.png, terminal.svg.
	show --window-size=1200,820 --screenshot="$work/page.png" "$page"
	if command -v convert >/dev/null; then
		convert "$work/page.png" -strip +dither -colors 64 \
			"PNG8:$dir/page.png"
	fi
	show --window-size=720,800 --screenshot="$dir/terminal.png" \
		"file://$(cd "$dir" && pwd)/terminal.svg"
else
	echo 'no Chromium here: no pictures of the page'
fi
ls "$dir"
