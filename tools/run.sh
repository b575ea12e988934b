#!/usr/bin/env bash
# Serves a practice centre on http://127.0.0.1:8080; makes and fills it the first time.
# usage: ./dev run [PORT]
set -euo pipefail
cd "$(dirname "$0")/.."
port=${1:-8080} dir=centre
if [ ! -f $dir/.filled ]; then
  rm -rf $dir
  echo "filling a practice centre …"
  build/heng fill $dir
  touch $dir/.filled
fi
cat <<EOT
演练中心 practice centre:
  http://127.0.0.1:$port/           公告 notices, trades, receipts
  http://127.0.0.1:$port/practice   可以以谁的身份登录 who to sign in as
  http://127.0.0.1:$port/help       回执怎样核对 how to check a receipt
Ctrl-C ends it; the data stays in $dir/.
EOT
exec build/heng serve $dir --port "$port" --quiet
