#!/usr/bin/env bash
# heng medium: a notice to a designated medium and its receipt back; what the medium does not take stays.
. "$(dirname "$0")/centre.sh"
enter 业主 1 procuringEntity; enter 中心 2 centre
tender 业主 大桥
cp "$tmp/中心" "$tmp/token"
pending() { curl -sf -H "Authorization: Bearer $(cat "$tmp/token")" "$url/api/publications/pending" | grep -o '"id"' | wc -l; }
carry() { "$heng" medium "$url" "$1" --token "$tmp/token" --name 指定媒介 >"$tmp/out" 2>&1; }
carry http://127.0.0.1:9 && fail "carried to a medium that is not there"
[ "$(pending)" = 1 ] || fail "the notice does not wait"
python3 - "$tmp" <<'PY' & beside=$!
import http.server, json, sys
class Medium(http.server.BaseHTTPRequestHandler):
    asked = 0
    def log_message(self, *a): pass
    def do_POST(self):
        notice = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Medium.asked += 1
        said = {"number": f"M-{Medium.asked}", "published": notice["published"]} if Medium.asked > 1 else {"sorry": "later"}
        body = json.dumps(said).encode()
        self.send_response(200); self.send_header("Content-Length", str(len(body))); self.end_headers(); self.wfile.write(body)
server = http.server.HTTPServer(("127.0.0.1", 0), Medium)
open(sys.argv[1] + "/medium", "w").write(f"http://127.0.0.1:{server.server_port}\n")
server.timeout = 30
for _ in range(2): server.handle_request()
PY
wait_for medium
carry "$(cat "$tmp/medium")" && fail "an answer without a number is no receipt"
[ "$(pending)" = 1 ] || fail "it was taken for published"
carry "$(cat "$tmp/medium")" || fail "not carried"
grep -q '^1 notices carried' "$tmp/out" || fail "not one"
notice=$(curl -sf "$url/api/notices" | field id)
curl -sf "$url/api/notices/$notice/receipts" | grep -q '"number":"M-2"' || fail "no receipt"
carry http://127.0.0.1:9 || fail "nothing to carry is no failure"
echo wrong >"$tmp/token"
carry http://127.0.0.1:9 && fail "a wrong token"
exit 0
