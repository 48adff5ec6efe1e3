#!/usr/bin/env bash
# The Python package in a fresh virtual environment: built and installed as users do
# it, then its tests and mypy. With HEGAO_SPARK=1 the example for Spark too.
#   python/check.sh           # needs python3 and PyPI; without them it is skipped
set -euo pipefail
cd "$(dirname "$0")"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
skip() { echo "python: skipped: $1"; exit 0; }

command -v python3 >/dev/null || skip "there is no python3"
python3 -m venv "$work/venv" >"$work/log" 2>&1 || skip "python3 makes no virtual environment"
python="$work/venv/bin/python"
pip() { "$python" -m pip --disable-pip-version-check --quiet "$@"; }
pip download --no-deps --dest "$work" maturin >"$work/log" 2>&1 ||
  skip "maturin cannot be had: $(tail -n 1 "$work/log")"

# The debug build: a release one takes five minutes and finds the same.
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$PWD/../target}"
extras=test
[ "${HEGAO_SPARK:-}" = 1 ] && extras=test,spark
pip install --config-settings=build-args="--profile dev --locked" ".[$extras]"

cargo fmt --check
cargo clippy --locked --all-targets -- -D warnings
"$python" -m mypy --cache-dir "$work/mypy" package tests benches
"$python" -m mypy.stubtest hegao._hegao
"$python" -m pytest -q -p no:cacheprovider
