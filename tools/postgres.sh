#!/usr/bin/env bash
# A PostgreSQL of our own for tests: postgres.sh start DIR prints its URL; postgres.sh stop DIR ends it.
# Listens on a socket in DIR only. PostgreSQL refuses to run as root, so root hands it to nobody.
set -euo pipefail
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
dir=$2
as() { if [ "$(id -u)" = 0 ]; then runuser -u nobody -- "$@"; else "$@"; fi; }
case $1 in
start)
  mkdir -p "$dir"
  [ "$(id -u)" != 0 ] || chown nobody "$dir"
  cd "$dir"
  as "$bin/initdb" -D "$dir/data" -U heng --auth=trust -E UTF8 --locale=C >"$dir.log" 2>&1 || { cat "$dir.log" >&2; exit 1; }
  as "$bin/pg_ctl" -D "$dir/data" -w -s -o "-k $dir -c listen_addresses='' -c fsync=${FSYNC:-off} -c max_connections=200 -c shared_buffers=128MB" -l "$dir/server.log" start
  echo "postgres:///postgres?host=$dir&user=heng"
  ;;
stop)
  cd "$dir"
  as "$bin/pg_ctl" -D "$dir/data" -s -m fast stop
  ;;
esac
