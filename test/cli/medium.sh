#!/usr/bin/env bash
# heng medium: a notice to a designated medium and its receipt back; what the medium does not take stays.
set -uo pipefail
cd "$(dirname "$0")/../.."
heng=$PWD/build/heng tmp=$(mktemp -d)
server='' medium=''
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; [ -z "$medium" ] || kill "$medium" 2>/dev/null; rm -rf "$tmp"' EXIT
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
enter() { # NAME CODE ROLE: a token
  local person
  person=$(curl -sf -H 'Content-Type: application/json' "$url/api/parties" -d "{\"name\":\"$1\",\"contact\":\"$1\",\"identifier\":{\"scheme\":\"TEST\",\"id\":\"$2\"},\"roles\":[\"$3\"]}" | field person)
  curl -sf -H 'Content-Type: application/json' "$url/api/practice/sessions" -d "{\"person\":\"$person\",\"token\":true}" | field token
}
principal=$(enter 业主 1 procuringEntity); enter 中心 2 centre >"$tmp/token"
project=$(post "$principal" /api/projects '{"code":"1","name":"桥"}' | sed 's/"receipt".*"result"/"result"/' | field id)
tender=$(post "$principal" /api/tenders "{\"project\":\"$project\",\"kind\":\"foreign-works-japan\",\"title\":\"大桥\",\"mandatory\":false,\"stateControlled\":true,\"funding\":\"state\",\"qualification\":\"after\",\"method\":\"open\",\"organisation\":\"self\",\"lots\":[{\"title\":\"大桥\",\"ceiling\":{\"amount\":\"9000000\",\"currency\":\"JPY\"}}]}" | sed 's/"receipt".*"result"/"result"/' | field id)
{ post "$principal" "/api/tenders/$tender/announcement" '{"text":"公告","deadline":"2026-03-30T00:00:00Z","windowMinutes":30}' &&
  post "$principal" "/api/tenders/$tender/confirmation" && post "$principal" "/api/tenders/$tender/publication"; } >"$tmp/out" 2>&1 || fail "nothing published"
pending() { curl -sf -H "Authorization: Bearer $(cat "$tmp/token")" "$url/api/publications/pending" | grep -o '"id"' | wc -l; }
carry() { "$heng" medium "$url" "$1" --token "$tmp/token" --name 指定媒介 >"$tmp/out" 2>&1; }
carry http://127.0.0.1:9 && fail "carried to a medium that is not there"
[ "$(pending)" = 1 ] || fail "the notice does not wait"
python3 - "$tmp" <<'PY' & medium=$!
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
for _ in $(seq 50); do [ -s "$tmp/medium" ] && break; sleep 0.1; done
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
