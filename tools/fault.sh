#!/usr/bin/env bash
# Faults: kill -9 at random moments, a full disk, writes that fail. The last line is "N passed, N failed".
# usage: ./dev fault [ROUNDS [EVERY]]: rounds of kill -9 (50); which of the failing writes to try (each)
# PG_URL: a PostgreSQL for half as many rounds; without it one is started here.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=build-test/test rounds=${1:-50} every=${2:-1} passed=0 failed=0
out=$(mktemp -d /tmp/heng-fault-XXXXXX)
trap 'tools/postgres.sh stop "$out/pg" 2>/dev/null; rm -rf "$out"' EXIT
url=${PG_URL:-}
if [ -z "$url" ]; then
  chmod 755 "$out"
  url=$(tools/postgres.sh start "$out/pg") || exit 1
fi
try() { # try PROGRAM ARG...: its lines begin with ok, FAIL or skip
  local program=$1 status; shift
  "$bin/$program" "$@" >"$out/lines" 2>"$out/journal"; status=$?
  cat "$out/lines"
  passed=$((passed + $(grep -c '^ok' "$out/lines")))
  if [ $status != 0 ]; then
    failed=$((failed + 1))
    grep -q '^FAIL' "$out/lines" || echo "FAIL fault    $program ${1:-}"
    tail -n 20 "$out/journal"
  fi
}
try heng-fault-kill "$rounds"
try heng-fault-kill $(((rounds + 1) / 2)) "$url"
try heng-fault-full
try heng-fault-writes "$every"
try heng-fault-batch
echo "$passed passed, $failed failed"
[ $failed = 0 ]
