#!/usr/bin/env bash
# Measures each figure beside its yardstick in the same run, with the ratio and the target.
# usage: ./dev bench [quick] [PART...]   A figure never fails the run; something lost does.
# A part is one of the functions named at the end; without any, all run.
# The data lies in a folder of its own under HENG_BENCH_DIR (/var/tmp), which must be a real disk.
set -uo pipefail
cd "$(dirname "$0")/.."
quick=; [ "${1:-}" = quick ] && quick=1 && shift
dir=$(mktemp -d "${HENG_BENCH_DIR:-/var/tmp}/heng-bench-XXXXXX")
chmod 755 "$dir"
server= nginx= failed=0 met=0 missed=0
finish() {
  [ -z "$server" ] || kill "$server"
  [ -z "$nginx" ] || kill "$nginx"
  [ ! -d "$dir/pg" ] || tools/postgres.sh stop "$dir/pg"
  rm -rf "$dir"
}
trap finish EXIT
cores=$(nproc)
calc() { awk "BEGIN { printf \"%.${2:-2}f\", $1 }"; }

lost() { echo "LOST: $1"; failed=1; }
# figure NAME VALUE-AND-UNIT YARDSTICK RATIO TARGET CONDITION
figure() {
  local verdict
  if [ -z "$6" ]; then verdict=
  elif awk "BEGIN { exit !($6) }"; then verdict=met met=$((met + 1))
  else verdict='NOT MET' missed=$((missed + 1)); fi
  printf '%-34s %-20s %-40s %-9s %-20s %s\n' "$1" "$2" "$3" "$4" "$5" "$verdict"
}
declare -A got
# measure PROGRAM ARGUMENT...: its "name value" lines into got
measure() {
  local name value ok=0
  got=()
  "$@" >"$dir/lines" || ok=1
  while read -r name value; do got[$name]=$value; done <"$dir/lines"
  return $ok
}
begin() { # begin DIR: serves it; server and url
  build-bench/heng serve "$1" -q -p 0 >"$dir/said" & server=$!
  for _ in $(seq 100); do grep -q : "$dir/said" && break; sleep 0.05; done
  url=$(head -n 1 "$dir/said")
}
end() { kill "$server"; wait "$server"; server=; }

bids() { # bids STORE-URL CONNECTIONS EACH [KIND]
  rm -rf "$dir/bids"
  measure build-bench/bench/heng-bench-bids "$dir/bids" "$@" ||
    lost "bids: ${got[acknowledged]:-?} acknowledged, ${got[stored]:-?} stored," \
      "${got[refused]:-?} refused, ${got[lost]:-?} without answer"
}

sealed_bids() {
  bids sqlite 64 $((quick ? 100 : 400))
  local r=${got[rate]} p=${got[p99_ms]}
  figure 'sealed bids, 64 connections' "$r/s" "bare SQLite by 64: ${got[bare]} rows/s" \
    "$(calc "$r / ${got[bare]}" 3)" '>= 0.1' "$r >= ${got[bare]} / 10"
  figure '  aim' "$r/s" '' '' '>= 5000/s' "$r >= 5000"
  figure '  99th of a hundred waits' "$p ms" "median commit of 64: ${got[commit_ms]} ms" \
    "$(calc "$p / ${got[commit_ms]}" 1)" '<= 20' "$p <= 20 * ${got[commit_ms]}"
  figure '  half wait at most; the longest' "${got[p50_ms]} ms; ${got[worst_ms]} ms" '' '' '' ''
  bids sqlite 1000 $((quick ? 3 : 10))
  figure '  1,000 connections: lost' "$((${got[lost]} + ${got[refused]}))" \
    "${got[acknowledged]} acknowledged, ${got[stored]} stored" '' '0' \
    "${got[lost]} + ${got[refused]} == 0 && ${got[stored]} == ${got[acknowledged]}"
}

signed_bids() {
  local kind aim name
  for kind in p256 sm2; do
    aim=4000 name=P-256
    [ $kind = p256 ] || { aim=1500 name=SM2; }
    bids sqlite 64 $((quick ? 50 : 200)) $kind
    figure "signed bids, $name, 64 connections" "${got[rate]}/s" "bare verifications, both cores: ${got[verified]}/s" \
      "$(calc "${got[rate]} / ${got[verified]}")" '>= 0.6' "${got[rate]} >= 0.6 * ${got[verified]}"
    figure '  aim' "${got[rate]}/s" '' '' ">= $aim/s" "${got[rate]} >= $aim"
    bids sqlite 1000 $((quick ? 2 : 4)) $kind
    figure '  1,000 connections: lost' "$((${got[lost]} + ${got[refused]}))" \
      "${got[acknowledged]} acknowledged, ${got[stored]} stored" '' '0' \
      "${got[lost]} + ${got[refused]} == 0 && ${got[stored]} == ${got[acknowledged]}"
  done
}

