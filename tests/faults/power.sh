#!/usr/bin/env bash
# Cuts the power after a build: an ext4 disk in a file is copied as the hardware has it, without what the system still keeps in
# memory, and the copy is mounted as after a restart. Needs root.
#
#   LIMPIDO=target/debug/limpido bash tests/faults/power.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
limpido=$(realpath "${LIMPIDO:-target/debug/limpido}")
room=$(mktemp -d)
end() { umount -q "$room/disk" 2>/dev/null || true; umount -q "$room/after" 2>/dev/null || true; rm -rf "$room"; }
trap end EXIT

passed=0 failed=0
check() { if [ "$2" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "$1: $2 files are not as they should be"; fi; }
# How many files of a published folder are not as its manifest says, or all where there is no manifest.
wrong() {
  [ -s "$1/limpido-manifest.json" ] || { echo "all"; return; }
  (cd "$1" && jq -r '.files | to_entries[] | "\(.value.sha256)  \(.key)"' limpido-manifest.json | sha256sum --check --quiet 2>/dev/null | wc -l)
}
fresh() {
  umount -q "$room/disk" 2>/dev/null || true
  rm -f "$room/image"; truncate -s 256M "$room/image"
  mkfs.ext4 -q "$room/image"
  mkdir -p "$room/disk"; mount -o loop "$room/image" "$room/disk"
}
# The disk as it is after the power went.
cut_power() {
  cp --sparse=always "$room/image" "$room/cut"
  mkdir -p "$room/after"; mount -o loop "$room/cut" "$room/after"
}
restart() { umount "$room/after"; }

cp -r content "$room/sito"
fresh
"$limpido" build "$room/sito" --out "$room/disk/public" 2>/dev/null
cut_power; check 'a new site, power cut after the build' "$(wrong "$room/after/public")"; restart

# The old site is on the disk; the new one is cut at some moment of its build.
sync -f "$room/disk"
sed -i 's/Borgo Chiaro/Borgo Scuro/' "$room/sito/site.yaml"
"$limpido" build "$room/sito" --out "$room/disk/public" 2>/dev/null
cut_power; check 'a changed site, power cut after the build' "$(wrong "$room/after/public")"
[ "$(grep -c 'Borgo Scuro' "$room/after/public/index.html")" -gt 0 ] || check 'the change is there' 1
restart

for moment in 0.05 0.1 0.15 0.2 0.25 0.3 0.4 0.5; do
  fresh
  "$limpido" build "$room/sito" --out "$room/disk/public" 2>/dev/null
  sed -i "s/Borgo [A-Z][a-z]*/Borgo N${moment/./}/" "$room/sito/site.yaml"
  "$limpido" build "$room/sito" --out "$room/disk/public" 2>/dev/null & build=$!
  sleep "$moment"
  cut_power
  wait "$build"
  # The next run finishes what was begun, or there was nothing of it on the disk.
  "$limpido" build "$room/sito" --out "$room/after/public" 2>/dev/null
  check "power cut $moment s after the start" "$(wrong "$room/after/public")"
  [ -z "$(find "$room/after" -name '.limpido-new')" ] || check 'nothing is left' 1
  restart
done

# Without waiting for the disk, the same cut loses files: so the test can see what it looks for.
fresh
"$limpido" build "$room/sito" --out "$room/disk/public" --no-sync 2>/dev/null
cut_power
lost=$(wrong "$room/after/public")
restart
if [ "$lost" = 0 ]; then echo 'the cut loses nothing even with --no-sync: this test sees nothing'; failed=$((failed + 1)); else echo "with --no-sync the cut lost: $lost"; fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
