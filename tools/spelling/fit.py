#!/usr/bin/env python3
"""Finds the weights of src/spell/weigh.rs by logistic regression.

usage: fit.py PROGRAM PAIRS.tsv... [--clean FOLDER] [--marked FOLDER...]

PROGRAM is the built example `spelling_signs`. Each line of PAIRS has a written
and a right sentence as its last two cells. --clean holds edited texts, in which
whatever is found counts as wrong; --marked holds documents in which ⟦rule|text⟧
marks what is to be found (tests/annotated). Needs scikit-learn.
"""
import argparse
import pathlib
import re
import subprocess

import numpy as np
from sklearn.linear_model import LogisticRegression

WORDS = {"confusable-word", "set-phrase", "placeholder", "mojibake"}


def evidence(program, texts):
    """(text, start, end, right, odds, signs) of each doubt in the texts; offsets in characters."""
    text = "".join(line + "\n" for line in texts)
    out = subprocess.run([program], input=text, capture_output=True, encoding="utf-8", check=True).stdout
    for row in out.splitlines():
        number, start, end, right, odds, signs = row.split("\t")
        raw = texts[int(number)].encode()
        start, end = (len(raw[: int(at)].decode()) for at in (start, end))
        yield int(number), start, end, right, float(odds), [float(sign) for sign in signs.split()]


def pairs(path):
    for line in open(path, encoding="utf-8"):
        written, right = (cell.replace(" ", "") for cell in line.rstrip("\n").split("\t")[-2:])
        if len(written) == len(right):
            yield written, right


def unmarked(text):
    """The lines of a document without its marks, and the texts that are wrong."""
    wrong = {found for rule, found in re.findall("⟦[?]?([a-z-]+)[|]([^⟧]*)⟧", text) if rule in WORDS}
    return re.sub("⟦[?]?[a-z-]+[|]([^⟧]*)⟧", r"\1", text).splitlines(), wrong


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("program")
    parser.add_argument("pairs", nargs="+")
    parser.add_argument("--clean")
    parser.add_argument("--marked", nargs="*", default=[])
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    signs, labels, groups, notes = [], [], [], []

    def add(group, texts, is_true):
        seen = set()
        for number, start, end, right, odds, row in evidence(args.program, texts):
            written = texts[number][start:end]
            key = (texts[number][max(0, start - 3) : end + 3], right)
            if group != "clean" and key in seen:
                continue
            seen.add(key)
            signs.append(row)
            labels.append(is_true(number, start, end, right))
            groups.append(group)
            notes.append(f"{texts[number][max(0, start - 8):start]}[{written}→{right}]{texts[number][end:end + 8]}")

    errors = {}
    for path in args.pairs:
        rows = list(pairs(path))
        errors[path] = sum(a != b for one, two in rows for a, b in zip(one, two))
        right_of = [right for _, right in rows]
        touches = lambda n, s, e, _: rows[n][0][s:e] != right_of[n][s:e]
        add(path, [written for written, _ in rows], touches)
        add("right", right_of, lambda *_: False)
    if args.clean:
        lines = [line for file in sorted(pathlib.Path(args.clean).iterdir()) for line in file.read_text().splitlines()]
        add("clean", lines, lambda *_: False)
    for folder in args.marked:
        for file in sorted(pathlib.Path(folder).iterdir()):
            lines, wrong = unmarked(file.read_text(errors="ignore"))
            known = lambda n, s, e, _: any(lines[n][s:e] in word or word in lines[n][s:e] for word in wrong)
            add("marked", lines, known)
    x, y, groups = np.array(signs), np.array(labels), np.array(groups)
    model = LogisticRegression(C=1.0, max_iter=5000).fit(x, y)
    print("WEIGHTS:", ", ".join(f"{weight:.3f}" for weight in model.coef_[0]), " BIAS:", f"{model.intercept_[0]:.3f}")
    odds = x @ model.coef_[0] + model.intercept_[0]
    for path, total in errors.items():
        chosen = groups == path
        order = np.argsort(-odds[chosen])
        good = np.cumsum(y[chosen][order])
        precision = good / np.arange(1, len(good) + 1)
        told = [f"all {good[-1] / total:.3f}"]
        for least in (0.94, 0.95, 0.96, 0.97, 0.98):
            best = np.nonzero(precision >= least)[0].max()
            told.append(f"{least}: {good[best] / total:.3f} at {odds[chosen][order][best]:.2f}")
        print(path, " recall at precision", "  ".join(told))
    if args.clean:
        order = sorted(odds[groups == "clean"])[::-1]
        print("clean: odds of the 3rd 6th 12th 20th:", [round(order[k], 2) for k in (2, 5, 11, 19)])
    marked = groups == "marked"
    if marked.any():
        right, wrong = odds[marked & y], np.sort(odds[marked & ~y])[::-1]
        limits = (-1, 0, 1, 1.5, 2, 2.5, 3)
        print("marked:", "  ".join(f"{at}: {(right > at).sum()} right {(wrong > at).sum()} wrong" for at in limits))
    worst = [at for at in np.argsort(-odds) if not y[at]][: args.show]
    for at in worst:
        print(f"{odds[at]:.2f} {groups[at][-14:]} {notes[at]}")


if __name__ == "__main__":
    main()
