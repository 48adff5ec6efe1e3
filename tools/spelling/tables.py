#!/usr/bin/env python3
"""Makes the tables of src/spell/tables from what fetch.sh fetched.

usage: tables.py SOURCES OUTPUT

Takes a few minutes. Needs numpy and Pillow. What each table holds stands in
the readers in src/spell, where the data is from in rules/words/NOTICE.md.
"""
import collections
import itertools
import math
import pathlib
import re
import struct
import sys

import numpy as np

import packed
import shapes
import smartcn
from sources import HAN, Sources

HERE = pathlib.Path(__file__).parent
BEGIN, END, NUMBER, PERSON = "始##始", "末##末", "未##数", "未##人"
# Codes from 1, as src/spell/code.rs has them.
SPECIAL = [BEGIN, END, NUMBER, PERSON, *"，。、；：“”（）《》！？"]
NUMERALS = set("一二三四五六七八九十百千万亿两零〇")
NAME_TAGS = {"nr", "nrt", "nrfg"}
PROPER_TAGS = NAME_TAGS | {"ns", "nt", "nz"}
LONGEST = 8
READINGS = 3
PLACES = 200
USUAL = 80  # seven times in ten million characters
LEAST_MEANT = 3e-7


def lines(name):
    text = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in text if line and not line.startswith("#")]


class Words:
    """What the sources know of each word."""

    def __init__(self, sources, folder):
        self.jieba, self.tags = sources.jieba()
        self.web, self.idioms = sources.web(), sources.idioms()
        self.recent, names = sources.recent()
        for name in names:
            self.tags.setdefault(name, "nr")
        self.places, self.chief = sources.places()
        self.phrases = sources.phrases()
        self.news = smartcn.words(folder)
        self.terms = {term for line in lines("terms.txt") for term in line.split() if HAN.match(term)}
        self.law = collections.Counter()

    def plain(self):
        """The words that a text is cut into."""
        found = set(self.jieba) | set(self.idioms) | self.chief | self.terms
        found |= {word for word in self.news if HAN.match(word)}
        found |= {word for word, count in self.web.items() if count >= 3000}
        found |= {word for word, count in self.recent.items() if count >= 3}
        return {word for word in found if len(word) <= LONGEST}

    def known(self):
        """Every word of two to six characters that any source has."""
        found = set(self.jieba) | set(self.web) | set(self.recent) | set(self.idioms)
        found |= self.phrases | self.places | self.terms
        return {word for word in found if 2 <= len(word) <= 6}

    def shares(self, words):
        """How much of the text each word makes up."""
        mixed = [(self.jieba, 0.25), (self.web, 0.2), (self.news, 0.35), (self.recent, 0.2)]
        mixed = [(counts, weight / sum(counts.values())) for counts, weight in mixed]
        shares = {word: sum(counts.get(word, 0) * one for counts, one in mixed) for word in words}
        least = 0.075 / sum(self.jieba.values())
        for word in words:
            shares[word] += least + (1e-6 if word in self.terms else 0)
        if self.law:
            total = sum(self.law.values())
            for word in words:
                shares[word] = 0.85 * shares[word] + 0.15 * self.law[word] / total
        return shares

    def is_trusted(self, word):
        """Whether a text may be taken to mean this word."""
        if len(word) == 1 or word in self.chief or word in self.terms:
            return True
        if self.tags.get(word) in PROPER_TAGS:
            common = self.tags[word] == "nz" and self.web.get(word, 0) >= 100_000
            return self.news.get(word, 0) >= 15 or self.law[word] >= 5 or common
        signs = [
            self.jieba.get(word, 0) >= 3, self.web.get(word, 0) >= 300, self.news.get(word, 0) >= 1,
            self.law[word] >= 2, self.idioms.get(word, 0) >= 30, self.recent.get(word, 0) >= 3,
        ]
        return sum(signs) >= 2


def cut(text, logs):
    """The words of a text, by the best path without pairs."""
    best = [(0.0, 0)] + [(-math.inf, 0)] * len(text)
    for start in range(len(text)):
        for end in range(start + 1, min(start + LONGEST, len(text)) + 1):
            log = logs.get(text[start:end], -18.0 if end == start + 1 else None)
            if log is not None and best[start][0] + log > best[end][0]:
                best[end] = (best[start][0] + log, start)
    found, end = [], len(text)
    while end:
        start = best[end][1]
        found.append(text[start:end])
        end = start
    return found[::-1]


def law_pairs(texts, words):
    """Counts the words and the pairs of words of the laws."""
    logs = {word: math.log(share) for word, share in words.shares(words.plain()).items()}
    token = re.compile("[\u4e00-\u9fff]+|[，。；：、]|[0-9A-Za-z]+")
    pairs = collections.Counter()
    for text in texts:
        before = BEGIN
        words.law[before] += 1
        for run in token.findall(text):
            single = NUMBER if run[0].isascii() else run
            for word in cut(run, logs) if HAN.match(run) else [single]:
                words.law[word] += 1
                pairs[before, word] += 1
                before = word
        pairs[before, END] += 1
    return pairs


