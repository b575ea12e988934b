#!/usr/bin/env bash
# Releases and records of a practice centre against the standard's schemas, where they lie beside the
# checkout; and compiled once more from the releases alone.
set -uo pipefail
cd "$(dirname "$0")/../.."
passed=0 failed=0
tmp=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$tmp"' EXIT
result() { if [ "$1" = 0 ]; then echo "ok   ocds     $2"; passed=$((passed + 1)); else echo "FAIL ocds     $2"; tail -n 5 "$tmp/out"; failed=$((failed + 1)); fi; }
build/heng fill "$tmp/c" >"$tmp/out" 2>&1; result $? "a practice centre"
for kind in works-building works-municipal works-highway; do
  for state in draft submitted confirmed applying reviewing unqualified bidding opening evaluating "evaluating, held" \
    evaluated publicity awarded contracted archived unsuccessful cancelled; do
    grep -qE "^$kind $state [0-9]+$" "$tmp/out" || echo "no $kind is $state" >>"$tmp/missing"
  done
done
grep -q "^works-highway screening" "$tmp/out" && grep -q "^works-highway pricing" "$tmp/out" && [ ! -s "$tmp/missing" ]
result $? "with trades of each kind in every state $(cat "$tmp/missing" 2>/dev/null)"
build/heng serve "$tmp/c" --port 0 --quiet >"$tmp/port" 2>"$tmp/err" & server=$!
for _ in $(seq 50); do [ -s "$tmp/port" ] && break; sleep 0.1; done
url=$(head -n 1 "$tmp/port")

# all pages of releases, newest first
next=/api/ocds/releases
while [ -n "$next" ]; do
  curl -s "$url$next" >"$tmp/page" || break
  cat "$tmp/page" >>"$tmp/releases"; echo >>"$tmp/releases"
  next=$(grep -o '"next":"[^"]*"' "$tmp/page" | sed 's/^"next":"https:\/\/[^/]*\(\/[^/]*\)*\(\/api\/[^"]*\)"$/\2/')
done
grep -o '"ocid":"ocds-[^"]*"' "$tmp/releases" | sort -u | sed 's/.*-//; s/"//' >"$tmp/tenders"
[ "$(wc -l <"$tmp/tenders")" -gt 500 ]; result $? "every trade is in the pages"
while read -r tender; do curl -s "$url/api/ocds/records/$tender"; echo; done <"$tmp/tenders" >"$tmp/records"

build/heng replay "$tmp/releases" >"$tmp/compiled" 2>"$tmp/out"; result $? "releases are compiled"
python3 - "$tmp" >"$tmp/out" 2>&1 <<'PY'
import json, sys
tmp = sys.argv[1]
told = {r["ocid"]: r["compiledRelease"] for line in open(tmp + "/records") for r in json.loads(line)["records"]}
made = {r["ocid"]: r for r in map(json.loads, open(tmp + "/compiled"))}
assert told.keys() == made.keys() and len(made) > 500
for ocid in told:
    assert told[ocid] == made[ocid], ocid
PY
result $? "the same as the records have"
# the awards again, from the releases alone; those that the lowest price alone decides
python3 - "$tmp" >"$tmp/out" 2>&1 <<'PY'
import json, sys
tmp = sys.argv[1]
lowest = [r for r in map(json.loads, open(tmp + "/compiled"))
          if r["tender"].get("awardCriteria") == "priceOnly" and any(a["status"] == "active" for a in r.get("awards", []))]
def write(name, releases):
    with open(tmp + "/" + name, "w") as f:
        f.writelines(json.dumps(r) + "\n" for r in releases)
write("lowest", lowest[:60])
won = lowest[0]["awards"][0]["relatedBid"]
other = next(b for b in lowest[0]["bids"]["details"] if b["id"] != won)
lowest[0]["awards"] = [{"id": "x", "status": "active", "relatedBid": other["id"], "suppliers": other["tenderers"],
                        "relatedLots": other["relatedLots"], "value": other["value"]}]
write("changed", lowest[:60])
other["value"]["currency"] = "USD"
write("currency", lowest[:60])
PY
build/heng replay "$tmp/lowest" --kind works-lowest-price >"$tmp/out" 2>&1 && grep -q '^60 of 60 awards as recorded' "$tmp/out"
result $? "replayed as trades they end as recorded"
build/heng replay "$tmp/changed" --kind works-lowest-price >"$tmp/out" 2>&1; [ $? = 3 ] && grep -q '^59 of 60 awards' "$tmp/out"
result $? "another award than the lowest is told"
build/heng replay "$tmp/currency" --kind works-lowest-price >"$tmp/out" 2>&1; [ $? = 1 ] && grep -q 'CNY' "$tmp/out"
result $? "another currency is refused"

# what a practice centre does not come to: suspended by the authority, passed over, untendered, performed
for scenario in suspension passed_over second_failure after_award building intake; do
  HENG_TEST_RELEASES="$tmp/more" build-test/test/heng-test "test/scenario/$scenario.t" >"$tmp/out" 2>&1 || break
done
result $? "scenarios with the other notices"
for tag in planning implementation contractAmendment; do grep -q "\"tag\":\[\"$tag\"" "$tmp/more"; result $? "some are $tag"; done
schemas=../shared/vectors/ocds
if [ -d "$schemas" ]; then
  for what in releases records; do
    python3 test/ocds/validate.py "$schemas" $what <"$tmp/$what" >"$tmp/out" 2>&1; result $? "$what are valid: $(tail -n 1 "$tmp/out")"
  done
  python3 test/ocds/validate.py "$schemas" releases <"$tmp/more" >"$tmp/out" 2>&1; result $? "theirs are valid: $(tail -n 1 "$tmp/out")"
fi
echo 'x' >"$tmp/bad"; build/heng replay "$tmp/bad" >"$tmp/out" 2>&1; [ $? = 1 ] && grep -q 'line 1' "$tmp/out"; result $? "what is no JSON is refused, with its line"
echo '{"ocid":"a","id":"1"}' >"$tmp/bad"; build/heng replay "$tmp/bad" >"$tmp/out" 2>&1; [ $? = 1 ] && grep -q '/0/date' "$tmp/out"; result $? "a release without a date is refused"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
