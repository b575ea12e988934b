#!/usr/bin/env bash
# Recorded tenders through the routes: a small table of our own, and the 910 of the past where they
# lie beside the checkout; on both engines.
set -uo pipefail
cd "$(dirname "$0")/../.."
passed=0 failed=0
tmp=$(mktemp -d /tmp/heng-replays-XXXXXX)
trap 'rm -rf "$tmp"' EXIT
result() { if [ "$1" = 0 ]; then echo "ok   replay   $2"; passed=$((passed + 1)); else echo "FAIL replay   $2"; cat "$tmp/out"; failed=$((failed + 1)); fi; }
replay() { # replay NAME FILE WANT [STORE]: the last line must be WANT
  build/heng replay "$2" --map test/replay/tsuchiura.yaml ${4:+--store "$4"} >"$tmp/out" 2>&1
  [ "$(tail -n 1 "$tmp/out")" = "$3" ]; result $? "$1"
}
cat >"$tmp/small.csv" <<'CSV'
auction,opened,title,details,ceiling_jpy,floor_jpy,bidder_id,bidder,bid_jpy,result_code,rejected,winner
a1,2007-06-07,"road, ""east""",repair,1000,700,1,first,800,2,0,1
a1,2007-06-07,"road, ""east""",repair,1000,700,2,second,900,1,0,0
a1,2007-06-07,"road, ""east""",repair,1000,700,3,too low,699,1,0,0
a2,2007-06-08,bridge,,1000,,1,first,,4,1,0
a2,2007-06-08,bridge,,1000,,2,second,900,3,0,0
a2,2007-06-08,bridge,,1000,,2,second again,900,2,0,1
a3,2007-06-08,school,,1000,,3,third,500,1,0,0
CSV
replay "a small table" "$tmp/small.csv" "2 of 2 awards as recorded"
grep -q '^a3: no recorded award; computed: third 500' "$tmp/out"; result $? "an auction without a record is told apart"
sed 's/,800,2,0,1/,800,1,0,0/; s/,900,1,0,0/,900,2,0,1/' "$tmp/small.csv" >"$tmp/wrong.csv"
replay "a wrong record is told" "$tmp/wrong.csv" "1 of 2 awards as recorded"
sed 's/,800,2,0,1/,8x0,2,0,1/' "$tmp/small.csv" >"$tmp/bad.csv"
build/heng replay "$tmp/bad.csv" --map test/replay/tsuchiura.yaml >"$tmp/out" 2>&1
grep -q 'a1: recorded first 8x0, computed second 900' "$tmp/out"; result $? "a price that is no number is unreadable at the opening"
data=../shared/data/tsuchiura/bids-2007-2011.csv
if [ -f $data ]; then
  replay "910 awards, sqlite" $data "910 of 910 awards as recorded"
  [ "$(grep -c 'no recorded award' "$tmp/out")" = 4 ]; result $? "4 without a record told apart"
  if [ -n "${PG_URL:-}" ]; then
    psql "$PG_URL" -qc 'DROP SCHEMA IF EXISTS replay CASCADE' -c 'CREATE SCHEMA replay' >"$tmp/out" 2>&1
    replay "910 awards, postgres" $data "910 of 910 awards as recorded" "$PG_URL&options=-csearch_path%3Dreplay"
  fi
else
  echo "skip replay   $data is not here"
fi
echo "$passed passed, $failed failed"