def neighbours(words, shares, known, pairs, texts):
    """How often each two characters stand together."""
    count = collections.Counter()
    for first, second, seen in pairs:
        count[first[-1] + second[0]] += seen
    for word, seen in words.news.items():
        for at in range(len(word) - 1):
            count[word[at : at + 2]] += seen
    for text in texts:
        for at in range(len(text) - 1):
            count[text[at : at + 2]] += 1
    for word, share in sorted(shares.items()):
        if word not in words.news:
            for at in range(len(word) - 1):
                count[word[at : at + 2]] += share * 1e7
    for word in sorted(known):
        for at in range(len(word) - 1):
            count[word[at : at + 2]] += 0.2
    return {two: seen for two, seen in count.items() if HAN.match(two) and seen >= 0.35}


def steps(log):
    """A negative logarithm in tenths, at most 254."""
    return min(254, max(0, round(-10 * log)))


def alike(folder, readings, wanted):
    """For each character those that it may stand for: sound 0 to 2, shape 0 to 1."""
    characters = shapes.common_characters()
    place = {character: at for at, character in enumerate(characters)}
    looks = shapes.likeness(folder, characters)

    def near(said):
        said = re.sub("^(z|c|s)h", r"\1", said)
        said = re.sub("^[nr](?=[a-z])", "l", said)
        return re.sub("([aei])ng$", r"\1n", said)

    same, nearly = collections.defaultdict(set), collections.defaultdict(set)
    for character in characters:
        for said in readings.get(character, ()):
            same[said].add(character)
            nearly[near(said)].add(character)
    kinds = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0.0]))
    for character in characters:
        for said in readings.get(character, ()):
            for other in nearly[near(said)]:
                kinds[character][other][0] = max(1, kinds[character][other][0])
            for other in same[said]:
                kinds[character][other][0] = 2
        row = looks[place[character]]
        for rank, at in enumerate(np.argsort(-row)[:20]):
            if row[at] >= 0.7 or rank < 5:
                for one, two in ((character, characters[at]), (characters[at], character)):
                    kinds[one][two][1] = max(float(row[at]), kinds[one][two][1])
    free = set("".join(lines("free.txt")))
    groups = [set(line) for line in lines("variants.txt")] + [NUMERALS]
    barred = lambda a, b: a == b or any(a in group and b in group for group in groups)
    return {
        a: {b: kind for b, kind in row.items() if b in wanted and b not in NUMERALS and not barred(a, b)}
        for a, row in kinds.items()
        if a not in NUMERALS and a not in free
    }


def homophones(kept, trusted, shares, readings, spell, node_of):
    """The syllables of each character, and the words that sound alike."""
    syllables = {said: at + 1 for at, said in enumerate(sorted({one for row in readings.values() for one in row}))}
    heard = {c: sorted(syllables[one] for one in row)[:READINGS] for c, row in readings.items()}
    found = set()
    for word in trusted & kept:
        if 2 <= len(word) <= 4 and shares[word] > 1e-7 and all(heard.get(c) for c in word):
            for key in itertools.islice(itertools.product(*(heard[c] for c in word)), 8):
                found.add((packed.mixed(packed.text_key(key)) >> 32, node_of[spell(word)]))
    return heard, sorted(found)


def names(words, codes):
    """What each character costs as a surname and in a given name, and whether it
    ends names of places (0 if so, else 255)."""
    surname, given, total = collections.Counter(), collections.Counter(), 0
    for word, tag in words.tags.items():
        if tag in NAME_TAGS and len(word) in (2, 3) and word not in words.web:
            surname[word[0]] += 1
            given.update(word[1:])
            total += 1
    ends = collections.Counter(word[-1] for word in words.places)
    out = bytearray()
    for character in codes:
        likely = surname[character] / total
        out.append(steps(math.log(likely)) if likely >= 0.0005 else 255)
        out.append(steps(math.log((given[character] + 0.2) / sum(given.values()))))
        out.append(0 if ends[character] >= PLACES else 255)
    return bytes(out)


