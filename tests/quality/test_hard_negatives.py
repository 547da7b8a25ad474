"""Benchmarks that train the shipped model keep up with the code that they call."""

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.labeled_views import EVERY, hard_parts

STORMS = {
    "2026-01-05": "A storm tore the roof off the Oakhaven mill. The Wend rose fast, said mayor Ilse Brandt.",
    "2026-01-08": "Ilse Brandt, mayor of Oakhaven, wants a new roof for the mill before the Wend rises in a storm.",
    "2026-03-01": "In Oakhaven the Wend left its banks after a storm; the mill is closed, says mayor Ilse Brandt.",
}


def archive(folder: Path) -> None:
    """Write an archive in which every twelfth article is about a storm."""
    rows = [
        {"url": f"https://outlet{place % 5}.example/{place}", "title": f"Harvest {place}", "text": f"Rye {place} " * 9}
        for place in range(EVERY * len(STORMS))
    ]
    for place, (day, text) in enumerate(STORMS.items()):
        rows[place * EVERY] |= {"title": "Storm in Oakhaven", "text": text, "published": day}
    with gzip.open(folder / "archive_37k.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


def test_hard_negatives_are_similar_articles_a_month_or_more_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive(tmp_path)
    monkeypatch.setenv("NEWSGROUPS_BENCHMARK_DATA", str(tmp_path))
    whole, beginnings = hard_parts()
    assert [len(part.same) for part in (whole, beginnings)] == [2, 2]
    assert not whole.same.any()
