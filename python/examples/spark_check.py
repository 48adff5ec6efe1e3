"""Checks a folder of documents with Spark and writes what is found as JSON lines.

    python spark_check.py FOLDER [OUTPUT]

Without OUTPUT the findings are counted by rule. Works as it stands on a cluster
whose workers have hegao: FOLDER may be anything that Spark reads.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pandas as pd
from pyspark.sql import DataFrame, SparkSession

import hegao

PLACE = "struct<line: bigint, column: bigint, offset: bigint>"
RELATED = f"struct<path: string, start: {PLACE}, end: {PLACE}, message: string>"
EDIT = f"struct<start: {PLACE}, end: {PLACE}, text: string>"
# A finding as the command's JSON has it, or what is wrong with a file.
FIELDS = {
    "path": "string",
    "rule": "string",
    "severity": "string",
    "message": "string",
    "help": "string",
    "start": PLACE,
    "end": PLACE,
    "related": f"array<{RELATED}>",
    "fix": f"struct<safe: boolean, edits: array<{EDIT}>>",
    "error": "string",
}


def check_folder(spark: SparkSession, folder: str) -> DataFrame:
    """What is found in the documents of a folder, and below it."""
    files = (
        spark.read.format("binaryFile")
        .option("recursiveFileLookup", "true")
        .option("pathGlobFilter", "*.{md,markdown,txt,text}")
        .load(folder)
        .select("path", "content")
    )
    schema = ", ".join(f"`{name}` {kind}" for name, kind in FIELDS.items())
    return files.mapInPandas(check_batches, schema)


def check_batches(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """A row for each finding."""
    for batch in batches:
        files = zip(batch["path"], batch["content"])
        rows = [row for path, content in files for row in check_file(path, bytes(content))]
        # As objects: Spark cannot take the strings of pandas 3 in all their forms.
        yield pd.DataFrame(rows, columns=list(FIELDS), dtype=object)


def check_file(path: str, content: bytes) -> list[dict[str, Any]]:
    """The rows of one file, each with all columns."""
    nothing = dict.fromkeys(FIELDS)
    try:
        return [{**nothing, **finding.to_dict()} for finding in hegao.check(content, path=path)]
    except hegao.HegaoError as error:
        return [{**nothing, "path": path, "error": str(error)}]


def main() -> None:
    """Checks the folder that is named."""
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    spark = SparkSession.builder.appName("hegao").getOrCreate()
    found = check_folder(spark, sys.argv[1])
    if len(sys.argv) == 3:
        found.write.mode("overwrite").json(sys.argv[2])
    else:
        found.groupBy("severity", "rule").count().orderBy("severity", "rule").show(200, truncate=False)
    spark.stop()


if __name__ == "__main__":
    main()
