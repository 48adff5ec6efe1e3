"""Lucene's smartcn word and word-pair counts.

The words stand in coredict.mem by first character. Of the pairs bigramdict.mem
keeps only 64-bit hashes of `first@second`, so every pair of words is hashed to
find which they are.
"""
import pathlib
import struct

import numpy as np

HHMM = "smartcn/org/apache/lucene/analysis/cn/smart/hhmm"
OFFSET, PRIME, MASK = 0xCBF29CE484222325, 1099511628211, (1 << 64) - 1


class Serialized:
    """Just enough of Java's serialization to read nested arrays of numbers."""

    def __init__(self, path):
        self.data, self.at, self.handles = pathlib.Path(path).read_bytes(), 4, []

    def take(self, form):
        (value,) = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return value

    def class_name(self):
        kind = self.take(">B")
        if kind == 0x71:
            return self.handles[self.take(">i") - 0x7E0000]
        if kind == 0x70:
            return None
        size = self.take(">H")
        name = self.data[self.at : self.at + size].decode()
        self.at += size + 8 + 1 + 2 + 1
        self.handles.append(name)
        self.class_name()
        return name

    def array(self):
        kind = self.take(">B")
        if kind == 0x70:
            return None
        if kind == 0x71:
            return self.handles[self.take(">i") - 0x7E0000]
        name = self.class_name()
        slot = len(self.handles)
        self.handles.append(None)
        size = self.take(">i")
        numbers = {"J": ">i8", "I": ">i4", "S": ">i2", "C": ">u2"}.get(name[1])
        if numbers:
            found = np.frombuffer(self.data, numbers, size, self.at)
            self.at += found.nbytes
        else:
            found = [self.array() for _ in range(size)]
        self.handles[slot] = found
        return found


def words(folder):
    """Each word with its count."""
    file = Serialized(pathlib.Path(folder) / HHMM / "coredict.mem")
    rows, firsts, suffixes, counts = (file.array() for _ in range(4))
    first = {int(row): chr(firsts[at]) for at, row in enumerate(rows) if row >= 0}
    found = {}
    for row, tails in enumerate(suffixes):
        if tails is None or row not in first:
            continue
        for tail, count in zip(tails, counts[row]):
            word = first[row] + "".join(map(chr, [] if tail is None else tail))
            found[word] = found.get(word, 0) + int(count)
    return {word: count for word, count in found.items() if count > 0}


def _hash(text):
    value = OFFSET
    for character in map(ord, text):
        for byte in (character & 255, character >> 8):
            value = (value ^ byte) * PRIME & MASK
    return value


def pairs(folder, vocabulary):
    """(first, second, count) of every pair of words that has a count."""
    file = Serialized(pathlib.Path(folder) / HHMM / "bigramdict.mem")
    hashes, counts = file.array().astype("<i8").view("<u8"), file.array().astype("<i4")
    hashes, counts = hashes[hashes != 0], counts[hashes != 0]
    order = np.argsort(hashes)
    hashes, counts = hashes[order], counts[order]
    hint = np.zeros(1 << 24, bool)
    hint[(hashes >> np.uint64(40)).astype(np.int64)] = True
    by_length = {}
    for word in vocabulary:
        by_length.setdefault(len(word), []).append(word)
    groups = []
    for length, seconds in by_length.items():
        codes = np.array([[ord(c) for c in word] for word in seconds], dtype=np.uint64)
        groups.append((length, seconds, codes & np.uint64(255), codes >> np.uint64(8)))
    found = []
    prime = np.uint64(PRIME)
    with np.errstate(over="ignore"):
        for word in vocabulary:
            start = np.uint64(_hash(word + "@"))
            for length, seconds, low, high in groups:
                value = np.full(len(seconds), start)
                for at in range(length):
                    value = (value ^ low[:, at]) * prime
                    value = (value ^ high[:, at]) * prime
                maybe = np.nonzero(hint[(value >> np.uint64(40)).astype(np.int64)])[0]
                place = np.searchsorted(hashes, value[maybe])
                place[place == len(hashes)] = 0
                sure = hashes[place] == value[maybe]
                found += [(word, seconds[i], int(counts[p])) for i, p in zip(maybe[sure], place[sure])]
    return found
