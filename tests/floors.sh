#!/bin/sh
# floors.sh - does the house stand?  Says each violation as file:line: what.
#
#	tests/floors.sh              checks the tree at $srcdir, or here
#	tests/floors.sh --self-test  plants each kind of violation in a copy
#	                             of it and must find every one
#
# - A file includes headers of its own floor or below, never above.
# - A foreign library has one door.
# - Floors base to optimise do no input or output, ask no clock and no
#   environment, leave no program, and change no globals.
# - The top of the tree holds what it should and nothing else.
LC_ALL=C
export LC_ALL
cd "${srcdir:-.}" || exit 99
bad=0

# All code as file:line:code, without comments and with empty strings, but
# with the names of included headers.
read_code() {
	# shellcheck disable=SC2016 # awk's own $0
	find wfm include -name '*.[ch]' | sort | xargs awk '
	FNR == 1 { comment = 0 }
	!comment && /^[ \t]*#[ \t]*include/ {
		print FILENAME ":" FNR ":" $0
		next
	}
	{
		out = ""
		for (i = 1; i <= length($0); i++) {
			c = substr($0, i, 1)
			two = substr($0, i, 2)
			if (comment) {
				if (two == "*/") { comment = 0; i++ }
			} else if (two == "/*") {
				comment = 1; i++; out = out " "
			} else if (two == "//") {
				break
			} else if (c == "\"" || c == "\047") {
				for (i++; i <= length($0); i++) {
					d = substr($0, i, 1)
					if (d == "\\") i++
					else if (d == c) break
				}
				out = out c c
			} else {
				out = out c
			}
		}
		print FILENAME ":" FNR ":" out
	}'
}

# The code of these floors (a pattern), out of what read_code kept.
code_of() {
	grep -E "^(wfm|include)/($1)/" "$tmp/code"
}

# complain WHAT: fails for each line of standard input.
complain() {
	while read -r line; do
		echo "$line   <- $1"
		echo "$line" >>"$tmp/found"
	done
}

includes_go_down() {
	above=
	for floor in commands formats optimise maths model base; do
		[ -n "$above" ] && code_of "$floor" |
			grep -E "#[ \t]*include[ \t]*[\"<]([./]*include/)?($above)/" |
			complain "$floor includes a floor above it"
		code_of "$floor" | grep -E '#[ \t]*include[ \t]*"' |
			grep -vE "\"(base|model|maths|optimise|formats|commands)/[a-z0-9_]+\.h\"" |
			complain 'not of the form "floor/noun.h"'
		above="$above${above:+|}$floor"
	done
}

# door HEADER FILE...: only these files (patterns) may include it.
door() {
	header=$1
	shift
	allowed=$(printf '|%s' "$@")
	grep -E "#[ \t]*include[ \t]*[<\"]$header" "$tmp/code" |
		grep -vE "^(${allowed#|}):" |
		complain "this library's door is $*"
}

doors_are_single() {
	door 'glpk\.h' wfm/optimise/lp.c
	door 'libical/' wfm/formats/ics.c
	door 'xlsxwriter' 'wfm/formats/xlsx[a-z_]*.c'
	door 'yaml\.h' wfm/formats/conf.c
	door 'jansson\.h' wfm/formats/json.c
	door 'zip\.h' wfm/formats/package.c
	door 'expat\.h' wfm/formats/package.c
	door 'curl/' wfm/formats/caldav.c
	door 'utf8proc\.h' wfm/base/text.c
	door 'gsl/' '[a-z]*/maths/[a-z_]*.[ch]' '[a-z]*/optimise/[a-z_]*.[ch]'
	door 'argp\.h' '[a-z]*/commands/[a-z_]*.[ch]' wfm/main.c
}

pure='base|model|maths|optimise'

# calls NAMES WHAT [EXCEPTION]: none of these is called in the pure floors,
# but for lines that match the exception.
calls() {
	code_of "$pure" | grep -E "(^|[^A-Za-z0-9_.>])($1)[ \t]*\(" |
		grep -vE "${3:-^\$}" | complain "$2"
}

