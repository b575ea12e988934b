#!/usr/bin/env bash
# Keys in a token and in a PKCS #12 file: heng sign by them, and heng agent as a page asks it, from the request to a sign-in.
. "$(dirname "$0")/centre.sh"
module=/usr/lib/softhsm/libsofthsm2.so at=2026-03-02T00:00:00Z
export SOFTHSM2_CONF=$tmp/softhsm2.conf
mkdir "$tmp/tokens"; echo "directories.tokendir = $tmp/tokens" >"$SOFTHSM2_CONF"
echo 123456 >"$tmp/pin"; echo 1 >"$tmp/wrong"
{ "$heng" ca make "$tmp/c/trust" --at $at &&
  "$heng" ca issue "$tmp/c/trust" p256 "$tmp/p256" --name 某公司 --code 914403001922038216 --at $at &&
  softhsm2-util --init-token --free --label heng --so-pin 12345678 --pin 123456 &&
  softhsm2-util --import "$tmp/p256/sign.key" --token heng --label k --id 01 --pin 123456 &&
  openssl x509 -in "$tmp/p256/sign.pem" -outform DER -out "$tmp/cert.der" &&
  pkcs11-tool --module $module --token-label heng --login --pin 123456 --write-object "$tmp/cert.der" --type cert --id 01 &&
  openssl pkcs12 -export -inkey "$tmp/p256/sign.key" -in "$tmp/p256/sign.pem" -passout pass:123456 -out "$tmp/k.p12"; } >"$tmp/out" 2>&1 || fail "no token"
post '' /api/parties '{"name":"某公司","contact":"x","identifier":{"scheme":"CN-USCC","id":"914403001922038216"},"roles":["tenderer"]}' >"$tmp/out" || fail "no party"
print=$(openssl dgst -sha256 -r "$tmp/cert.der" | cut -d' ' -f1)

echo text >"$tmp/text"
for how in "--module $module --secret $tmp/pin" "--module $module --certificate $print --secret $tmp/pin" "--p12 $tmp/k.p12 --secret $tmp/pin"; do
  rm -f "$tmp/s"
  "$heng" sign $how "$tmp/text" "$tmp/s" >"$tmp/out" 2>&1 && "$heng" sign --check "$tmp/s" "$tmp/text" >"$tmp/out" 2>&1 && grep -q "^$print p256 914403001922038216" "$tmp/out" &&
    openssl cms -verify -binary -noverify -inform DER -in "$tmp/s" -content "$tmp/text" >"$tmp/out" 2>&1 || fail "not signed: $how"
done
for how in "--module $module --secret $tmp/wrong" "--p12 $tmp/k.p12 --secret $tmp/wrong"; do
  ! "$heng" sign $how "$tmp/text" "$tmp/s2" >"$tmp/out" 2>&1 && grep -q BAD_PIN "$tmp/out" && [ ! -e "$tmp/s2" ] || fail "a wrong secret: $how"
done
! "$heng" sign --module $module --certificate 00 --secret "$tmp/pin" "$tmp/text" "$tmp/s2" >"$tmp/out" 2>&1 && grep -q NOT_FOUND "$tmp/out" || fail "a certificate that is not there"
! "$heng" sign --module "$heng" --secret "$tmp/pin" "$tmp/text" "$tmp/s2" >"$tmp/out" 2>&1 && grep -q NO_TOKEN "$tmp/out" || fail "a module that is none"

curl -sf "$url/log/keys" >"$tmp/keys"
! "$heng" agent --centre ftp://x "$tmp/keys" --module $module >"$tmp/out" 2>&1 && grep -q BAD_FIELD "$tmp/out" || fail "an address that is none"
! "$heng" agent --centre "$url" "$tmp/text" --module "$heng" >"$tmp/out" 2>&1 || fail "it runs with a module that is none"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])') here=http://127.0.0.1:$port
timeout 60 "$heng" agent --port "$port" --centre "$url" "$tmp/keys" --module $module >"$tmp/agent" 2>"$tmp/out" & beside=$!
wait_for agent
! "$heng" agent --port "$port" --centre "$url" "$tmp/keys" --module $module >"$tmp/out" 2>&1 || fail "two agents at one port"
ask() { curl -s -o "$tmp/out" -w '%{http_code}' "$here$1" "${@:2}"; }
# of several users of this machine only its own
if [ "$(id -u)" = 0 ]; then [ "$(setpriv --reuid 65534 --clear-groups curl -s -o /dev/null -w '%{http_code}' "$here/keys" -H "Origin: $url")" = 403 ] || fail "another user is answered"; fi
page=(-H "Origin: $url")
[ "$(ask /keys)" = 403 ] && [ ! -s "$tmp/out" ] || fail "who names no origin is answered"
[ "$(ask /keys -H 'Origin: https://evil.example')" = 403 ] && [ ! -s "$tmp/out" ] || fail "another origin is answered"
[ "$(ask /keys "${page[@]}" -H 'Host: evil.example')" = 403 ] && [ ! -s "$tmp/out" ] || fail "another host is answered"
curl -s -o /dev/null -D "$tmp/out" -X OPTIONS "$here/requests" "${page[@]}" -H 'Access-Control-Request-Method: POST' -H 'Access-Control-Request-Private-Network: true'
grep -q "^Access-Control-Allow-Origin: $url" "$tmp/out" && grep -q '^Access-Control-Allow-Private-Network: true' "$tmp/out" || fail "the question before the question"
[ "$(ask /keys "${page[@]}")" = 200 ] && grep -q "\"fingerprint\":\"$print\"" "$tmp/out" || fail "no keys"
head -c 70000 /dev/zero | tr '\0' x >"$tmp/long"
[ "$(ask /requests "${page[@]}" --data-binary @"$tmp/long")" = 413 ] || fail "a body that is too long"

