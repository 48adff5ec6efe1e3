"""The binary forms that src/spell reads in place. All numbers are little-endian."""
import itertools
import struct

import numpy as np

MIX, MASK = 0x9E3779B97F4A7C15, (1 << 64) - 1


def mixed(key):
    """The hash of a key: what src/spell/table.rs computes."""
    key = (key ^ (key >> 31)) * MIX & MASK
    return (key ^ (key >> 29)) * MIX & MASK


def table(entries):
    """A hash table from keys to values from 0 to 254: buckets of four slots, each
    24 bits of the hash and the value plus one. A key stands in one of two buckets,
    in the second only when the first is full."""
    size = len(entries) * 16 // 60 + 1
    slots = [[] for _ in range(size)]
    for key, value in sorted(entries.items()):
        hashed = mixed(key)
        at, other = hashed * size >> 64, second(hashed) * size >> 64
        slot = (hashed & 0xFFFFFF) << 8 | value + 1
        for turn in itertools.count():
            if len(slots[at]) == 4 and turn == 0:
                at, other = other, at
            if len(slots[at]) < 4:
                slots[at].append((slot, other))
                break
            # The slot that came first goes to its other bucket.
            (moved, elsewhere) = slots[at].pop(0)
            slots[at].append((slot, other))
            slot, at, other = moved, elsewhere, at
    data = np.zeros((size, 4), "<u4")
    for at, bucket in enumerate(slots):
        data[at, : len(bucket)] = [slot for slot, _ in bucket]
    return data.tobytes()


def second(hashed):
    """Where a key's second bucket is: what src/spell/table.rs computes."""
    return hashed * MIX & MASK


def starts(numbers):
    """Growing numbers, in blocks of 64: the first of each block (u32), and what is to
    be added for each (u16)."""
    numbers = np.asarray(numbers, np.int64)
    numbers = np.append(numbers, np.full(-len(numbers) % 64, numbers[-1])).reshape(-1, 64)
    more = numbers - numbers[:, :1]
    assert more.min() >= 0 and more.max() < 1 << 16
    blocks = np.zeros(len(numbers), [("first", "<u4"), ("more", "<u2", 64)])
    blocks["first"], blocks["more"] = numbers[:, 0], more
    return blocks.tobytes()


def buckets(entries):
    """A sorted list of (32-bit hash, value): where each of the 65,536 buckets by the
    hash's upper half starts, and per entry the lower half (u16) and the value (24 bits)."""
    hashes = np.array([hashed for hashed, _ in entries], "<u4")
    bounds = np.searchsorted(hashes, np.arange(1 << 16, dtype=np.uint64) << np.uint64(16))
    found = b"".join(struct.pack("<HI", hashed & 0xFFFF, value)[:5] for hashed, value in entries)
    return starts(np.append(bounds, len(entries))), found


def rows(count, pairs):
    """For each number below `count` the sorted numbers that go with it: where each
    row starts, and the rows (u16)."""
    pairs = np.array(sorted(pairs), "<u4").reshape(-1, 2)
    bounds = np.searchsorted(pairs[:, 0], np.arange(count + 1))
    return starts(bounds), pairs[:, 1].astype("<u2").tobytes()


def bloom(keys, bits_per_key=14, probes=6):
    """A Bloom filter in blocks of 64 bytes."""
    blocks = len(keys) * bits_per_key // 512 + 1
    bits = bytearray(blocks * 64)
    for key in keys:
        hashed = mixed(key)
        start = hashed * blocks >> 64
        low = hashed & 0xFFFFFFFF
        step = (low >> 16) | 1
        for probe in range(probes):
            bit = (low + probe * step) & 511
            bits[start * 64 + (bit >> 3)] |= 1 << (bit & 7)
    return bytes(bits)


def text_key(codes):
    """The key of a text: what src/spell/table.rs computes."""
    key = 0
    for code in codes:
        key = (key * 0x100000001B3 + code) & MASK
    return key


def trie(words):
    """A trie over words, each a tuple of codes from 1: returns its number of nodes,
    its child ranges and labels by level, and the node of each word. Node c is the
    word of the single code c, so every code must be among the words."""
    words = sorted(words)
    first, labels, node_of = [], [0], {}
    level = [((), 0, len(words))]
    while level:
        following = []
        for prefix, start, end in level:
            first.append(len(labels))
            depth = len(prefix)
            at = start
            if at < end and len(words[at]) == depth:
                node_of[words[at]] = len(first) - 1
                at += 1
            while at < end:
                code, stop = words[at][depth], at
                while stop < end and words[stop][depth] == code:
                    stop += 1
                labels.append(code)
                following.append((prefix + (code,), at, stop))
                at = stop
        level = following
    first.append(len(labels))
    return len(labels), np.array(first), np.array(labels, "<u2"), node_of
