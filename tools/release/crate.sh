#!/usr/bin/env bash
# What `cargo publish` would upload: that it is small enough for the registry, and
# builds by itself. `cargo publish --dry-run` does the same with a whole build.
set -euo pipefail
cd "$(dirname "$0")/../.."
most=$((10 * 1024 * 1024))

target=${CARGO_TARGET_DIR:-$PWD/target}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo package --quiet --no-verify --allow-dirty --locked --target-dir "$work"
crate=$(echo "$work"/package/hegao-*.crate)

size=$(wc -c <"$crate")
if [ "$size" -gt "$most" ]; then
  echo "crate: $size bytes, of which the registry takes $most" >&2
  exit 1
fi
tar -C "$work" -xzf "$crate"
cargo check --quiet --locked --manifest-path "$work/$(basename "$crate" .crate)/Cargo.toml" --target-dir "$target"
echo "crate: $size bytes"
