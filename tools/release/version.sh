#!/usr/bin/env bash
# Whether a tag may be released: `tools/release/version.sh v0.1.0 [URL]`. The
# manifests and the list of changes must name its version, and Cargo.toml the URL of
# the repository, for `cargo binstall` looks there.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=${1#v}
fail() { echo "release: $1" >&2; exit 1; }

for manifest in Cargo.toml python/Cargo.toml; do
  grep -qx "version = \"$version\"" "$manifest" || fail "$manifest is not of version $version"
done
grep -q "^## \[*$version\b" CHANGELOG.md || fail "CHANGELOG.md tells nothing of $version"
if [ -n "${2:-}" ]; then
  grep -qx "repository = \"$2\"" Cargo.toml || fail "the repository in Cargo.toml is not $2"
fi
