#!/usr/bin/env bash
# Makes the front end's types anew from the interface of build/heng: web/src/api/schema.d.ts
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(mktemp -d /tmp/heng-client-XXXXXX)
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$out"' EXIT
build/heng init --practice "$out/centre"
build/heng serve "$out/centre" --port 0 --quiet >"$out/url" & server=$!
until [ -s "$out/url" ]; do sleep 0.1; done
curl -sSf "$(head -n 1 "$out/url")/api/openapi.json" >"$out/openapi.json"
tools/web.sh node node_modules/openapi-typescript/bin/cli.js "$out/openapi.json" -o src/api/schema.d.ts
