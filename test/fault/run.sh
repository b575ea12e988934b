#!/usr/bin/env bash
# Faults, in short: kill -9 under load, a full disk, failing writes. tools/fault.sh is the long form.
set -uo pipefail
cd "$(dirname "$0")/../.."
exec tools/fault.sh 6 17
