#!/usr/bin/env bash
# What bids hold is nowhere before they are opened: not in memory, files or database.
set -uo pipefail
cd "$(dirname "$0")/../.."
out=$(mktemp -t heng-sealed-XXXXXX)
trap 'rm -f "$out"' EXIT
look() { python3 test/sealed/search.py build/heng "$@" >>"$out" 2>&1 || echo "FAIL sealed   ${1:-sqlite} ($?)" >>"$out"; }
look
if [ -n "${PG_URL:-}" ]; then
  psql "$PG_URL" -qc 'DROP SCHEMA IF EXISTS sealed CASCADE' -c 'CREATE SCHEMA sealed' >>"$out" 2>&1
  look "$PG_URL&options=-csearch_path%3Dsealed"
fi
cat "$out"
echo "$(grep -c '^ok' "$out") passed, $(grep -c '^FAIL' "$out") failed"
! grep -q '^FAIL' "$out"