def main(folder, output):
    output = pathlib.Path(output)
    sources = Sources(folder)
    words = Words(sources, folder)
    texts = sources.laws()
    law = law_pairs(texts, words)
    news = smartcn.pairs(folder, list(words.news))
    plain = words.plain()
    shares = words.shares(plain)
    known = words.known() | {word for word in plain if 2 <= len(word) <= 6}
    trusted = {word for word in plain if words.is_trusted(word)}
    # Rare words that no text is taken to mean stand among the known ones only.
    kept = {word for word in plain if len(word) == 1 or word in trusted or len(word) > 6 or shares[word] > 3e-8}
    print(f"{len(kept)} words, {len(trusted)} trusted, {len(known)} known", file=sys.stderr)

    characters = sorted({character for word in kept for character in word})
    code = {token: at + 1 for at, token in enumerate(SPECIAL + characters)}
    spell = lambda word: (code[word],) if word in code else tuple(code[c] for c in word)
    logs = {spell(word): math.log(shares[word]) for word in kept}
    total = sum(words.news.values())
    for token in SPECIAL:
        logs[spell(token)] = math.log(words.news.get(token, 1000) / total)
    for character in characters:
        logs.setdefault((code[character],), -18.0)
    size, first, labels, node_of = packed.trie(logs)

    counts = collections.Counter()
    for one, two, seen in news:
        counts[one, two] += seen
    counts.update(law)
    node = lambda word: node_of.get(spell(word)) if word in code or all(c in code for c in word) else None
    left = collections.defaultdict(lambda: [0, 0])
    numbered = {}
    for (one, two), seen in counts.items():
        a, b = node(one), node(two)
        if a is not None and b is not None:
            numbered[a, b] = seen
            left[a][0] += seen
            left[a][1] += 1
    log_of = {node_of[word]: log for word, log in logs.items()}
    back = {a: total / (total + kinds + 2.0) for a, (total, kinds) in left.items()}
    pairs = {}
    for (a, b), seen in numbered.items():
        rest = (1 - back[a]) * math.exp(log_of[b])
        log = math.log(back[a] * (seen - 0.5) / left[a][0] + rest)
        if log - math.log(rest) > 0.5:
            pairs[a << 20 | b] = steps(log)

    # Per word what it costs, what it costs to follow it by chance, and what it
    # costs at least, whatever it follows.
    costs = np.full((size, 3), (255, 0, 255), "u1")
    for word, at in node_of.items():
        costs[at, 0] = steps(logs[word])
    for a, share in back.items():
        costs[a, 1] = steps(math.log(1 - share))
    for key, value in pairs.items():
        at = key & (1 << 20) - 1
        costs[at, 2] = min(costs[at, 2], value)
    for word in trusted & kept:
        labels[node_of[spell(word)]] |= 1 << 15
    for word in words.idioms.keys() & trusted & kept:
        labels[node_of[spell(word)]] |= (len(word) > 3) << 14
    near = neighbours(words, shares, known, news, texts)
    near = {
        code[two[0]] << 16 | code[two[1]]: min(254, max(0, round(16 * (math.log(seen) + 3))))
        for two, seen in near.items()
        if two[0] in code and two[1] in code
    }
    usual = [key for key, value in near.items() if value >= USUAL]
    common = collections.Counter()
    for word in sorted(trusted & kept):
        for character in word:
            common[character] += shares[word]
    wanted = {character for character, share in common.items() if share >= LEAST_MEANT}
    readings = sources.readings()
    likes = alike(folder, readings, wanted)
    bounds, alikes = [0], bytearray()
    for token in [None, *SPECIAL, *characters]:
        for other, (sound, shape) in sorted(likes.get(token, {}).items()):
            alikes += struct.pack("<HB", code[other] | sound << 14, round(255 * shape))
        bounds.append(len(alikes) // 3)

    heard, same = homophones(kept, trusted, shares, readings, spell, node_of)
    sounds = bytearray()
    for token in [None, *SPECIAL, *characters]:
        row = heard.get(token, [])
        sounds += struct.pack("<3H", *(row + [0] * (READINGS - len(row))))

    by_code = np.zeros(0xA000 - 0x4E00, "<u2")
    for character in characters:
        by_code[ord(character) - 0x4E00] = code[character]
    only_known = {word for word in known - kept if all(c in code for c in word)}
    keys = [packed.text_key(spell(word)) for word in sorted(only_known)]
    after_starts, after = packed.rows(len(code) + 1, [(key >> 16, key & 0xFFFF) for key in usual])
    before_starts, before = packed.rows(len(code) + 1, [(key & 0xFFFF, key >> 16) for key in usual])
    homophone_starts, homophones_found = packed.buckets(same)
    tables = {
        "codes": by_code.tobytes(),
        "word-starts": packed.starts(first),
        "word-labels": labels.tobytes(),
        "word-costs": costs.tobytes(),
        "pairs": packed.table(pairs),
        "neighbours": packed.table(near),
        "known": packed.bloom(keys),
        "after-starts": after_starts,
        "after": after,
        "before-starts": before_starts,
        "before": before,
        "alike-starts": packed.starts(bounds),
        "alike": bytes(alikes),
        "sounds": bytes(sounds),
        "homophone-starts": homophone_starts,
        "homophones": homophones_found,
        "names": names(words, [None, *SPECIAL, *characters]),
    }
    for name, data in tables.items():
        (output / f"{name}.bin").write_bytes(data)
        print(f"{name}: {len(data)} bytes", file=sys.stderr)
    print(f"{size} nodes, {len(pairs)} pairs, {len(near)} neighbours, {len(usual)} usual, {len(same)} sounds, {len(keys)} only known", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
