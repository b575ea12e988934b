#!/usr/bin/env bash
# heng bill and heng seal: the two examples of docs/bill-format.md, and what they say of them.
set -uo pipefail
cd "$(dirname "$0")/../.."
heng=$PWD/build/heng tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
fail() { echo "$1"; cat "$tmp/out"; exit 1; }
example() { awk -v want="$1" '/^```xml$/ { n++; on = n == want; next } /^```$/ { on = 0 } on' docs/bill-format.md; }
example 1 >"$tmp/tender.xml"; example 2 >"$tmp/priced.xml"
"$heng" bill "$tmp/tender.xml" >"$tmp/out" 2>&1 || fail "the example is not read"
grep -q '1 works, 6 lines, without prices' "$tmp/out" || fail "not what it holds"
"$heng" bill "$tmp/tender.xml" "$tmp/priced.xml" >"$tmp/out" 2>&1 && fail "nothing found"
grep -q '^2 findings' "$tmp/out" && grep -q '^part-total' "$tmp/out" && grep -q '^work-total' "$tmp/out" || fail "not the two"
"$heng" bill --price 188219.19 "$tmp/tender.xml" "$tmp/priced.xml" >"$tmp/out"; grep -q '^2 findings' "$tmp/out" || fail "the form has that price"
"$heng" bill --price 188219.18 "$tmp/tender.xml" "$tmp/priced.xml" >"$tmp/out"; grep -q '^form-price' "$tmp/out" || fail "another price"
"$heng" bill "$tmp/priced.xml" "$tmp/priced.xml" >"$tmp/out" 2>&1 && fail "a tender's bill has no prices"
sed 's/312.5/312,5/' "$tmp/tender.xml" >"$tmp/bad.xml"
"$heng" bill "$tmp/bad.xml" >"$tmp/out" 2>&1 && fail "a comma is read"
grep -q 'bad.xml:5:' "$tmp/out" || fail "no place"
sealed() { "$heng" seal --centre 91350100M000100Y43 --lot 01HENG0000000000000000000A --party 01HENGPARTY000000000000001 --part bill --key "$tmp/$2.key" "$tmp/$1.xml" "$tmp/$2" >"$tmp/out" 2>&1; }
sealed tender a && fail "sealed without prices"
[ ! -e "$tmp/a.key" ] || fail "a key for nothing"
sealed bad b && fail "sealed what cannot be read"
sealed priced c || fail "not sealed"
printf '{"price":{"amount":"1.00","currency":"CNY"},"capitals":"贰元整"}' >"$tmp/form.xml"
"$heng" seal --centre 91350100M000100Y43 --lot 01HENG0000000000000000000A --party 01HENGPARTY000000000000001 --key "$tmp/f.key" "$tmp/form.xml" "$tmp/f" >"$tmp/out" 2>&1 && fail "words and figures differ"
grep -q /capitals "$tmp/out" || fail "not told where"
[ "$(stat -c %s "$tmp/c")" = $((4096 + 16 + 13 + 256)) ] || fail "not of the size"
exit 0
