#!/usr/bin/env bash
# The front end: its types, its units, its client against the server's own description, a whole trade by
# people in browsers, pages that live, and those who watch (pictures of every page stay in build-test/shots).
set -uo pipefail
cd "$(dirname "$0")/../.."
out=$(mktemp -d /tmp/heng-web-XXXXXX)
trap '[ -z "${server:-}" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; }; rm -rf "$out"' EXIT
passed=0 failed=0
try() { # try NAME COMMAND...
  local name=$1; shift
  if "$@" >"$out/log" 2>&1 </dev/null; then passed=$((passed + 1)); echo "ok   web      $name"
  else failed=$((failed + 1)); echo "FAIL web      $name"; tail -n 25 "$out/log"; fi
}
node() { tools/web.sh node "$@"; }
client() { # the client's types are those of the server that is tested
  build/heng init --practice "$out/centre" && { build/heng serve "$out/centre" --port 0 --quiet >"$out/url" & server=$!; }
  for _ in $(seq 100); do [ -s "$out/url" ] && break; sleep 0.1; done
  curl -sSf "$(head -n 1 "$out/url")/api/openapi.json" >"$out/openapi.json" || return 1
  node node_modules/openapi-typescript/bin/cli.js "$out/openapi.json" -o "$out/schema.d.ts" || return 1
  diff -q "$out/schema.d.ts" web/src/api/schema.d.ts || { echo "stale: tools/client.sh makes it anew"; return 1; }
}
shell() { # what every page of the workbench loads, compressed
  local bytes; bytes=$(cat web/dist/assets/work-*.js.gz web/dist/assets/lang-*.js.gz | wc -c)
  [ "$bytes" -le $((90 * 1024)) ] || { echo "the shell has $bytes bytes"; return 1; }
}
try "types" node node_modules/vue-tsc/bin/vue-tsc.js --noEmit
try "units" node node_modules/vitest/vitest.mjs run
try "the client is the interface's" client
try "the shell is at most 90 KB of script" shell
mkdir -p build-test/shots
export SHOTS=$PWD/build-test/shots
for walk in trade prequalify committee sign agent keys live watch document offline organisation custody phone offices; do
  node test/browser/$walk.mjs >"$out/browser" 2>&1 </dev/null
  grep -vE '^[0-9]+ passed' "$out/browser"
  line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$out/browser" | tail -n 1)
  if [ -n "$line" ]; then passed=$((passed + ${line%% passed*})); line=${line#*passed, }; failed=$((failed + ${line%% failed}))
  else failed=$((failed + 1)); echo "FAIL web      the browser test $walk did not finish"; fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
