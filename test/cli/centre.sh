# Sourced: a served practice centre in $tmp, at $url; `beside` is a second process that ends with the test.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
heng=$PWD/build/heng tmp=$(mktemp -d)
server='' beside=''
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; [ -z "$beside" ] || kill "$beside" 2>/dev/null; rm -rf "$tmp"' EXIT
fail() { echo "$1"; cat "$tmp/out"; exit 1; }
wait_for() { for _ in $(seq 50); do [ -s "$tmp/$1" ] && break; sleep 0.1; done; } # FILE
"$heng" init --practice "$tmp/c" --at 2026-03-02T00:00:00Z >"$tmp/out" 2>&1 || fail "no centre"
"$heng" serve "$tmp/c" --port 0 --quiet >"$tmp/port" 2>"$tmp/err" & server=$!
wait_for port
url=$(head -n 1 "$tmp/port")
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" | head -n 1; }
post() { # TOKEN PATH [BODY]: the act's result
  if [ $# = 3 ]; then set -- "$1" "$2" -H 'Content-Type: application/json' -d "$3"; fi
  curl -sf -X POST ${1:+-H "Authorization: Bearer $1"} "$url$2" "${@:3}" >"$tmp/reply" || return 1
  sed 's/"receipt".*"result"/"result"/' "$tmp/reply"
}
enter() { # NAME CODE ROLE: its token in $tmp/NAME, its party in $tmp/NAME.party
  local made
  made=$(post '' /api/parties "{\"name\":\"$1\",\"contact\":\"$1\",\"identifier\":{\"scheme\":\"TEST\",\"id\":\"$2\"},\"roles\":[\"$3\"]}")
  field id <<<"$made" >"$tmp/$1.party"
  post '' /api/practice/sessions "{\"person\":\"$(field person <<<"$made")\",\"token\":true}" | field token >"$tmp/$1"
}
projects=0
tender() { # BUYER TITLE [MEMBERS [DEADLINE]]: of one lot, published; its id in $tender, its lot in $lot
  projects=$((projects + 1))
  local buyer made
  buyer=$(cat "$tmp/$1")
  made=$(post "$buyer" /api/projects "{\"code\":\"$projects\",\"name\":\"$2\"}")
  made=$(post "$buyer" /api/tenders "{\"project\":\"$(field id <<<"$made")\",\"kind\":\"foreign-works-japan\",\"title\":\"$2\",\"mandatory\":false,\"stateControlled\":true,\"funding\":\"state\",\"qualification\":\"after\",${3:-\"method\":\"open\"},\"organisation\":\"self\",\"lots\":[{\"title\":\"$2\",\"ceiling\":{\"amount\":\"9000000\",\"currency\":\"JPY\"}}]}")
  tender=$(field id <<<"$made") lot=$(grep -o '"lots":\["[^"]*' <<<"$made" | sed 's/.*"//')
  { post "$buyer" "/api/tenders/$tender/announcement" "{\"text\":\"公告\",\"deadline\":\"${4:-2026-03-30T00:00:00Z}\",\"windowMinutes\":30}" &&
    post "$buyer" "/api/tenders/$tender/confirmation" && post "$buyer" "/api/tenders/$tender/publication"; } >"$tmp/out" 2>&1 || fail "$2 is not published"
}
