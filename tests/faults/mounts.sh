#!/usr/bin/env bash
# Publishes into folders that must stay what they are: a mount point, one that a container has mounted, the lower layer of an overlay, a
# folder of another group, one with a list of access; and into one whose disk is full or may only be read. Needs root.
#
#   LIMPIDO=target/debug/limpido bash tests/faults/mounts.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
limpido=$(realpath "${LIMPIDO:-target/debug/limpido}")
room=$(mktemp -d)
mounted=()
end() { for at in "${mounted[@]}"; do umount -q "$at" 2>/dev/null || true; done; rm -rf "$room"; }
trap end EXIT
passed=0 failed=0
is() { if [ "$2" = "$3" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "$1: $2, and not $3"; fi; }

cp -r tests/minimal "$room/sito"
chmod 755 "$room"
build() { "$limpido" build "$room/sito" --out "$@" >/dev/null 2>"$room/said"; echo $?; }
rename() { sed -i "s/Comune di [A-Z][a-z]*/Comune di $1/" "$room/sito/site.yaml"; }
has() { grep -qs "Comune di $2" "$1/contatti.html" "$1/index.html" && echo yes || echo no; }

for way in '' --swap; do
  # A folder that a server's container has mounted: it goes on seeing the site. With a swap, it sees the old one, as the docs say.
  rm -rf "$room/public"; rename Prova
  is 'first build' "$(build "$room/public")" 0
  mkdir -p "$room/servita"; mount --bind "$room/public" "$room/servita"; mounted+=("$room/servita")
  rename Nuova
  is "build under a bind mount $way" "$(build "$room/public" $way)" 0
  is "the mounted folder after a build $way" "$(has "$room/servita" "$([ -z "$way" ] && echo Nuova || echo Prova)")" "$([ -z "$way" ] && echo yes || echo no)"
  [ -z "$way" ] && is 'the mounted folder is not empty' "$([ -f "$room/servita/index.html" ] && echo full)" full
  umount "$room/servita"
done

# The target is a mount point.
rm -rf "$room/public"; mkdir "$room/public"; mount -t tmpfs tmpfs "$room/public"; mounted+=("$room/public")
rename Prova; is 'build into a mount point' "$(build "$room/public")" 0
rename Nuova; is 'again' "$(build "$room/public")" 0
is 'the mount point' "$(has "$room/public" Nuova)" yes
umount "$room/public"

# A bind mount of a folder of the same disk: its parent is on the same disk, and yet nothing can be moved between them.
rm -rf "$room/public" "$room/vera"; mkdir "$room/public" "$room/vera"
mount --bind "$room/vera" "$room/public"; mounted+=("$room/public")
is 'build into a bind mount' "$(build "$room/public")" 0
is 'what is mounted' "$(has "$room/vera" Nuova)" yes
umount "$room/public"

# The old site is in the lower layer of an overlay, as in an image of a container.
rm -rf "$room/sotto" "$room/sopra" "$room/lavoro" "$room/insieme"; mkdir "$room/sotto" "$room/sopra" "$room/lavoro" "$room/insieme"
rename Prova; is 'lower layer' "$(build "$room/sotto/public")" 0
if mount -t overlay overlay -o "lowerdir=$room/sotto,upperdir=$room/sopra,workdir=$room/lavoro" "$room/insieme" 2>/dev/null; then
  mounted+=("$room/insieme")
  # Folders of a lower layer cannot be moved: a swap is refused, says what to do, and leaves the old site.
  rename Altra; is 'a swap over a lower layer' "$(build "$room/insieme/public" --swap)" 2
  is 'it says what to do' "$(grep -c 'aiuto: togli --swap' "$room/said")" 1
  is 'the old site' "$(has "$room/insieme/public" Prova) $(ls -A "$room/insieme")" 'yes public'
  rename Nuova; is 'build over a lower layer' "$(build "$room/insieme/public")" 0
  is 'the overlay' "$(has "$room/insieme/public" Nuova)" yes
  umount "$room/insieme"
else
  failed=$((failed + 1)); echo 'no overlay can be mounted here'
fi

# A folder of another group, which it hands down; the umask lets nobody else in.
rename Prova
for way in '' --swap; do
  rm -rf "$room/public"; mkdir "$room/public"; chgrp 12345 "$room/public"; chmod 2775 "$room/public"
  (umask 077; is "set-group-id $way" "$(build "$room/public")" 0)
  rename Nuova; (umask 077; is "set-group-id again $way" "$(build "$room/public" $way)" 0); rename Prova
  is "the folder $way" "$(stat -c '%a %g' "$room/public")" '2775 12345'
  is "a page $way" "$(stat -c '%a %g' "$room/public/contatti.html")" '664 12345'
  is "a folder in it $way" "$(stat -c '%a %g' "$room/public/assets")" '2775 12345'
done

# A list of access that the folder hands down.
for way in '' --swap; do
  rm -rf "$room/public"; mkdir "$room/public"; setfacl -m u:12346:rx,d:u:12346:rx "$room/public"
  is "list of access $way" "$(build "$room/public")" 0
  rename Nuova; is "list of access again $way" "$(build "$room/public" $way)" 0; rename Prova
  is "the list of a page $way" "$(getfacl -cn "$room/public/contatti.html" 2>/dev/null | grep -c '^user:12346:r-x\|^user:12346:r--')" 1
  is "the list of a folder $way" "$(getfacl -cn "$room/public/assets" 2>/dev/null | grep -c '^user:12346:r-x')" 1
done

# A new folder follows the umask, and one line says whom it keeps out.
rm -rf "$room/public"
(umask 077; is 'a closed folder' "$(build "$room/public")" 0; is 'it says so' "$(grep -c chmod "$room/said")" 1)
is 'it is closed' "$(stat -c %a "$room/public")" 700

# A full disk, and one that may only be read, leave the old site. The disk has room for the site once, and not for another beside it.
rm -rf "$room/public"; is 'a site to measure' "$(build "$room/public")" 0
size=$(du -sk "$room/public" | cut -f1)
mkdir -p "$room/disco"; mount -t tmpfs -o "size=$((size + 48))k" tmpfs "$room/disco"; mounted+=("$room/disco")
rename Prova; is 'a small disk' "$(build "$room/disco/public")" 0
before=$(find "$room/disco" -type f -exec sha256sum {} + | sort | sha256sum)
rename Nuova; is 'a full disk' "$(build "$room/disco/public")" 2
is 'the old site on the full disk' "$(find "$room/disco" -type f -exec sha256sum {} + | sort | sha256sum)" "$before"
mount -o remount,ro "$room/disco"
is 'a disk that may only be read' "$(build "$room/disco/public")" 2
is 'the old site on it' "$(find "$room/disco" -type f -exec sha256sum {} + | sort | sha256sum)" "$before"
umount "$room/disco"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
