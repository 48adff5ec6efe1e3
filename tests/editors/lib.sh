# What the tests of editors share. They are given the program as $HEGAO.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
HEGAO=${HEGAO:-$root/target/debug/hegao}

# Ends the test where there is no such program.
need() {
  if ! command -v "$1" >/dev/null; then
    echo "skipped: there is no $1 on this machine"
    exit 0
  fi
}

# Makes an empty folder to work in, with hegao on the path and a text that has a
# placeholder and a half-width comma.
workplace() {
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  mkdir "$work/bin" "$work/home" "$work/texts"
  ln -s "$HEGAO" "$work/bin/hegao"
  export PATH="$work/bin:$PATH" HOME="$work/home" XDG_CONFIG_HOME="$work/home" LC_ALL=C.UTF-8
  printf '学习体会\n我于xxxx年参加工作,很有收获。\n' >"$work/texts/a.txt"
  cd "$work/texts"
}

# Prints the first fenced block of a page of editors/ below a heading.
snippet() {
  awk -v heading="$2" '
    /^```/ { if (open) exit; if (found) { open = 1; next } }
    open { print; next }
    /^## / { found = ($0 == "## " heading) }
  ' "$root/editors/$1"
}

fail() {
  echo "failed: $*" >&2
  exit 1
}

# Whether the half-width comma was mended on disk, and nothing else.
assert_mended() {
  printf '学习体会\n我于xxxx年参加工作，很有收获。\n' | cmp - a.txt || fail "the text is not mended: $(cat a.txt)"
}
