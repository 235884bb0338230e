#!/usr/bin/env bash
# Every test of the workspace. cargo-nextest is quicker where it is installed; it leaves out the examples in doc comments.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${AFTERCARE_TEST_POSTGRES:?start me by scripts/postgres.sh, so that no test of PostgreSQL is left out}"

if cargo nextest --version >/dev/null 2>&1; then
  cargo nextest run --workspace --locked --no-fail-fast --no-tests=fail
  cargo test --workspace --locked --doc --quiet
else
  cargo test --workspace --locked --no-fail-fast
fi