# from the centre's challenge to a session, as a page does it
said() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]], end="")' "$1" "$2"; }
post '' /api/sign-in/challenges >"$tmp/challenge" || fail "no challenge"
text=$(said "$tmp/challenge" challenge)
post '' /api/signing-requests "$(python3 -c 'import json, sys; print(json.dumps({"text": sys.argv[1]}))' "$text")" >"$tmp/request" || fail "no signing request"
# a note ends with a newline, which the shell would take away
request=$(python3 -c 'import json, sys; print(json.dumps({"request": json.load(open(sys.argv[1]))["request"], "certificate": sys.argv[2]}))' "$tmp/request" "$print")
[ "$(ask /requests "${page[@]}" -d "$request")" = 201 ] || fail "not taken"
id=$(said "$tmp/out" id)
[ "$(ask /requests "${page[@]}" -d "$request")" = 409 ] || fail "taken twice"
curl -s -D "$tmp/headers" "$here/confirm/$id" >"$tmp/out"
grep -q "frame-ancestors 'none'" "$tmp/headers" && grep -q '^X-Frame-Options: DENY' "$tmp/headers" && grep -q '登录' "$tmp/out" && ! grep -q '<script' "$tmp/out" || fail "its page"
token=$(grep -o 'name="token" value="[0-9a-f]*"' "$tmp/out" | cut -d'"' -f4)
[ "$(ask "/confirm/$id" "${page[@]}" -d "token=$token&act=sign&pin=123456")" = 403 ] || fail "decided by the centre's page"
[ "$(ask "/confirm/$id" -d "token=$token&act=sign&pin=123456")" = 403 ] || fail "decided by nobody's page"
ask "/requests/$id?wait" "${page[@]}" >"$tmp/waited" & waits=$!
sleep 0.3
[ "$(ask "/confirm/$id" -H "Origin: $here" -d "token=$token&act=sign&pin=123456")" = 200 ] || fail "not signed"
wait $waits
[ "$(ask "/requests/$id?wait" "${page[@]}")" = 200 ] && [ "$(said "$tmp/out" state)" = signed ] || fail "no outcome"
for _ in $(seq 30); do post '' /api/sign-in "$(python3 -c 'import json, sys; print(json.dumps({"challenge": sys.argv[1], "signature": sys.argv[2], "token": True}))' "$text" "$(said "$tmp/out" signature)")" >"$tmp/in" && break; sleep 0.2; done
grep -q '"token"' "$tmp/in" || fail "the centre does not take it"
# whoever still waits does not keep it from ending
post '' /api/sign-in/challenges >"$tmp/challenge" && post '' /api/signing-requests "$(python3 -c 'import json, sys; print(json.dumps({"text": json.load(open(sys.argv[1]))["challenge"]}))' "$tmp/challenge")" >"$tmp/request" || fail "no second request"
python3 -c 'import json, sys; print(json.dumps({"request": json.load(open(sys.argv[1]))["request"], "certificate": sys.argv[2]}))' "$tmp/request" "$print" >"$tmp/body"
[ "$(ask /requests "${page[@]}" --data-binary @"$tmp/body")" = 201 ] || fail "a second one is not taken"
curl -s "$here/requests/$(said "$tmp/out" id)?wait" "${page[@]}" >"$tmp/waited" & sleep 0.5; began=$SECONDS
kill -TERM "$beside"; wait "$beside"; ended=$?; beside=''
[ $ended = 0 ] || [ $ended = 124 ] || fail "it does not end in order: $ended"
[ $((SECONDS - began)) -lt 5 ] || fail "it waited for who waits"
exit 0
