#!/usr/bin/env bash
# Timestamps of a centre's own authority, whose key only the signer has, and of another that its keeper names; openssl checks both.
set -uo pipefail
heng=build/heng tmp=$(mktemp -d /tmp/heng-tsa-XXXXXX) server= tsa=
trap 'for p in $server $tsa; do kill "$p" 2>/dev/null; done; rm -rf "$tmp"' EXIT
fail() { echo "$1"; cat "$tmp/out" 2>/dev/null | head -c 500; exit 1; }
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }
digest=$(printf signature | sha256sum | cut -d' ' -f1)
"$heng" ca make "$tmp/ca" >"$tmp/out" 2>&1 && "$heng" ca issue "$tmp/ca" p256 "$tmp/tsa" --name 时间戳 --timestamps >>"$tmp/out" 2>&1 || fail "no authority"
begin() { # begin DIR SERVE-OPTION...
  local dir=$1; shift
  "$heng" serve "$dir" --port 0 --quiet "$@" >"$tmp/said" 2>"$tmp/out" & server=$!
  for _ in $(seq 100); do url=$(head -n 1 "$tmp/said"); [ -z "$url" ] || break; sleep 0.1; done
  [ -n "$url" ] || fail "it does not serve"
}
stop() { kill "$server"; wait "$server"; server=; }
ask() { curl -s "$url/api/timestamps" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d "{\"digest\":\"$digest\"}" >"$tmp/out"; }
holds() { # holds: openssl takes the token
  field token <"$tmp/out" | base64 -d >"$tmp/token"
  openssl ts -verify -digest "$digest" -in "$tmp/token" -token_in -CAfile "$tmp/ca/p256/root.pem" -untrusted "$tmp/ca/p256/ca.pem" >"$tmp/verified" 2>&1 || { cat "$tmp/verified"; fail "openssl does not take it"; }
}
member() { # somebody who is signed in: the keeper registers, and gives a token
  curl -sf "$url/api/parties" -H "Authorization: Bearer $(cat "$1/keeper")" -H 'Content-Type: application/json' \
    -d '{"name":"某中心","contact":"王","identifier":{"scheme":"CN-USCC","id":"12510700MB1X00001U"},"roles":["centre"]}' >"$tmp/out" || fail "not registered"
  token=$("$heng" token "$1" "$(field person <"$tmp/out")") || fail "no token"
}
# a centre for practice has its own, or none
"$heng" init --practice "$tmp/c" >"$tmp/out" 2>&1 || fail "no centre"
begin "$tmp/c"; member "$tmp/c"; ask; grep -q NO_TSA "$tmp/out" || fail "a timestamp of nobody"; stop
cp "$tmp/tsa/sign.pem" "$tmp/c/keys/tsa.pem"; cp "$tmp/tsa/sign.key" "$tmp/c/keys/tsa.key"
begin "$tmp/c"; ask; grep -q '"TSA"' "$tmp/out" || fail "one is handed on that no act would be taken with"; stop
cp -r "$tmp/ca" "$tmp/c/trust"; cp -r "$tmp/ca" "$tmp/p.trust"
begin "$tmp/c"; ask; holds
[ "$(cat /proc/"$server"/task/*/children | wc -w)" = 1 ] || fail "it has not one child"
stop
# a real one asks the authority that is named, and hands on nothing that does not hold
"$heng" init "$tmp/p" --code 12660000MB2000005T --name 中心 >"$tmp/out" 2>&1 || fail "no production centre"
mv "$tmp/p.trust" "$tmp/p/trust"
printf '[tsa]\ndefault_tsa=t\n[t]\nserial=%s/serial\ndefault_policy=1.2.3.4\ndigests=sha256\nsigner_digest=sha256\n' "$tmp" >"$tmp/config"; echo 01 >"$tmp/serial"
python3 - "$tmp" <<'PY' & tsa=$!
import http.server, subprocess, sys
tmp, n = sys.argv[1], 0
class Authority(http.server.BaseHTTPRequestHandler):
    def log_message(self, *a): pass
    def do_POST(self):
        global n
        n += 1
        open(tmp + "/asked", "w").write(str(n))
        open(tmp + "/query", "wb").write(self.rfile.read(int(self.headers["Content-Length"])))
        if n != 2: # the second answer is the first one again
            subprocess.run(["openssl", "ts", "-reply", "-config", tmp + "/config", "-queryfile", tmp + "/query", "-signer", tmp + "/tsa/sign.pem", "-inkey", tmp + "/tsa/sign.key", "-out", tmp + "/answer"], stderr=subprocess.DEVNULL)
        b = open(tmp + "/answer", "rb").read()
        self.send_response(200 if n < 3 else 503); self.send_header("Content-Length", str(len(b))); self.end_headers(); self.wfile.write(b)
server = http.server.HTTPServer(("127.0.0.1", 0), Authority)
open(tmp + "/port", "w").write(str(server.server_port))
server.timeout = 30
for _ in range(5): server.handle_request()
PY
for _ in $(seq 50); do [ -s "$tmp/port" ] && break; sleep 0.1; done
HENG_TSA="http://127.0.0.1:$(cat "$tmp/port")/tsa" begin "$tmp/p" --site https://centre.example
member "$tmp/p"; ask; holds
ask; grep -q '"TSA"' "$tmp/out" || fail "an answer to something else is handed on"
ask; grep -q '"TSA"' "$tmp/out" || fail "a failure is none"
ask; grep -q '"TSA"' "$tmp/out" && [ "$(cat "$tmp/asked")" = 3 ] || fail "one that failed is asked again at once"
stop
HENG_TSA=ftp://x timeout 10 "$heng" serve "$tmp/p" --port 0 --site https://centre.example >"$tmp/out" 2>&1
[ $? = 1 ] && grep -q HENG_TSA "$tmp/out" || fail "an address that is none is taken"
exit 0
