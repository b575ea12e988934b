#!/usr/bin/env bash
# walk.sh DOC LAST PATTERN…: runs the blocks of docs/DOC.md, in order, as one script; prints what its commands answered.
# Succeeds when each of them did, the last answer has LAST, and somewhere each PATTERN stands.
set -euo pipefail
cd "$(dirname "$0")/../.."
said=$(mktemp /tmp/heng-walk-said-XXXXXX)
trap 'rm -f "$said"' EXIT
sed -n '/^```bash$/,/^```$/{/^```/d;p}' "docs/$1.md" | bash -euo pipefail -s >"$said" 2>&1 ||
  { cat "$said"; exit 1; }
cat "$said"
tail -n 1 "$said" | grep -q "$2"
shift 2
for pattern; do grep -q "$pattern" "$said"; done
