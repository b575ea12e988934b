#!/usr/bin/env bash
# heng deliver: who has new messages is told by a gateway, once, without a word of which trade; who bids is not, before the opening.
. "$(dirname "$0")/centre.sh"
for party in '业主 1 procuringEntity 0851-1' '甲 2 tenderer 0851-2' '乙 3 tenderer 0851-3'; do
  set -- $party
  enter "$1" "$2" "$3"
  post "$(cat "$tmp/$1")" "/api/parties/$(cat "$tmp/$1.party")/profile" "{\"legalRepresentative\":\"张三\",\"address\":\"某市\",\"phone\":\"$4\"}" >"$tmp/out" || fail "no profile"
done
tender 业主 大桥工程
bridge=$lot
echo '{"price":{"amount":"8000000","currency":"JPY"}}' >"$tmp/form"
"$heng" seal --centre "$(curl -sf "$url/health" | field code)" --lot "$bridge" --party "$(cat "$tmp/甲.party")" --key "$tmp/key" "$tmp/form" "$tmp/sealed" >"$tmp/out" 2>&1 || fail "not sealed"
post "$(cat "$tmp/甲")" "/api/lots/$bridge/bids" "{\"form\":\"$(base64 -w0 "$tmp/sealed")\"}" >"$tmp/out" || fail "no bid"
deliver() { "$heng" deliver "$url" "$1" --token "$tmp/c/keeper" >"$tmp/out" 2>&1; }
deliver http://127.0.0.1:9 && fail "told by a gateway that is not there"
grep -q '^0 told, 1 not taken' "$tmp/out" || fail "it is told to others than the buyer"
python3 - "$tmp" <<'PY' & beside=$!
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
wait_for gateway
deliver "$(cat "$tmp/gateway")" || fail "not told"
grep -q '^1 told, 0 not taken' "$tmp/out" || fail "not one"
grep -q '0851-1' "$tmp/told" && ! grep -q '0851-2\|大桥' "$tmp/told" || { cp "$tmp/told" "$tmp/out"; fail "it tells of a trade, or who bids"; }
deliver "$(cat "$tmp/gateway")" || fail "a second time"
grep -q '^0 told' "$tmp/out" || fail "told twice"
# who is invited is nobody's business either
tender 业主 小桥工程 "\"method\":\"invited\",\"invitedWhy\":\"已经批准\",\"invited\":[{\"party\":\"$(cat "$tmp/甲.party")\"},{\"party\":\"$(cat "$tmp/乙.party")\"}]" 2026-04-30T00:00:00Z
deliver "$(cat "$tmp/gateway")" || fail "after an invitation"
grep -q '^1 told' "$tmp/out" && ! grep -q '0851-2\|0851-3' "$tmp/told" || fail "it tells who is invited"
for at in 2026-03-30T00:00:00Z 2026-03-30T00:30:01Z; do
  curl -sf -H 'Content-Type: application/json' "$url/api/practice/clock" -d "{\"to\":\"$at\"}" >"$tmp/out" || fail "no clock"
  [ $at != 2026-03-30T00:00:00Z ] || post "$(cat "$tmp/甲")" "/api/lots/$bridge/keys" "{\"form\":\"$(cat "$tmp/key")\"}" >"$tmp/out" || fail "no key"
done
for _ in $(seq 30); do curl -sf "$url/api/lots/$bridge" | grep -q '"state":"opening"' || break; sleep 0.2; done
deliver "$(cat "$tmp/gateway")" || fail "after the opening"
grep -q '^2 told' "$tmp/out" && grep -q '0851-2' "$tmp/told" && ! grep -q '0851-3' "$tmp/told" || fail "the bidder is not told"
exit 0
