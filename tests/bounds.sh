#!/usr/bin/env bash
# Long texts (tests/it/bounds): four times the text is at most five times the instructions, counted by valgrind, which gives the same
# number on every machine. It prints millions of instructions for each text, without those of the same site with an empty one.
set -euo pipefail
cd "$(dirname "$0")/.."

texts=$(mktemp -d)
trap 'rm -rf "$texts"' EXIT
LIMPIDO_BOUNDS=$texts cargo test --locked --quiet --test it bounds::the_texts >/dev/null
cargo build --locked --quiet

# One thread, so that nobody waits for work. A site with mistakes ends with 1.
count() {
  { RAYON_NUM_THREADS=1 valgrind --tool=callgrind --callgrind-out-file=/dev/null target/debug/limpido check "$1" 2>&1 >/dev/null || true; } |
    sed -n 's/.*Collected : //p'
}

too_much=()
declare -A empty
for text in "$texts"/*/; do
  name=$(basename "$text")
  # `bash tests/bounds.sh NAME…` counts those alone.
  [ $# -eq 0 ] || [[ " $* " == *" $name "* ]] || continue
  # Most sites are the same one without their text.
  same=$(cd "$text/0" && find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum)
  [ -n "${empty[$same]:-}" ] || empty[$same]=$(count "$text/0")
  short=$((($(count "$text/1") - empty[$same]) / 1000000))
  long=$((($(count "$text/4") - empty[$same]) / 1000000))
  printf '%-40s %6d %6d\n' "$name" "$short" "$long"
  # A text that is refused before the site is looked at costs less than an empty one, whatever its length.
  [ "$short" -ge 0 ] || short=0
  [ "$long" -le $((short * 5 + 10)) ] || too_much+=("$name")
done
if [ "${#too_much[@]}" -gt 0 ]; then
  echo "more than 5 : 1: ${too_much[*]}" >&2
  exit 1
fi
