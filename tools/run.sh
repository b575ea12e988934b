#!/usr/bin/env bash
# Serves a practice centre on http://127.0.0.1:8080; makes and fills it the first time.
# usage: ./dev run [PORT]
set -euo pipefail
cd "$(dirname "$0")/.."
port=${1:-8080} dir=centre
if [ ! -f $dir/.filled ]; then
  rm -rf $dir
  echo "filling a practice centre in $dir/ …"
  build/heng fill $dir | tail -n 1
  touch $dir/.filled
fi
exec build/heng serve $dir --port "$port" --quiet
