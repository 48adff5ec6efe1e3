#!/usr/bin/env python3
"""Tells which entries of rules/words/typos.txt right text may hold.

usage: typos.py LIST TEXT...

TEXT are files of edited prose. An entry is told if it is a word of jieba's
dictionary, if it stands in the texts, or if its two characters end and begin so
many words there that they should meet by chance. Needs jieba.
"""
import collections
import pathlib
import sys

import jieba

# How often chance may bring two characters together in a million words.
MOST_BY_CHANCE = 0.25


def entries(path):
    """The wrong words of a list."""
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield from line.split(" ")[1:]


def main():
    path, *texts = sys.argv[1:]
    jieba.setLogLevel(60)
    jieba.initialize()
    grams, begins, ends, words = (collections.Counter() for _ in range(4))
    for text in texts:
        text = pathlib.Path(text).read_text(encoding="utf-8")
        for size in (2, 3, 4):
            grams.update(text[at : at + size] for at in range(len(text) - size + 1))
        for word in jieba.cut(text):
            if "\u4e00" <= word[0] <= "\u9fff":
                begins[word[0]] += 1
                ends[word[-1]] += 1
                words["all"] += 1
    scale = 1e6 / max(words["all"], 1)
    for wrong in entries(path):
        chance = ends[wrong[0]] * begins[wrong[1]] / max(words["all"], 1) * scale
        if jieba.dt.FREQ.get(wrong, 0) > 0:
            print(wrong, "a word of the dictionary", sep="\t")
        elif grams[wrong]:
            print(wrong, f"stands {grams[wrong]} times in the texts", sep="\t")
        elif len(wrong) == 2 and chance > MOST_BY_CHANCE:
            print(wrong, f"may meet by chance, {chance:.2f} in a million words", sep="\t")


if __name__ == "__main__":
    main()
