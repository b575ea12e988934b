#!/usr/bin/env bash
# Every fuzz target over its kept corpus, and five seconds more.
exec "$(dirname "$0")/../../tools/fuzz.sh" 5
