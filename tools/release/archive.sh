#!/usr/bin/env bash
# The archive of a release for one target:
#   tools/release/archive.sh TARGET PROGRAM FOLDER
# PROGRAM is the program that was built for TARGET (a Rust target triple). The names
# are those that [package.metadata.binstall] in Cargo.toml tells.
set -euo pipefail
target=$1 program=$2
root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$3"
out=$(cd "$3" && pwd)

version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$root/Cargo.toml" | head -n 1)
name="hegao-v$version-$target"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/$name"
cp "$program" "$root"/{README.md,CHANGELOG.md,LICENSE,LICENSE-APACHE,LICENSE-MIT} "$work/$name"
cp "$root/rules/words/NOTICE.md" "$work/$name/NOTICE.md"

case $target in
  *windows*)
    archive="$name.zip"
    rm -f "$out/$archive"
    # Windows runners have 7z and no zip.
    zip=(zip -qr)
    if command -v 7z >/dev/null; then zip=(7z a -bso0 -bsp0); fi
    (cd "$work" && "${zip[@]}" "$out/$archive" "$name")
    ;;
  *)
    archive="$name.tgz"
    tar -C "$work" -czf "$out/$archive" "$name"
    ;;
esac
echo "$out/$archive"
