#!/usr/bin/env bash
# Runs everything a user could break; the last line is "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/.."
out=$(mktemp -d /tmp/heng-test-XXXXXX)
trap 'tools/postgres.sh stop "$out/pg" 2>/dev/null; rm -rf "$out"' EXIT
chmod 755 "$out"
url=$(tools/postgres.sh start "$out/pg") || exit 1
passed=0 failed=0
count() { # count LOG: adds the last "N passed, N failed" of it
  local line; line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$1" | tail -n 1)
  [ -n "$line" ] || { failed=$((failed + 1)); echo "FAIL: $1 did not finish"; tail -n 20 "$1"; return; }
  passed=$((passed + ${line%% passed*})); line=${line#*passed, }; failed=$((failed + ${line%% failed}))
}
build-test/test/heng-test -p "$url" >"$out/tests" 2>&1
grep -vE '^\[|^[0-9]+ passed' "$out/tests"; count "$out/tests"
for t in test/*/run.sh; do
  [ -x "$t" ] || continue
  PG_URL=$url "$t" >"$out/part" 2>&1
  grep -vE '^[0-9]+ passed' "$out/part"; count "$out/part"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
