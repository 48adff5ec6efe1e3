#!/usr/bin/env python3
"""Writes rules/words/verbs.txt and adjectives.txt: words of two characters by their class.

usage: classes.py SOURCES FOLDER

SOURCES is the folder that fetch.sh filled. A word that occurs fewer than LEAST times in
jieba's dictionary is left out, and so are verbs that other words are made with at their
ends, for 的 and 得 after those tell nothing.
"""
import itertools
import pathlib
import sys

from sources import Sources

LEAST = 30
# 得不, 得知, 得让: what follows 得 is then no verb by itself.
NOT_FIRST = "不没无未可能会应该须让使令叫像如似要知"
# 得到, 有的, 认为的: what follows a verb that ends so is a name.
NOT_LAST = "到来有是于为以给得的成似上住"
# 不由得 is one word, and 个旧 mostly 一个|旧.
NEVER = {"不由", "不觉", "个旧"}
HEAD = "# {}, from the dictionary of jieba (MIT): tools/spelling/classes.py makes this file.\n"


def lines(words):
    """The words that begin alike, on one line."""
    for _, alike in itertools.groupby(sorted(words), key=lambda word: word[0]):
        yield " ".join(alike) + "\n"


def main():
    sources, folder = sys.argv[1:]
    counts, tags = Sources(sources).jieba()
    words = {word: tags[word] for word in tags if len(word) == 2 and counts[word] >= LEAST and word not in NEVER}
    verbs = [word for word, tag in words.items() if tag in {"v", "vd"} and word[0] not in NOT_FIRST and word[1] not in NOT_LAST]
    adjectives = [word for word, tag in words.items() if tag in {"a", "ad", "z"}]
    for name, title, chosen in [("verbs", "Verbs", verbs), ("adjectives", "Adjectives", adjectives)]:
        text = HEAD.format(title) + "".join(lines(chosen))
        (pathlib.Path(folder) / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