pure_floors_are_pure() {
	calls 'v?f?printf|v?dprintf|f?puts|f?putc|putchar|fwrite|perror' \
		'prints' '^wfm/base/arena\.c:[0-9]+:.*fputs\('
	calls 'fopen|freopen|fdopen|open|openat|creat|fread|read|opendir|unlink|rename|stat' \
		'touches files' '^wfm/base/zone[a-z_]*\.c:'
	calls 'system|popen|fork|execv[pe]*|execl[pe]*|posix_spawnp?' \
		'starts programs'
	calls 'getenv|secure_getenv|setenv|putenv|unsetenv|setlocale' \
		'asks or changes the environment'
	calls 'time|clock|clock_gettime|gettimeofday|ftime|mktime|timegm|localtime(_r)?|gmtime(_r)?' \
		'asks the clock or the system zone'
	calls 'rand|srand|random|drand48|getrandom' \
		'draws numbers without a seed'
	calls 'exit|_exit|_Exit|quick_exit|abort|longjmp' 'leaves the program' \
		'^wfm/(base/arena\.c:[0-9]+:.*[^_]exit\(|optimise/lp\.c:[0-9]+:.*longjmp\()'
	code_of "$pure" | grep -wE 'stdout|stderr|stdin' |
		grep -vE '^wfm/base/arena\.c:[0-9]+:.*fputs\(' |
		complain 'uses a standard stream'
}

# What can change and outlives a call, read off the built library.
globals_do_not_change() {
	[ -f "${WFM_LIB:-}" ] && command -v objdump >/dev/null || return 0
	objdump -t "$WFM_LIB" 2>/dev/null |
		grep -qE '__(asan|ubsan|gcov|llvm)' && return 0
	objdump -t "$WFM_LIB" 2>/dev/null |
		awk '/file format/ { sub(":.*", ""); file = $0 }
		     / O (\.data|\.bss|\*COM\*)[ \t]/ { print file ": " $NF }' |
		complain 'a variable that changes and outlives a call'
}

# Only what git knows counts: scratch files are nobody's business.
top_is_tidy() {
	[ -e .git ] && command -v git >/dev/null || return 0
	git -c safe.directory='*' ls-files | sed 's|/.*||' | sort -u |
		grep -vxE 'wfm|include|data|tests|man|configure\.ac|Makefile\.am' |
		grep -vxE 'bootstrap|README\.md|HACKING\.md|ARCHITECTURE\.md' |
		grep -vxE 'NEWS|COPYING|\.ci|\.gitignore|\.clang-format' |
		complain 'does not belong at the top'
	for wanted in wfm include data tests man configure.ac Makefile.am \
		bootstrap README.md HACKING.md ARCHITECTURE.md NEWS COPYING; do
		[ -e "$wanted" ] || echo "$wanted"
	done | complain 'is missing at the top'
}

check() {
	tmp=$(mktemp -d) || exit 99
	trap 'rm -rf "$tmp"' EXIT
	read_code >"$tmp/code"
	[ -s "$tmp/code" ] || exit 99
	includes_go_down
	doors_are_single
	pure_floors_are_pure
	globals_do_not_change
	top_is_tidy
	[ ! -s "$tmp/found" ]
}

# --- self-test ---

# with FILE LINE: runs the check on the small tree with this line added.
with() {
	rm -rf "$copy/now"
	cp -R "$copy/clean" "$copy/now"
	mkdir -p "$copy/now/$(dirname "$1")"
	printf '%s\n' "$2" >>"$copy/now/$1"
	[ -e "$copy/now/.git" ] && git -C "$copy/now" add -A
	planted=$((planted + 1))
	said=$(srcdir=$copy/now WFM_LIB='' "$self" 2>&1)
}

# plant FILE LINE: it must fail, and the complaint name the file.
plant() {
	if with "$1" "$2"; then
		echo "not found: $1: $2"
		bad=1
	elif ! printf '%s\n' "$said" | grep -qF "${1%%/*}"; then
		echo "found, but not named: $1: $2: $said"
		bad=1
	fi
}

# allow FILE LINE: it must not be taken for a violation.
allow() {
	if ! with "$1" "$2"; then
		echo "wrongly found: $said"
		bad=1
	fi
}

