#!/usr/bin/env bash
# heng deliver: who has new messages is told by a gateway, once, without a word of which trade; who bids is not, before the opening.
set -uo pipefail
cd "$(dirname "$0")/../.."
heng=$PWD/build/heng tmp=$(mktemp -d)
server='' gateway=''
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; [ -z "$gateway" ] || kill "$gateway" 2>/dev/null; rm -rf "$tmp"' EXIT
fail() { echo "$1"; cat "$tmp/out"; exit 1; }
"$heng" init --practice "$tmp/c" --at 2026-03-02T00:00:00Z >"$tmp/out" 2>&1 || fail "no centre"
"$heng" serve "$tmp/c" --port 0 --quiet >"$tmp/port" 2>"$tmp/err" & server=$!
for _ in $(seq 50); do [ -s "$tmp/port" ] && break; sleep 0.1; done
url=$(head -n 1 "$tmp/port")
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" | head -n 1; }
post() { # TOKEN PATH [BODY]
  if [ $# = 3 ]; then set -- "$1" "$2" -H 'Content-Type: application/json' -d "$3"; fi
  curl -sf -X POST -H "Authorization: Bearer $1" "$url$2" "${@:3}"
}
result() { sed 's/"receipt".*"result"/"result"/' | field "$1"; }
enter() { # NAME CODE ROLE PHONE: its token in $tmp/NAME, its party in $tmp/NAME.party
  curl -sf -H 'Content-Type: application/json' "$url/api/parties" -d "{\"name\":\"$1\",\"contact\":\"$1\",\"identifier\":{\"scheme\":\"TEST\",\"id\":\"$2\"},\"roles\":[\"$3\"]}" | sed 's/"receipt".*"result"/"result"/' >"$tmp/reply"
  field id <"$tmp/reply" >"$tmp/$1.party"
  curl -sf -H 'Content-Type: application/json' "$url/api/practice/sessions" -d "{\"person\":\"$(field person <"$tmp/reply")\",\"token\":true}" | field token >"$tmp/$1"
  post "$(cat "$tmp/$1")" "/api/parties/$(cat "$tmp/$1.party")/profile" "{\"legalRepresentative\":\"张三\",\"address\":\"某市\",\"phone\":\"$4\"}" >"$tmp/out" || fail "no profile"
}
enter 业主 1 procuringEntity 0851-1; enter 甲 2 tenderer 0851-2; enter 乙 3 tenderer 0851-3
buyer=$(cat "$tmp/业主")
project=$(post "$buyer" /api/projects '{"code":"1","name":"桥"}' | result id)
post "$buyer" /api/tenders "{\"project\":\"$project\",\"kind\":\"foreign-works-japan\",\"title\":\"大桥工程\",\"mandatory\":false,\"stateControlled\":true,\"funding\":\"state\",\"qualification\":\"after\",\"method\":\"open\",\"organisation\":\"self\",\"lots\":[{\"title\":\"大桥工程\",\"ceiling\":{\"amount\":\"9000000\",\"currency\":\"JPY\"}}]}" | sed 's/"receipt".*"result"/"result"/' >"$tmp/reply"
tender=$(field id <"$tmp/reply") lot=$(grep -o '"lots":\["[^"]*' "$tmp/reply" | sed 's/.*"//')
{ post "$buyer" "/api/tenders/$tender/announcement" '{"text":"公告","deadline":"2026-03-30T00:00:00Z","windowMinutes":30}' &&
  post "$buyer" "/api/tenders/$tender/confirmation" && post "$buyer" "/api/tenders/$tender/publication"; } >"$tmp/out" 2>&1 || fail "nothing published"
echo '{"price":{"amount":"8000000","currency":"JPY"}}' >"$tmp/form"
"$heng" seal --centre "$(curl -sf "$url/health" | field code)" --lot "$lot" --party "$(cat "$tmp/甲.party")" --key "$tmp/key" "$tmp/form" "$tmp/sealed" >"$tmp/out" 2>&1 || fail "not sealed"
post "$(cat "$tmp/甲")" "/api/lots/$lot/bids" "{\"form\":\"$(base64 -w0 "$tmp/sealed")\"}" >"$tmp/out" || fail "no bid"
deliver() { "$heng" deliver "$url" "$1" --token "$tmp/c/keeper" >"$tmp/out" 2>&1; }
deliver http://127.0.0.1:9 && fail "told by a gateway that is not there"
grep -q '^0 told, 1 not taken' "$tmp/out" || fail "it is told to others than the buyer"
python3 - "$tmp" <<'PY' & gateway=$!
import http.server, sys
class Gateway(http.server.BaseHTTPRequestHandler):
    def log_message(self, *a): pass
    def do_POST(self):
        open(sys.argv[1] + "/told", "ab").write(self.rfile.read(int(self.headers["Content-Length"])) + b"\n")
        self.send_response(200); self.send_header("Content-Length", "2"); self.end_headers(); self.wfile.write(b"{}")
server = http.server.HTTPServer(("127.0.0.1", 0), Gateway)
open(sys.argv[1] + "/gateway", "w").write(f"http://127.0.0.1:{server.server_port}\n")
server.timeout = 30
for _ in range(20): server.handle_request()
PY
for _ in $(seq 50); do [ -s "$tmp/gateway" ] && break; sleep 0.1; done
deliver "$(cat "$tmp/gateway")" || fail "not told"
grep -q '^1 told, 0 not taken' "$tmp/out" || fail "not one"
grep -q '0851-1' "$tmp/told" && ! grep -q '0851-2\|大桥' "$tmp/told" || { cp "$tmp/told" "$tmp/out"; fail "it tells of a trade, or who bids"; }
deliver "$(cat "$tmp/gateway")" || fail "a second time"
grep -q '^0 told' "$tmp/out" || fail "told twice"
# who is invited is nobody's business either
second=$(post "$buyer" /api/tenders "{\"project\":\"$project\",\"kind\":\"foreign-works-japan\",\"title\":\"小桥工程\",\"mandatory\":false,\"stateControlled\":true,\"funding\":\"state\",\"qualification\":\"after\",\"method\":\"invited\",\"organisation\":\"self\",\"invitedWhy\":\"已经批准\",\"invited\":[{\"party\":\"$(cat "$tmp/甲.party")\"},{\"party\":\"$(cat "$tmp/乙.party")\"}],\"lots\":[{\"title\":\"小桥工程\",\"ceiling\":{\"amount\":\"900000\",\"currency\":\"JPY\"}}]}" | result id)
{ post "$buyer" "/api/tenders/$second/announcement" '{"text":"邀请书","deadline":"2026-04-30T00:00:00Z","windowMinutes":30}' &&
  post "$buyer" "/api/tenders/$second/confirmation" && post "$buyer" "/api/tenders/$second/publication"; } >"$tmp/out" 2>&1 || fail "no invitation"
deliver "$(cat "$tmp/gateway")" || fail "after an invitation"
grep -q '^1 told' "$tmp/out" && ! grep -q '0851-2\|0851-3' "$tmp/told" || fail "it tells who is invited"
for at in 2026-03-30T00:00:00Z 2026-03-30T00:30:01Z; do
  curl -sf -H 'Content-Type: application/json' "$url/api/practice/clock" -d "{\"to\":\"$at\"}" >"$tmp/out" || fail "no clock"
  [ $at != 2026-03-30T00:00:00Z ] || post "$(sed -n 1p "$tmp/甲")" "/api/lots/$lot/keys" "{\"form\":\"$(cat "$tmp/key")\"}" >"$tmp/out" || fail "no key"
done
for _ in $(seq 30); do curl -sf "$url/api/lots/$lot" | grep -q '"state":"opening"' || break; sleep 0.2; done
deliver "$(cat "$tmp/gateway")" || fail "after the opening"
grep -q '^2 told' "$tmp/out" && grep -q '0851-2' "$tmp/told" && ! grep -q '0851-3' "$tmp/told" || fail "the bidder is not told"
exit 0
