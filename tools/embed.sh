#!/usr/bin/env bash
# Writes a C file that carries the law, the schemas and the portal's files: embed.sh ROOT OUT.c
set -euo pipefail
root=$(cd "$1" && pwd) out=$(realpath "$2")
cd "$root"
files=$(find law/calendars law/guide law/kinds law/numbers law/publications law/regions law/templates law/terms law/trading-catalogue -name '*.yaml'; find src -path '*/schema/*.sql'; find src/portal/files -type f; [ ! -d web/dist ] || find web/dist -type f ! -name .whole)
{
  echo '/* Made by tools/embed.sh. */'
  echo '#include "embedded.h"'
  n=0
  while read -r f; do
    printf '__asm__(".section .rodata\\n.balign 16\\nembedded_%d:\\n.incbin \\"%s\\"\\nembedded_end_%d:\\n.byte 0\\n.previous\\n");\n' $n "$root/$f" $n
    printf 'extern const char embedded_%d[], embedded_end_%d[];\n' $n $n
    n=$((n + 1))
  done < <(sort <<<"$files")
  echo 'const struct embedded embedded_files[] = {'
  n=0
  while read -r f; do
    printf '\t{ "%s", embedded_%d, embedded_end_%d },\n' "$f" $n $n
    n=$((n + 1))
  done < <(sort <<<"$files")
  echo '	{ 0, 0, 0 },'
  echo '};'
} >"$out"
