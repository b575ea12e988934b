#!/usr/bin/env bash
# An authority without a list of revoked ones, asked online: openssl's responder says who signs in.
. "$(dirname "$0")/centre.sh"
code=91510700205412308D port=$((20000 + $$ % 20000))
kill "$server"; wait "$server" 2>/dev/null; rm -rf "$tmp/c"
"$heng" init --practice "$tmp/c" >"$tmp/out" 2>&1 || fail "no centre" # by the machine's clock, as the responder's
"$heng" ca make "$tmp/c/trust" --ocsp "http://127.0.0.1:$port" >"$tmp/out" 2>&1 || fail "no authorities"
rm "$tmp"/c/trust/*/ca.crl
ca=$tmp/c/trust/p256
for who in good bad; do "$heng" ca issue "$tmp/c/trust" p256 "$tmp/$who" --name 某公司 --code $code >"$tmp/out" 2>&1 || fail "no certificate"; done
serial() { openssl x509 -in "$tmp/$1/sign.pem" -noout -serial | cut -d= -f2; }
printf 'V\t300101000000Z\t\t%s\tunknown\t/CN=a\nR\t300101000000Z\t250101000000Z\t%s\tunknown\t/CN=b\n' "$(serial good)" "$(serial bad)" >"$tmp/index"
echo 'unique_subject = no' >"$tmp/index.attr"
openssl ocsp -port "$port" -index "$tmp/index" -CA "$ca/ca.pem" -rsigner "$ca/ca.pem" -rkey "$ca/ca.key" -nrequest 3 -nmin 5 >"$tmp/asked" 2>&1 & beside=$!
: >"$tmp/port"; "$heng" serve "$tmp/c" --port 0 --quiet >"$tmp/port" 2>"$tmp/err" & server=$!
wait_for port; url=$(head -n 1 "$tmp/port")
curl -sf "$url/api/parties" -H 'Content-Type: application/json' -d "{\"name\":\"某公司\",\"contact\":\"王\",\"identifier\":{\"scheme\":\"CN-USCC\",\"id\":\"$code\"},\"roles\":[\"tenderer\"]}" >"$tmp/out" || fail "not registered"
enters() { # enters WHO: its answer in $tmp/out
  curl -sf -X POST "$url/api/sign-in/challenges" | python3 -c 'import json,sys; print(json.load(sys.stdin)["challenge"], end="")' >"$tmp/text"
  rm -f "$tmp/signature"; "$heng" sign "$tmp/$1/sign.pem" "$tmp/$1/sign.key" "$tmp/text" "$tmp/signature" >"$tmp/out" 2>&1 || fail "not signed"
  python3 -c 'import base64,json,sys; print(json.dumps({"challenge": open(sys.argv[1]).read(), "signature": base64.b64encode(open(sys.argv[2], "rb").read()).decode(), "token": True}))' "$tmp/text" "$tmp/signature" >"$tmp/body"
  curl -s "$url/api/sign-in" -H 'Content-Type: application/json' -d @"$tmp/body" >"$tmp/out"
}
soon() { # soon WHO PATTERN: asked first, then said
  enters "$1"; grep -q 'CERT_UNCHECKED.*正在向' "$tmp/out" || fail "$1 is not asked about"
  for _ in $(seq 25); do sleep 0.2; enters "$1"; grep -q CERT_UNCHECKED "$tmp/out" || break; done
  grep -q "$2" "$tmp/out" || { cat "$tmp/asked" "$tmp/err" >>"$tmp/out"; fail "$1: not $2"; }
}
soon good '"token"'
token=$(field token <"$tmp/out")
soon bad CERT_REVOKED
curl -sf "$url/api/session" -H "Authorization: Bearer $token" >"$tmp/out" || fail "the session does not hold"
kill "$beside" 2>/dev/null; beside=
enters good; grep -q '"token"' "$tmp/out" || fail "an answer that holds is not kept"
exit 0
