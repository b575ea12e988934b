#!/usr/bin/env bash
# HTTP as no library would speak it.
set -uo pipefail
cd "$(dirname "$0")/../.."
out=$(mktemp /tmp/heng-http-out-XXXXXX)
trap 'rm -f "$out"' EXIT
build-test/test/heng-http-test 2>"$out"
status=$?
[ $status = 0 ] || grep -v '^{' "$out"
exit $status
