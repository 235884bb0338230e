#!/usr/bin/env bash
# Feeds the readers of the house what nobody would write, guided by the branches that are taken: fuzz.sh [TARGET] [SECONDS]
# [OPTION OF LIBFUZZER…]. Without a target each has its turn. Works with the Rust of the house. An input that breaks something stays in
# fuzz/artifacts; `fuzz.sh TARGET FILE` puts it again.
set -euo pipefail
cd "$(dirname "$0")/.."

targets=(plan inspect vrptw decide regimes insight import typed)
target_dir="${CARGO_TARGET_DIR:-fuzz/target}"
host="$(rustc -vV | sed -n 's/^host: //p')"

main() {
  local asked="${1:-all}" what="${2:-60}"
  build "$asked"
  node fuzz/seeds.mjs
  if [ "$asked" = all ]; then
    for target in "${targets[@]}"; do run "$target" "$what" "${@:3}"; done
  elif [ -f "$what" ]; then
    "$(program "$asked")" "$what"
  else
    run "$asked" "$what" "${@:3}"
  fi
}

# A target of its own keeps the counters out of build scripts.
build() {
  local programs=(--bin "$1")
  if [ "$1" = all ]; then programs=(--bins); fi
  RUSTFLAGS='--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table
    -Cllvm-args=-sanitizer-coverage-trace-compares' \
    cargo build --manifest-path fuzz/Cargo.toml --target-dir "$target_dir" --target "$host" --release --locked "${programs[@]}"
}

program() {
  echo "$target_dir/$host/release/$1"
}

# A minute is more than any answer to a few kilobytes may take, on a busy machine too.
run() {
  local target="$1" seconds="$2"
  mkdir -p "fuzz/corpus/$target" "fuzz/artifacts/$target"
  echo "fuzz: $target for $seconds seconds" >&2
  "$(program "$target")" "fuzz/corpus/$target" "fuzz/corpus/$target.seeds" -artifact_prefix="fuzz/artifacts/$target/" \
    -dict="fuzz/dictionaries/$target" -max_total_time="$seconds" -max_len=8192 -timeout=60 -rss_limit_mb=2048 \
    -print_final_stats=1 "${@:3}"
}

main "$@"
