"""The binary forms that src/spell reads in place. All numbers are little-endian."""
import struct

import numpy as np

MIX, MASK = 0x9E3779B97F4A7C15, (1 << 64) - 1


def mixed(key):
    """The hash of a key: what src/spell/table.rs computes."""
    key = (key ^ (key >> 31)) * MIX & MASK
    return (key ^ (key >> 29)) * MIX & MASK


def table(entries):
    """A hash table from keys to values from 0 to 255: a u32 with its size, then
    slots of 24 bits of the hash and the value."""
    size = len(entries) * 5 // 4 + 1
    slots = np.zeros(size, "<u4")
    for key, value in sorted(entries.items()):
        hashed = mixed(key)
        at = (hashed >> 32) * size >> 32
        while slots[at]:
            at = (at + 1) % size
        slots[at] = ((hashed & 0xFFFFFF) | 1) << 8 | value
    return struct.pack("<I", size) + slots.tobytes()


def buckets(entries):
    """A sorted list of (32-bit hash, value): where each of the 65,536 buckets by
    the hash's upper half starts (u32 each, and the end), the hashes, the values."""
    hashes = np.array([hashed for hashed, _ in entries], "<u4")
    values = np.array([value for _, value in entries], "<u4")
    starts = np.searchsorted(hashes, np.arange(1 << 16, dtype=np.uint64) << np.uint64(16))
    starts = np.append(starts, len(entries)).astype("<u4")
    return starts.tobytes() + hashes.tobytes() + values.tobytes()


def rows(count, pairs):
    """For each number below `count` the sorted numbers that go with it: where each
    row starts (u32 each, and the end), then the rows (u16)."""
    pairs = np.array(sorted(pairs), "<u4").reshape(-1, 2)
    starts = np.searchsorted(pairs[:, 0], np.arange(count + 1)).astype("<u4")
    return starts.tobytes() + pairs[:, 1].astype("<u2").tobytes()


def bloom(keys, bits_per_key=14, probes=6):
    """A Bloom filter in blocks of 64 bytes: a u32 with their number, the blocks."""
    blocks = len(keys) * bits_per_key // 512 + 1
    bits = bytearray(blocks * 64)
    for key in keys:
        hashed = mixed(key)
        start = (hashed >> 32) * blocks >> 32
        low = hashed & 0xFFFFFFFF
        step = (low >> 16) | 1
        for probe in range(probes):
            bit = (low + probe * step) & 511
            bits[start * 64 + (bit >> 3)] |= 1 << (bit & 7)
    return struct.pack("<I", blocks) + bytes(bits)


def text_key(codes):
    """The key of a text: what src/spell/known.rs computes."""
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
    return len(labels), np.array(first, "<u4"), np.array(labels, "<u2"), node_of
