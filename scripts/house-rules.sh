#!/usr/bin/env bash
# Rules of the house that neither the compiler nor clippy can hold.
set -euo pipefail
cd "$(dirname "$0")/.."

failed=0

# refuse REASON PATTERN PLACE…
refuse() {
  local reason="$1" pattern="$2"
  shift 2
  if grep --recursive --line-number --extended-regexp --include='*.rs' --include='*.html' -- "$pattern" "$@"; then
    echo "house rule: $reason" >&2
    failed=1
  fi
}

refuse 'kernel and domain read and write nothing; the caller gives them what they need' \
  '\bstd::(fs|net|process|thread|env)\b' crates/kernel/src crates/domain/src
refuse 'the content security policy allows neither style attributes nor inline scripts' \
  '<[a-z-]+[^>]* (style|on[a-z]+)="|<script>|<style>|hx-on|hx-vals="js:' crates/web
refuse 'unfinished work goes to the issues, not into the code' \
  '\b(TODO|FIXME|XXX)\b' crates

exit "$failed"
