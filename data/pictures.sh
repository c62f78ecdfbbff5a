#!/bin/sh
# pictures.sh WFM WRITE_FIXTURE DIR - plans as people see them, as pictures in
# DIR: sheets of the workbook (LibreOffice, poppler-utils), the page light, dark,
# on a telephone and on paper (Chromium), the terminal (bsdutils' script); of the
# sample, of the small one (night-*) and of the tests' plan of 300 people over
# four weeks with names that nobody should have (large-*).  What is not
# installed is left out with a word.
set -eu
here=$(dirname "$0")
wfm=$1
fixture=$2
dir=$3
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

"$wfm" init --sample night "$work/night" >/dev/null
"$wfm" plan --site "$work/night" >/dev/null 2>&1 || [ $? -eq 1 ]
mkdir "$work/large"
"$fixture" "$work/large" 300 28
for columns in 60 40; do
	script -qec "stty cols $columns rows 99; '$wfm' plan --site '$work/night' 2>/dev/null" \
		/dev/null </dev/null >"$work/narrow.txt" || [ $? -eq 1 ]
	sed "s|$work/||" "$work/narrow.txt" >"$work/shown.txt"
	python3 "$here/pictures.py" "$work/shown.txt" "$dir/night-terminal-$columns.svg"
done
cp "$work"/site/weeks/*/roster.xlsx "$work"/site/weeks/*/plan.html "$work"
cp "$work"/night/weeks/*/roster.xlsx "$work/night.xlsx"
cp "$work"/night/weeks/*/plan.html "$work/night.html"
cp "$work/large/hr.xlsx" "$work/large.xlsx"
cp "$work/large/hr.html" "$work/large.html"

if command -v soffice >/dev/null && command -v pdftoppm >/dev/null; then
	# The first page of BOOK that begins with a sheet's title.
	sheet() { # sheet PICTURE BOOK TITLE
		n=$(pdftotext -layout "$work/$2.pdf" - |
			awk -v RS='\f' -v t="$3" \
				'index($0, t) == 1 { print NR; exit }')
		[ -n "$n" ] || { echo "no page of $3"; exit 1; }
		pdftoppm -r 110 -png -singlefile -f "$n" -l "$n" \
			"$work/$2.pdf" "$dir/$1"
	}
	sheets() { # sheets PREFIX BOOK
		soffice "-env:UserInstallation=file://$work/profile" --headless \
			--convert-to pdf --outdir "$work" "$work/$2.xlsx" \
			>/dev/null 2>&1
		sheet "$1roster" "$2" Roster:
		sheet "$1coverage" "$2" Coverage:
		sheet "$1people" "$2" People:
		sheet "$1issues" "$2" Issues:
		sheet "$1day" "$2" 'Mon '
		sheet "$1whatif" "$2" 'What if:'
		sheet "$1shifts" "$2" Shifts:
		sheet "$1intervals" "$2" Intervals:
		sheet "$1about" "$2" About:
	}
	sheets '' roster
	sheets night- night
	sheets large- large
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
	looks() { # looks PREFIX PAGE HEIGHT
		page=file://$work/$2.html
		show --window-size="1280,$3" --screenshot="$dir/$1page-light.png" "$page"
		show --window-size="1280,$3" --screenshot="$dir/$1page-dark.png" \
			--blink-settings=preferredColorScheme=0 "$page"
		show --window-size="500,$3" --screenshot="$dir/$1page-phone.png" "$page"
		show --no-pdf-header-footer --print-to-pdf="$work/page.pdf" "$page"
		if command -v pdftoppm >/dev/null; then
			pdftoppm -r 80 -png -singlefile "$work/page.pdf" \
				"$dir/$1page-paper"
		fi
	}
	looks night- night 1600
	looks large- large 5200
	looks '' plan 1600
	page=file://$work/plan.html
	# What README.md shows: data/pictures/page.png, terminal.svg,
	# simulate.svg.
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