# The top of this tree with the files that exceptions speak of.
make_copy() {
	copy=$(mktemp -d) || exit 99
	trap 'rm -rf "$copy"' EXIT
	mkdir -p "$copy/clean/wfm/base" "$copy/clean/include/base"
	cp wfm/main.c "$copy/clean/wfm"
	cp wfm/base/arena.c wfm/base/zone*.c "$copy/clean/wfm/base"
	cp include/base/arena.h "$copy/clean/include/base"
	cp -R data man configure.ac Makefile.am bootstrap README.md \
		HACKING.md ARCHITECTURE.md NEWS COPYING "$copy/clean"
	mkdir "$copy/clean/tests" && cp "$self" "$copy/clean/tests"
	chmod -R u+w "$copy/clean"
	if command -v git >/dev/null; then
		git -C "$copy/clean" init -q && git -C "$copy/clean" add -A
	fi
}

plant_includes() {
	plant wfm/base/x.c '#include "model/grid.h"'
	plant include/base/x.h '#include "formats/csv.h"'
	plant wfm/model/x.c '#include "maths/erlang.h"'
	plant wfm/maths/x.c '#include "optimise/lp.h"'
	plant wfm/optimise/x.c '#  include "formats/file.h"'
	plant wfm/formats/x.c '#include "commands/command.h"'
	plant wfm/maths/x.c '#include "../optimise/lp.h"'
	plant wfm/maths/x.c '#include "erlang.h"'
	allow wfm/formats/x.c '#include "optimise/lp.h"'
	allow wfm/base/x.c '/* #include "model/grid.h" */'
}

plant_doors() {
	for header in glpk.h libical/ical.h xlsxwriter.h yaml.h jansson.h \
		zip.h expat.h curl/curl.h utf8proc.h argp.h gsl/gsl_sf.h; do
		plant wfm/formats/x.c "#include <$header>"
	done
	plant include/optimise/lp.h '#include <glpk.h>'
	plant include/formats/xlsx.h '#include "xlsxwriter.h"'
	plant wfm/main.c '#include <glpk.h>'
	allow wfm/optimise/lp.c '#include <glpk.h>'
	allow wfm/maths/x.c '#include <gsl/gsl_sf.h>'
	allow include/commands/x.h '#include <argp.h>'
}

plant_calls() {
	for call in 'printf("x")' 'fprintf(f, "x")' 'puts("")' 'vprintf(a, b)' \
		'fopen(a, b)' 'open(a, 0)' 'x = read(0, b, 1)' 'rename(a, b)' \
		'system("ls")' 'fork()' 'getenv("X")' 'setlocale(0, "")' \
		'time(NULL)' 't=clock_gettime(0, &x)' 'localtime (&t)' 'rand()' \
		'exit(1)' 'abort()' 'longjmp(b, 1)' 'x(stderr)'; do
		plant wfm/maths/x.c "	$call;"
	done
	plant wfm/base/arena.c '	printf("x");'
	plant wfm/base/zone.c '	exit(1);'
	plant wfm/model/x.c '	int c = "\"" + exit(1);'
	plant include/model/x.h 'static inline void x(void) { exit(1); }'
	allow wfm/maths/x.c '	snprintf(b, 4, "exit(1)"); /* printf(x) */'
	allow wfm/maths/x.c '	s->time(3); grid_time(4); lp_open(); // exit(1)'
	allow wfm/formats/x.c '	fopen(a, b);'
}

# A library with one variable that changes, built on the spot.
plant_global() {
	cc=$(command -v gcc || command -v cc) || return 0
	command -v objdump >/dev/null || return 0
	for code in 'int x;' 'int x = 3;' \
		'static int x = 3; int *f(void) { return &x; }'; do
		echo "$code" | "$cc" -O0 -x c -c -o "$copy/x.o" - || return 0
		rm -f "$copy/x.a"
		ar rc "$copy/x.a" "$copy/x.o"
		if srcdir=$copy/clean WFM_LIB=$copy/x.a "$self" >/dev/null; then
			echo "not found: $code"
			bad=1
		fi
		planted=$((planted + 1))
	done
}

self_test() {
	self=$PWD/tests/floors.sh
	planted=0
	make_copy
	allow wfm/maths/x.c '	;'
	plant_includes
	plant_doors
	plant_calls
	plant_global
	if [ -e "$copy/clean/.git" ]; then
		plant stray.txt 'x'
		plant src/x.c 'x'
		rm "$copy/clean/NEWS"
		plant NEWS.old 'x'
	else
		echo 'no git here: the top of the tree was not tried'
	fi
	echo "$planted planted"
	return $bad
}

case ${1:-} in
--self-test) self_test ;;
'') check ;;
*)
	echo "usage: floors.sh [--self-test]" >&2
	exit 64
	;;
esac
