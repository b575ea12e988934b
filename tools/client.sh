#!/usr/bin/env bash
# Makes anew, from the interface of build/heng, the front end's types and the words of acts:
# web/src/api/schema.d.ts, web/src/api/acts.ts
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(mktemp -d /tmp/heng-client-XXXXXX)
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$out"' EXIT
build/heng init --practice "$out/centre"
build/heng serve "$out/centre" --port 0 --quiet >"$out/url" & server=$!
until [ -s "$out/url" ]; do sleep 0.1; done
curl -sSf "$(head -n 1 "$out/url")/api/openapi.json" >"$out/openapi.json"
tools/web.sh node node_modules/openapi-typescript/bin/cli.js "$out/openapi.json" -o src/api/schema.d.ts
curl -sSf "$(head -n 1 "$out/url")/api/acts" >"$out/acts.json"
tools/web.sh node -e 'const { acts } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")); const said = (s) => `\x27${s}\x27`
require("fs").writeFileSync("src/api/acts.ts", "// Made by tools/client.sh from GET /api/acts: what an entry of the log is about.\nexport const acts: Record<string, string> = {\n" + acts.map((a) => `  ${said(a.kind)}: ${said(a.title)},\n`).join("") + "}\n")' "$out/acts.json"
