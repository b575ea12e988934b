#!/usr/bin/env bash
# Style and analysis: clang-format, clang-tidy, the tidy test. --fix formats in place.
set -uo pipefail
cd "$(dirname "$0")/.."
files=$(git ls-files -co --exclude-standard 'src/*.c' 'src/*.h' 'test/*.c' 'test/*.h' 'bench/*.c' 'bench/*.h')
if [ "${1:-}" = --fix ]; then exec clang-format -i $files; fi
status=0
clang-format --dry-run --Werror $files 2>&1 | head -n 40; [ "${PIPESTATUS[0]}" = 0 ] || status=1
test/tidy/run.sh || status=1
printf '%s\n' $(git ls-files -co --exclude-standard 'src/*.c' | grep -v _test.c) |
  xargs -P 2 -n 4 clang-tidy -p build-test --quiet --extra-arg=-Wno-unknown-warning-option 2>/dev/null | grep -E 'warning|error' | sort -u | head -n 200
[ "${PIPESTATUS[1]}" = 0 ] || status=1
exit $status
