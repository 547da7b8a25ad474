"""Locates the real articles that the benchmarks use."""

import gzip
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def data_file(name: str) -> Path:
    """The file in the folder NEWSGROUPS_BENCHMARK_DATA (default `../shared/data`); exits with a message if it is
    missing.
    """
    default = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
    file = Path(os.environ.get("NEWSGROUPS_BENCHMARK_DATA") or default) / name
    if not file.exists():
        sys.exit(f"{file} is missing. Set NEWSGROUPS_BENCHMARK_DATA to the folder that holds {name}.")
    return file


def articles(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
