#!/usr/bin/env bash
# Sees to it that the programs for `run`, `test` or `fuzz` are there. On Debian as root it installs what is missing, else it names it.
set -euo pipefail

oldest_node=20

main() {
  local purpose="${1:-test}" missing=()
  need_rust_and_node
  if [ "$purpose" = test ]; then
    find_program initdb >/dev/null || missing+=(postgresql)
    find_program chromium >/dev/null || missing+=(chromium)
    find_program pdftotext >/dev/null || missing+=(poppler-utils)
  fi
  if ! command -v cc >/dev/null; then missing+=(gcc libc6-dev); fi
  # The fuzzer itself is C++.
  if [ "$purpose" = fuzz ] && ! command -v c++ >/dev/null; then missing+=(g++); fi
  if [ ${#missing[@]} -gt 0 ]; then install_packages "${missing[@]}"; fi
}

need_rust_and_node() {
  if ! command -v cargo >/dev/null; then
    fail "cargo is missing: install Rust 1.95 or newer"
  fi
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    fail "node and npm are missing: install Node.js $oldest_node or newer"
  fi
  if [ "$(node --print 'process.versions.node.split(".")[0]')" -lt "$oldest_node" ]; then
    fail "Node.js $oldest_node or newer is needed, this is $(node --version)"
  fi
}

# Debian keeps the server programs of PostgreSQL out of PATH.
find_program() {
  command -v "$1" 2>/dev/null || ls /usr/lib/postgresql/*/bin/"$1" 2>/dev/null | sort --version-sort | tail -n 1 | grep .
}

install_packages() {
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    fail "missing: $*  (on Debian: sudo apt-get install $*)"
  fi
  echo "setup: installing $*"
  # The private cluster of the tests is enough; Debian must not start one of its own.
  mkdir -p /etc/postgresql-common
  if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  fi
  apt-get update --quiet --quiet
  DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --quiet --no-install-recommends "$@" </dev/null >/dev/null
}

fail() {
  echo "setup: $*" >&2
  exit 1
}

main "$@"
