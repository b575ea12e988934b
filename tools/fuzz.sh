#!/usr/bin/env bash
# Fuzzes every parser from its kept corpus: ./dev fuzz [SECONDS each]. What is found lies in
# build-fuzz/found.
set -uo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60} passed=0 failed=0
[ -f build-fuzz/build.ninja ] || CC=clang meson setup build-fuzz -Dbuildtype=debugoptimized \
  -Db_sanitize=address,undefined -Db_lundef=false -Dwerror=false -Dfuzz=true >/dev/null || exit 1
ninja -C build-fuzz >build-fuzz/ninja.log 2>&1 || { tail -n 30 build-fuzz/ninja.log; echo "0 passed, 1 failed"; exit 1; }
mkdir -p build-fuzz/found
for target in json law seal zip body bill certificate stamp pdf; do
  scratch=$(mktemp -d /tmp/heng-corpus-XXXXXX)
  cp test/fuzz/corpus/$target/* "$scratch"
  if build-fuzz/test/fuzz/fuzz-$target -max_total_time="$seconds" -max_len=70000 -timeout=20 -rss_limit_mb=4096 \
    -artifact_prefix=build-fuzz/found/$target- "$scratch" >"build-fuzz/$target.log" 2>&1; then
    echo "ok   fuzz     $target ($(sed -n 's/^Done \([0-9]*\) runs.*/\1/p' build-fuzz/$target.log) inputs)"; passed=$((passed + 1))
  else
    echo "FAIL fuzz     $target"; tail -n 30 "build-fuzz/$target.log"; failed=$((failed + 1))
  fi
  rm -rf "$scratch"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
