#!/usr/bin/env bash
# Runs a command beside a PostgreSQL of its own, which ends with it:
#   scripts/postgres.sh cargo test --package aftercare-store
# The command finds it in AFTERCARE_TEST_POSTGRES. One that is set already is used as it is.
set -euo pipefail

main() {
  if [ -n "${AFTERCARE_TEST_POSTGRES:-}" ]; then exec "$@"; fi
  programs="$(dirname "$(readlink -f "$(find_initdb)")")"
  home="$(mktemp -d "${TMPDIR:-/tmp}/aftercare-postgres.XXXXXX")"
  trap stop EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  start
  # As a child, not by exec: the trap must outlive it.
  "$@"
}

find_initdb() {
  command -v initdb || ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort --version-sort | tail -n 1 | grep . ||
    { echo "postgres: initdb is missing, run scripts/setup.sh test" >&2; exit 1; }
}

start() {
  local password port
  password="$(node --print 'crypto.randomBytes(12).toString("hex")')"
  port="$(free_port)"
  (umask 077 && echo "$password" >"$home/password")
  chmod 711 "$home"
  if [ "$(id -u)" -eq 0 ]; then chown -R "$(owner)" "$home"; fi
  as_owner "$programs/initdb" --pgdata="$home/data" --username=aftercare --pwfile="$home/password" \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C --no-instructions >"$home/initdb.log" ||
    { cat "$home/initdb.log" >&2; exit 1; }
  settings "$port" >>"$home/data/postgresql.conf"
  as_owner "$programs/pg_ctl" start --wait --silent --timeout=60 --pgdata="$home/data" --log="$home/server.log" ||
    { cat "$home/server.log" >&2; exit 1; }
  export AFTERCARE_TEST_POSTGRES="postgres://aftercare:$password@127.0.0.1:$port/postgres"
}

# Commits reach the disk as they would in a real house; only the address is private.
settings() {
  cat <<CONF
listen_addresses = '127.0.0.1'
port = $1
unix_socket_directories = '$home'
max_connections = 300
shared_buffers = 128MB
max_wal_size = 2GB
fsync = on
CONF
}

free_port() {
  node --eval 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

# PostgreSQL refuses to run as root.
owner() {
  if id postgres >/dev/null 2>&1; then echo postgres; else echo nobody; fi
}

as_owner() {
  if [ "$(id -u)" -eq 0 ]; then
    (cd / && runuser --user "$(owner)" -- "$@")
  else
    "$@"
  fi
}

stop() {
  local code=$?
  trap - EXIT
  as_owner "$programs/pg_ctl" stop --mode=immediate --silent --pgdata="$home/data" || true
  rm -rf "$home"
  exit "$code"
}

main "$@"
