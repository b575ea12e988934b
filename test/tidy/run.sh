#!/usr/bin/env bash
# House rules that a program can check: the graph of includes, the limits, the banned calls.
set -uo pipefail
cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8
passed=0 failed=0
check() { # check NAME: reads complaints; none is good
  local found; found=$(cat)
  if [ -z "$found" ]; then echo "ok   tidy     $1"; passed=$((passed + 1))
  else echo "FAIL tidy     $1"; echo "$found" | head -n 20; failed=$((failed + 1)); fi
}
ours() { git ls-files -co --exclude-standard -- "$@" | sort -u; }
code=$(ours 'src/*.c' 'src/*.h' 'test/*.c' 'test/*.h' 'bench/*.c' 'bench/*.h')
rooms=$(ours 'src/*.c' 'src/*.h' | grep -v _test.c)

# field.h holds one macro a line, which reads better than macros folded
check "lines of at most 100 columns" < <(grep -nE '^.{101,}' $code | grep -v '^src/core/http/field.h:' | cut -c1-60)

check "files of at most 500 lines" < <(for f in $code; do n=$(wc -l <"$f"); [ "$n" -le 500 ] || echo "$f: $n lines"; done)

check "functions of at most 70 lines" < <(awk 'FNR == 1 { depth = 0 } /^[a-z].*[)]$/ || /^    .*[)]$/ { head = FNR }
  /^{$/ { start = FNR } /^}$/ && start { if (FNR - start - 1 > 70) print FILENAME ":" start ": a function of " FNR - start - 1 " lines"; start = 0 }' \
  $code)

# a room's own private headers stay inside; main and app may know every room
check "private headers stay in their room" < <(grep -nE '#include "[a-z_]+/[a-z_/]+_db\.h"|#include "core/store/engine.h"|#include "core/evidence/(batch|tiles|evidence_db)\.h"' $rooms |
  awk -F: '{ file = $1; match($3, /"[^"]+"/); inc = substr($3, RSTART + 1, RLENGTH - 2); sub(/^src\//, "", file)
    a = file; b = inc; sub(/\/[^\/]*$/, "", a); sub(/\/[^\/]*$/, "", b); if (a != b) print $0 }' )

layer() { # files of FOLDER may not include what matches PATTERN
  ours "src/$1/*.c" "src/$1/*.h" | grep -v _test.c | xargs -r grep -nE "#include \"($2)/" /dev/null
}
check "includes go one way" < <({ layer core 'service|trade|supervise|alliance|portal|replay'; layer service 'trade|supervise|alliance|portal|replay'
  layer trade 'supervise|alliance|portal|replay'; layer portal 'replay'; } |
  grep -v '^src/trade/export/.*"app.h"')

check "SQL only where it belongs" < <(grep -nE '\b(db_exec|db_query|db_one)\(' $rooms | grep -vE '^src/[a-z_/]*_db\.c:|^src/core/(store|http|evidence)/|^src/app(_init)?\.c:' )

check "no banned calls" < <(grep -nE '\b(strcpy|strcat|sprintf|gets|gmtime|localtime|rand|srand|alloca|atoi|system)\(' $rooms |
  grep -vE "/command_[a-z]+\.c:|^src/core/base/" )
check "memory of rooms is the arena's" < <(grep -nE '\b(malloc|calloc|realloc|strdup)\(' $rooms | grep -vE '^src/(core|replay)/|^src/(app|command[a-z_]*)\.c:' )
check "nothing but commands prints" < <(grep -nE '(^|[^a-z_])(printf|fprintf|puts|fputs)\(' $rooms | grep -vE '^src/(main|command[a-z_]*)\.c:|/command_[a-z]+\.c:' )
check "time comes from the context" < <(grep -nE '\b(clock_gettime|time|gettimeofday)\(' $rooms | grep -vE '^src/core/base/|CLOCK_MONOTONIC' )
check "no floating point" < <(grep -nE '\b(float|double)\b' $rooms | grep -vE '/command_replay\.c:|^[^:]*:[0-9]+:( \*|\/\*| *\*)' | grep -v 'floating\|double key' )
# what a receipt is about is told in words, wherever it is shown: archive.c has the one list
check "every kind of entry has its words" < <({ grep -ohE '"[a-z-]+\.[a-z-]+"' src/trade/procedure/procedure.c
  grep -hE -A1 'evidence_add\(' $(ours 'src/service/*.c' 'src/trade/*.c' 'src/supervise/*.c') | grep -oE '"[a-z-]+\.[a-z-]+"'; } | sort -u |
  while read -r kind; do grep -qF "{ $kind, " src/trade/archive/archive.c || echo "$kind"; done)
check "nothing left for later" < <(grep -nE '\b(TODO|FIXME)\b' $code dev tools/*.sh | grep -v 'test/tidy' )
check "every room has a README" < <(for d in $(git ls-files -co --exclude-standard 'src/*.c' | xargs -n1 dirname | sort -u); do
  case $d in src) continue;; esac
  [ -f "$d/README.md" ] || echo "$d has no README.md"
done)
check "every refusal has its Chinese" < <(python3 test/tidy/details.py 2>&1)
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
