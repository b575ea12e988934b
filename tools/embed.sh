#!/usr/bin/env bash
# Writes a C file that carries the law, the schemas and the portal's files: embed.sh ROOT OUT.c
# What pages load is there compressed, too: the front end brings its own, of the rest it is made here.
set -euo pipefail
root=$(cd "$1" && pwd) out=$(realpath "$2")
cd "$root"
declare -A from digest
packed=$out.gz
mkdir -p "$packed"
names() {
  find law/calendars law/guide law/kinds law/numbers law/publications law/regions law/templates law/terms law/trading-catalogue -name '*.yaml'
  find src -path '*/schema/*.sql'
  find src/portal/files -type f
  [ ! -d web/dist ] || find web/dist -type f ! -name .whole
}
for f in $(names); do
  from[$f]=$root/$f
  case $f in src/portal/files/*)
    gzip -9nc "$f" >"$packed/${f##*/}.gz"
    from[$f.gz]=$packed/${f##*/}.gz
  esac
done
files=$(printf '%s\n' "${!from[@]}" | LC_ALL=C sort)
while read -r sum f; do digest[$f]=$sum; done < <(sha256sum "${from[@]}")
{
  echo '/* Made by tools/embed.sh. */'
  echo '#include "embedded.h"'
  n=0
  while read -r f; do
    printf '__asm__(".section .rodata\\n.balign 16\\nembedded_%d:\\n.incbin \\"%s\\"\\nembedded_end_%d:\\n.byte 0\\n.previous\\n");\n' $n "${from[$f]}" $n
    printf 'extern const char embedded_%d[], embedded_end_%d[];\n' $n $n
    n=$((n + 1))
  done <<<"$files"
  echo 'const struct embedded embedded_files[] = {'
  n=0
  while read -r f; do
    printf '\t{ "%s", embedded_%d, embedded_end_%d, "%s" },\n' "$f" $n $n "${digest[${from[$f]}]}"
    n=$((n + 1))
  done <<<"$files"
  echo '	{ 0, 0, 0, 0 },'
  echo '};'
} >"$out"
