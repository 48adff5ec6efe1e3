#!/usr/bin/env bash
# The hooks with the real pre-commit and real commits:
#   tests/pre-commit.sh target/debug/hegao
#
# The hooks run as .pre-commit-hooks.yaml has them, but with the program that is
# built already: that pre-commit can build it by itself (language: rust) is not
# covered, only that `cargo install` is what it would run.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

skip() { echo "pre-commit: skipped: $1"; exit 0; }
fail() { echo "pre-commit: $1" >&2; cat "$work/log" >&2; exit 1; }

command -v python3 >/dev/null || skip "there is no python3"
python3 -m venv "$work/venv" >/dev/null 2>&1 || skip "python3 makes no virtual environment"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pre-commit >"$work/log" 2>&1 ||
  skip "pre-commit cannot be installed: $(tail -n 1 "$work/log")"

mkdir "$work/bin" "$work/hooks" "$work/office"
ln -s "$program" "$work/bin/hegao"
export PATH="$work/bin:$work/venv/bin:$PATH" PRE_COMMIT_HOME="$work/cache" LC_ALL=C.UTF-8
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org

# A repository with the hooks.
sed 's/language: rust/language: system/' "$root/.pre-commit-hooks.yaml" >"$work/hooks/.pre-commit-hooks.yaml"
git -C "$work/hooks" init -q
git -C "$work/hooks" add .
git -C "$work/hooks" commit -qm hooks
revision=$(git -C "$work/hooks" rev-parse HEAD)

# One that uses them.
cd "$work/office"
git init -q
use() {
  printf 'repos:\n- repo: %s\n  rev: %s\n  hooks:\n' "$work/hooks" "$revision" >.pre-commit-config.yaml
  for hook in "$@"; do echo "  - id: $hook" >>.pre-commit-config.yaml; done
  git add .pre-commit-config.yaml
}
use hegao
pre-commit install >"$work/log" 2>&1 || fail "the hook cannot be installed"

passes() { git commit -m "$1" >"$work/log" 2>&1 || fail "$1: the commit is refused"; }
refused() { if git commit -m "$1" >"$work/log" 2>&1; then fail "$1: the commit passes"; fi; }
shows() { grep -qF -- "$1" "$work/log" || fail "the log does not show: $1"; }

printf '学习体会\n我于xxxxx年参加工作。\n' >a.txt
git add a.txt
refused "a placeholder"
shows "hegao::placeholder"
shows "a.txt:2:3"

printf '学习体会\n我于2004年参加工作。\n' >a.txt
git add a.txt
passes "a clean file"

# What is staged counts, and nothing else.
printf '学习体会\n我于2005年参加工作。\n' >a.txt
git add a.txt
printf '学习体会\n我于xxxxx年参加工作。\n' >a.txt
printf '到xxxxx局任职。\n' >untracked.txt
passes "clean, with a placeholder that is not staged"
grep -q xxxxx a.txt || fail "what is not staged is gone"
git add a.txt
printf '学习体会\n我于2006年参加工作。\n' >a.txt
refused "a placeholder that is mended, but not staged"
git add a.txt
passes "mended and staged"

# Names that are awkward, capitals, and other files.
printf '到xxxxx局任职。\n' >"会议 纪要.TXT"
printf 'xxxxx\n' >program.rs
git add program.rs
passes "no document"
git add "会议 纪要.TXT"
refused "a name with a space"
shows "会议 纪要.TXT"
git rm -q --cached "会议 纪要.TXT"

# One process for all files.
cat >"$work/bin/counted" <<SCRIPT
#!/bin/sh
echo run >>"$work/runs"
exec "$program" "\$@"
SCRIPT
chmod +x "$work/bin/counted"
ln -sf counted "$work/bin/hegao"
for n in $(seq 60); do printf '学习体会\n今天的学习很有收获。\n' >"many-$n.md"; done
git add many-*.md
passes "many files"
[ "$(wc -l <"$work/runs")" -eq 1 ] || fail "there were $(wc -l <"$work/runs") processes"

# The fixing hook mends and makes the commit fail once.
use hegao-fix hegao
printf '学习体会\n加强学习,改进作风。\n' >b.md
git add b.md
refused "a mark to mend"
shows "files were modified by this hook"
[ "$(cat b.md)" = "$(printf '学习体会\n加强学习，改进作风。')" ] || fail "b.md is not mended"
git add b.md
passes "mended"

# What init writes is the same hook.
rm .pre-commit-config.yaml
hegao init --pre-commit >"$work/log"
git add .pre-commit-config.yaml hegao.toml
printf '到xxxxx局任职。\n' >c.txt
git add c.txt
refused "a placeholder, by the hook that init wrote"
shows "hegao::placeholder"
echo "pre-commit: the hooks work"
