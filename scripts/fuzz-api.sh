#!/usr/bin/env bash
# Lets schemathesis ask everything that the description of the API allows, and much that it does not. No answer may be a
# server's fault, and each must be as described. Needs Python 3.10 or newer; what it installs stays in the target folder.
set -euo pipefail
cd "$(dirname "$0")/.."

schemathesis_version=4.32.5
seconds="${1:-300}"

main() {
  home="$(mktemp -d "${TMPDIR:-/tmp}/aftercare-fuzz.XXXXXX")"
  trap stop EXIT
  target="$(scripts/target.sh)"
  install
  cargo build --locked --package aftercare-server
  serve
  ask
}

install() {
  if [ ! -x "$target/schemathesis/bin/schemathesis" ]; then
    python3 -m venv "$target/schemathesis"
    "$target/schemathesis/bin/pip" install --quiet "schemathesis==$schemathesis_version"
  fi
}

# An administrator's token: deny by default would answer most questions of another before anything is done.
serve() {
  export AFTERCARE_DATABASE="sqlite:$home/aftercare.db"
  "$target/debug/aftercare" seed --small >"$home/people"
  token="$("$target/debug/aftercare" user token "$(login administrator)" --name fuzz --scopes read,write,import,admin)"
  clerk="$("$target/debug/aftercare" user token "$(login clerk)" --name fuzz --scopes read,write,import,admin)"
  "$target/debug/aftercare" serve --listen 127.0.0.1:0 >"$home/said" 2>"$home/log" &
  server=$!
  for _ in $(seq 100); do
    origin="$(grep --only-matching 'http://[0-9.:]*' "$home/said" || true)"
    if [ -n "$origin" ]; then return; fi
    sleep 0.1
  done
  cat "$home/log" >&2
  exit 1
}

login() {
  awk -F '\t' -v role="$1" '$1 == role { print $2; exit }' "$home/people"
}

ask() {
  for right in "$token" "$clerk"; do
    "$target/schemathesis/bin/schemathesis" run "$origin/api/v1/openapi.json" --header "Authorization: Bearer $right" \
      --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance \
      --max-time "$((seconds / 2))" --seed 20260301 --continue-on-failure --warnings off --request-timeout 20
  done
  "$target/debug/aftercare" check
}

stop() {
  local code=$?
  trap - EXIT
  if [ -n "${server:-}" ]; then kill "$server" && wait "$server" || true; fi
  if grep -s '"\?level"\?.*ERROR' "$home/log"; then code=1; fi
  rm -rf "$home"
  exit "$code"
}

main "$@"
