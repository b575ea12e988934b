#!/usr/bin/env bash
# Runs the blocks of docs/walk-through.md, in order, as one script; prints what its commands answered.
# Succeeds when each of them did and the lowest of the three bids was awarded.
set -euo pipefail
cd "$(dirname "$0")/../.."
said=$(mktemp /tmp/heng-walk-said-XXXXXX)
trap 'rm -f "$said"' EXIT
sed -n '/^```bash$/,/^```$/{/^```/d;p}' docs/walk-through.md | bash -euo pipefail -s >"$said" 2>&1 ||
  { cat "$said"; exit 1; }
cat "$said"
grep -q '"type":"award"' "$said"
tail -n 1 "$said" | grep -q '"amount":"4712000.00"'