postgres_bids() {
  local store tps bin
  store=$(FSYNC=on tools/postgres.sh start "$dir/pg") || { lost 'PostgreSQL does not start'; return; }
  bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  "$bin/psql" -q -h "$dir/pg" -U heng postgres -c 'CREATE TABLE yard (id bigserial PRIMARY KEY, b text)'
  echo "INSERT INTO yard (b) VALUES (repeat('x', 1024));" >"$dir/insert.sql"
  tps=$("$bin/pgbench" -n -h "$dir/pg" -U heng -c 64 -j 2 -T $((quick ? 2 : 5)) -f "$dir/insert.sql" \
    postgres 2>/dev/null | sed -n 's/^tps = \([0-9]*\).*/\1/p')
  bids "$store" 64 $((quick ? 50 : 150))
  figure 'the same on PostgreSQL' "${got[rate]}/s" "pgbench, row by row: $tps rows/s" \
    "$(calc "${got[rate]} / $tps" 3)" '>= 0.1' "${got[rate]} >= $tps / 10"
  tools/postgres.sh stop "$dir/pg"
  rm -rf "$dir/pg"
}

rate() { # rate URL [ETAG]: requests a second
  wrk -t1 -c32 -d"$((quick ? 2 : 4))s" ${2:+-H "If-None-Match: $2"} "$1" |
    awk '/Non-2xx or 3xx/ { bad = 1 } /^Requests\/sec/ { r = $2 } END { printf "%.0f", bad ? 0 : r }'
}
etag() { curl -s -D - -o "$dir/body" "$1" | tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p'; }
wait_ms() { # wait_ms URL: the median of fifteen
  curl -s $(for _ in $(seq 15); do echo "-o /dev/null $1"; done) -w '%{time_total}\n' |
    sort -n | awk 'NR == 8 { printf "%.2f", $1 * 1000 }'
}

beside_nginx() { # beside_nginx NAME URL FILE
  local ours theirs tag=$(etag "$2")
  mv "$dir/body" "$dir/static/$3"
  chmod 644 "$dir/static/$3"
  ours=$(rate "$2")
  theirs=$(rate "http://127.0.0.1:$port/$3")
  figure "$1" "$ours/s" "nginx, $(stat -c %s "$dir/static/$3") bytes: $theirs/s" \
    "$(calc "$ours / $theirs")" '>= 0.25' "$ours >= $theirs / 4"
  [ -n "$tag" ] || return 0
  ours=$(rate "$2" "$tag")
  theirs=$(rate "http://127.0.0.1:$port/$3" "$(etag "http://127.0.0.1:$port/$3")")
  figure '  unchanged (304)' "$ours/s" "nginx: $theirs/s" \
    "$(calc "$ours / $theirs")" '>= 0.5' "$ours >= $theirs / 2"
}

start_nginx() {
  mkdir "$dir/static"
  port=$((20000 + RANDOM % 10000))
  cat >"$dir/nginx.conf" <<EOT
worker_processes $cores; daemon off; pid $dir/nginx.pid; error_log $dir/nginx.log;
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
  client_body_temp_path $dir/t1; proxy_temp_path $dir/t2; fastcgi_temp_path $dir/t3;
  uwsgi_temp_path $dir/t4; scgi_temp_path $dir/t5;
  server { listen 127.0.0.1:$port; root $dir/static; default_type text/html; } }
EOT
  /usr/sbin/nginx -e "$dir/nginx.log" -c "$dir/nginx.conf" & nginx=$!
  sleep 0.3
}

# searches NAME MOST-MS: a word, and the page of filters with their numbers, of the store that is served
searches() {
  local word='q=%E5%B0%8F%E5%AD%A6' both ms from=$(date -d '+3 days' +%F) to=$(date -d '+3590 days' +%F)
  both="$word%20%E6%96%BD%E5%B7%A5" # 小学, 施工
  ms=$(wait_ms "$url/api/notices?$word")
  figure "$1: a word" "$ms ms" "the newest 20: $(wait_ms "$url/api/notices?limit=20") ms" '' \
    "<= $2 ms" "$ms <= $2"
  figure '  two words; two that never meet' \
    "$(wait_ms "$url/api/notices?$both"); $(wait_ms "$url/api/notices?q=%E8%B4%B5%E9%98%B3%20%E7%BB%B5%E9%98%B3") ms" '' '' '' ''
  ms=$(wait_ms "$url/?type=award&region=520000")
  figure '  a page of filters with counts' "$ms ms" "without any: $(wait_ms "$url/") ms" '' \
    "<= $((10 * $2)) ms" "$ms <= 10 * $2"
  ms=$(wait_ms "$url/?type=award&region=520000&from=$from&to=$to")
  figure '  and from one day to another' "$ms ms" '' '' "<= $((10 * $2)) ms" "$ms <= 10 * $2"
  ms=$(wait_ms "$url/?$word&type=award&region=520000")
  figure '  and with a frequent word' "$ms ms" '' '' "<= $((10 * $2)) ms" "$ms <= 10 * $2"
}

pages() {
  local n id
  start_nginx
  for n in 10000 200000 $([ -n "$quick" ] || echo 1000000); do
    measure build-bench/bench/heng-bench-notices "$dir/notices" $n || lost "filling $n notices"
    begin "$dir/notices"
    if [ $n = 200000 ]; then
      id=$(curl -s "$url/api/notices?type=announcement&limit=1" | sed -n 's/.*"id":"\([^"]*\)".*/\1/p')
      beside_nginx 'a notice page of 200,000' "$url/notices/$id" page.html
      beside_nginx '20 notices as JSON of 200,000' "$url/api/notices?limit=20" list.json
      figure 'a notice as PDF' "$(wait_ms "$url/api/notices/$id/paper") ms" '' '' '' ''
    fi
    searches "$n notices" $((n == 1000000 ? 4 : 2))
    end
  done
  kill $nginx; wait $nginx; nginx=
  rm -rf "$dir/notices"
}

postgres_pages() {
  [ -z "$quick" ] || return 0
  local store
  store=$(tools/postgres.sh start "$dir/pg") || { lost 'PostgreSQL does not start'; return; }
  measure build-bench/bench/heng-bench-notices "$dir/notices" 200000 "$store" || lost "filling 200000 notices"
  begin "$dir/notices"
  searches '200000 on PostgreSQL' 2
  end
  tools/postgres.sh stop "$dir/pg"
  rm -rf "$dir/pg" "$dir/notices"
}

evidence() {
  local n=$((quick ? 200000 : 2000000))
  mkdir "$dir/log"
  measure build-bench/bench/heng-bench-evidence "$dir/log" $n || lost 'a proof does not hold'
  figure 'entries hashed into the tree' "${got[entries]}/s" "bare SHA-256: ${got[hashes]}/s" \
    "$(calc "${got[entries]} / ${got[hashes]}")" '>= 500000/s' "${got[entries]} >= 500000"
  figure '  with the commitment of an act' "${got[acts]}/s" '' '' '' ''
  figure 'proof of a new entry' "${got[newest_us]} us" '' '' '<= 10 us' "${got[newest_us]} <= 10"
  figure "proof of any of $n" "${got[tile_us]} us" "the longest: ${got[tile_worst_us]} us" '' \
    '<= 200 us' "${got[tile_us]} <= 200"
  rm -rf "$dir/log"
}

evaluation() {
  measure build-bench/bench/heng-bench-evaluate $((quick ? 50 : 300)) || lost 'two results differ'
  figure '200 bids evaluated and told' "${got[evaluate_ms]} ms" \
    "the same JSON only written: ${got[write_ms]} ms" \
    "$(calc "${got[evaluate_ms]} / ${got[write_ms]}" 1)" '<= 20 ms' "${got[evaluate_ms]} <= 20"
  figure '  result; memory' "${got[bytes]} B; ${got[arena_kb]} KB" \
    "its SHA-256: ${got[digest_ms]} ms" '' '' ''
}

bill() { # 100 ms for the check, and for it with the reading of the bidder's bill
  measure build-bench/bench/heng-bench-bill 20000 || lost 'findings of a bill'
  figure 'a bill of 20,000 lines, checked' "${got[check_ms]} ms" '' '' '<= 100 ms' "${got[check_ms]} <= 100"
  figure '  and read before' "${got[whole_ms]} ms" \
    "bare expat, $(calc "${got[bytes]} / 1048576" 1) MB: ${got[expat_ms]} ms" \
    "$(calc "${got[whole_ms]} / ${got[expat_ms]}")" '<= 100 ms' "${got[whole_ms]} <= 100"
}

terms() {
  measure build-bench/bench/heng-bench-terms || lost 'an unfair term'
  figure '1 MB searched for unfair terms' "${got[search_ms]} ms" "strstr, one word: ${got[strstr_ms]} ms" \
    "$(calc "${got[search_ms]} / ${got[strstr_ms]}")" '' ''
}

trust() { # a chain is two signatures; half of what the bare ones allow, and of that 60 %
  measure build-bench/bench/heng-bench-trust || lost 'a certificate'
  local id share
  for id in p256 sm2; do
    share=$(calc "2 * ${got[${id}_bare_us]} / ${got[${id}_check_us]}")
    figure "a certificate asked about first, $id, 10,000 revoked" "${got[${id}_check_us]} µs" \
      "two bare verifications: $(calc "2 * ${got[${id}_bare_us]}" 1) µs" "$share" '>= 0.6' "$share >= 0.6"
    figure "  a signature of somebody known" "${got[${id}_signed_us]} µs" "a bare verification: ${got[${id}_bare_us]} µs" \
      "$(calc "${got[${id}_signed_us]} / ${got[${id}_bare_us]}")" '' ''
  done
}

containers() { # what opening takes beside its parts, each on its own
  mkdir -p "$dir/containers"
  measure build-bench/bench/heng-bench-containers "$dir/containers" || lost 'a container'
  local id name share
  for id in aes sm4; do
    name='200 MB opened and hashed, AES'; [ $id = aes ] || name='  the same by SM4 and SM3'
    share=$(calc "${got[${id}_ms]} / ${got[${id}_bare_ms]}")
    figure "$name" "${got[${id}_ms]} ms" "read, deciphered, hashed: ${got[${id}_bare_ms]} ms" "$share" '<= 1.25' "$share <= 1.25"
  done
  figure '100 bids of 10 MB opened, AES' "${got[hundred_ms]} ms" '' '' '<= 3000 ms' "${got[hundred_ms]} <= 3000"
  rm -rf "$dir/containers"
}

ocds() { # the standard's Python tools are not among Debian's packages: json.dumps stands beside
  local mb
  measure build-bench/bench/heng-bench-ocds "$dir/releases" || lost 'a release'
  mb=$(calc "${got[bytes]} / ${got[write_us]}" 1)
  eval "$(python3 bench/ocds_yard.py "$dir/releases" | sed 's/ /=/')"
  figure 'notices as OCDS releases' "$mb MB/s" "json.dumps of them: $(calc "${got[bytes]} / $dumps_us" 1) MB/s" \
    "$(calc "$dumps_us / ${got[write_us]}")" '>= 50 MB/s' "$mb >= 50"
  figure '  made again and compiled' "$(calc "${got[compile_us]} / 200") us a trade" '' '' '' ''
  rm -f "$dir/releases"
}

upload() {
  local at yard
  head -c 200M /dev/urandom >"$dir/document"
  sync "$dir/document"
  at=$(date +%s%N)
  dd if="$dir/document" of="$dir/copy" bs=4M conv=fsync 2>/dev/null
  openssl dgst -sha256 "$dir/copy" >"$dir/digest"
  yard=$(calc "($(date +%s%N) - $at) / 1e9" 3)
  measure build-bench/bench/heng-bench-upload "$dir/upload" "$dir/document" || lost 'the document'
  cmp -s "$dir/document" "$dir"/upload/documents/*/* || lost 'bytes of the document'
  figure 'a document of 200 MB, uploaded' "${got[seconds]} s" "dd with fsync, and its digest: $yard s" \
    "$(calc "${got[seconds]} / $yard")" '<= 1.5' "${got[seconds]} <= 1.5 * $yard"
  figure '  the server grows by' "${got[rise_kb]} KB" '' '' '<= 8192 KB' "${got[rise_kb]} <= 8192"
  rm -rf "$dir/upload" "$dir/copy" "$dir/document"
}

memory() {
  local kb
  build-bench/heng fill "$dir/filled" >"$dir/said" || lost "fill: $(cat "$dir/said")"
  begin "$dir/filled"
  curl -s -o /dev/null "$url/" -o /dev/null "$url/api/notices"
  sleep 1
  kb=$(awk '/^VmRSS/ { print $2 }' "/proc/$server/status")
  end
  figure 'memory of an idle server, filled' "$(calc "$kb / 1024" 1) MB" '' '' '<= 60 MB' "$kb <= 61440"
  rm -rf "$dir/filled"
}

streams() { # of one page that everybody watches; the yardstick is the same act with nobody watching
  measure build-bench/bench/heng-bench-streams "$dir/streams" 1000 $((quick ? 30 : 200)) || lost 'an event'
  figure 'an event to 1,000 listeners' "${got[worst_ms]} ms" "median: ${got[p50_ms]} ms" '' '<= 1000 ms' "${got[worst_ms]} <= 1000"
  figure '  processor time of the server' "${got[cpu_ms]} ms" "the act, nobody listening: ${got[alone_ms]} ms" \
    "$(calc "${got[cpu_ms]} / ${got[alone_ms]}" 1)" '<= 15 ms' "${got[cpu_ms]} <= 15"
  figure '  memory of a listener' "${got[kb]} KB" '' '' '' ''
  rm -rf "$dir/streams"
}

in_browser() { # in_browser WHAT: what people see, in a Chromium of its own
  command -v chromium >/dev/null || { echo "skipped: $1 (no Chromium)"; return 1; }
  HENG=$PWD/build-bench/heng measure tools/web.sh node test/browser/measure.mjs "$1" || { lost "$1"; return 1; }
}

paint() { # 1.6 Mb/s, 150 ms, a processor of a quarter
  in_browser paint || return 0
  figure 'home page seen on a slow phone' "${got[home_ms]} ms" "a line of text: ${got[text_ms]} ms" \
    "$(calc "${got[home_ms]} / ${got[text_ms]}")" '<= 1500 ms' "${got[home_ms]} <= 1500"
  figure '  its notices' "${got[home_useful_ms]} ms" '' '' '' ''
  figure 'workbench seen there' "${got[work_ms]} ms" "a line of text: ${got[text_ms]} ms" \
    "$(calc "${got[work_ms]} / ${got[text_ms]}")" '<= 1500 ms' "${got[work_ms]} <= 1500"
  figure '  ready to sign in' "${got[work_useful_ms]} ms" '' '' '' ''
}

sealing() { # 200 MB from the choice of the file to the receipt
  in_browser seal || return 0
  figure 'a bid of 200 MB: the page waits' "${got[gap_ms]} ms" "longest task of the page: ${got[longtask_ms]} ms" '' \
    '<= 300 ms' "${got[gap_ms]} <= 300"
  figure '  its tab at the peak' "${got[tab_mb]} MB" "before: ${got[empty_mb]} MB" '' '<= 300 MB' "${got[tab_mb]} <= 300"
  figure '  sealed, uploaded and accepted' "${got[seconds]} s" '' '' '' ''
}

replay() {
  local data=../shared/data/tsuchiura/bids-2007-2011.csv seconds
  [ -f "$data" ] || { echo "skipped: the replay of 910 tenders ($data is not there)"; return; }
  build-bench/heng replay "$data" --map test/replay/tsuchiura.yaml -d "$dir/replay" \
    >"$dir/said" 2>"$dir/time"
  seconds=$(sed -n 's/.* in \([0-9.]*\) s$/\1/p' "$dir/time")
  [ -n "$seconds" ] || { lost "replay: $(tail -n 1 "$dir/time")"; return; }
  figure '910 tenders replayed' "$seconds s" "$(tail -n 1 "$dir/said")" '' '<= 60 s' "$seconds <= 60"
  rm -rf "$dir/replay"
}

echo "$cores cores; $(date -u +%FT%TZ); load $(cut -d' ' -f1 /proc/loadavg)"
printf '%-34s %-20s %-40s %-9s %-20s %s\n' figure value yardstick ratio target verdict
[ $# -gt 0 ] || set -- sealed_bids signed_bids postgres_bids pages postgres_pages evidence evaluation bill terms trust containers ocds upload memory streams \
  paint sealing replay
for part; do "$part"; done
echo "$met met, $missed not met$([ $failed = 0 ] || echo '; SOMETHING WAS LOST')"
exit $failed
