"""Share of quotations attributed to the speaker that readers marked.

    python benchmarks/quotations.py [FILE] [--wrong]

A quotation counts if a reader marked an attribution over most of it. Its speaker is right if it overlaps the marked
source; "not known" lowers recall only.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.data import articles, data_file
from newsgroups.text.mentions.speech.quotations import quotations
from newsgroups.text.mentions.tokens import Tokens
from newsgroups.text.mentions.types import Quotation

Span = tuple[int, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--wrong", action="store_true", help="Print those given to somebody else.")
    asked = parser.parse_args()
    judged = right = given = 0
    for article in articles(asked.file or data_file("quotes_dev.jsonl.gz")):
        text = article["text"]
        for quotation in quotations(Tokens.of(text)):
            sources = list(_sources(article["attributions"], quotation))
            if not sources:
                continue
            judged += 1
            given += quotation.has_speaker
            speaker = quotation.speaker_start, quotation.speaker_end
            is_right = quotation.has_speaker and any(_shared(speaker, source) for source in sources)
            right += is_right
            if asked.wrong and quotation.has_speaker and not is_right:
                _print_wrong(text, quotation, sources)
    print(f"{judged:,} quotations, {given:,} given to somebody, {right:,} rightly: "
          f"precision {right / given:.3f}, recall {right / judged:.3f}")  # fmt: skip


def _sources(attributions: list[dict[str, Any]], quotation: Quotation) -> Iterator[Span]:
    """Marked sources of the attribution that covers most of the quotation, if it covers at least half."""
    span = quotation.start, quotation.end
    covered = [
        (sum(_shared(span, (start, end)) for part in each.get("content", []) for start, end in part), each)
        for each in attributions
        if each.get("source")
    ]
    for share, each in covered:
        if 2 * share >= quotation.end - quotation.start:
            yield from ((start, end) for part in each["source"] for start, end in part)


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _print_wrong(text: str, quotation: Quotation, sources: list[Span]) -> None:
    said = text[quotation.speaker_start : quotation.speaker_end]
    around = text[max(0, quotation.start - 120) : quotation.end + 120].replace("\n", "¶")
    print(f"- {said!r}, readers: {[text[start:end] for start, end in sources]}\n    {around}")


if __name__ == "__main__":
    main()
