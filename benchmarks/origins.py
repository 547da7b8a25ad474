"""Compares the stated origin of shared text with the one that a reader found, on origin.jsonl.gz.

    python benchmarks/origins.py [--wrong]

Reports how many stated origins are right (a false accusation names a side that is not the origin), how many origins
within the pair are found, and, for agency copies without the agency's own page in the pair, how often the agency is
named.
"""

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.data import articles, data_file
from newsgroups.matching.origin import Origin, Write, origin_of
from newsgroups.matching.passages import align
from newsgroups.text.credits import find_credits

_SIDES = {"a": "left", "b": "right"}


def main(*, show: bool) -> None:
    pairs = list(articles(data_file("origin.jsonl.gz")))
    wanted = {pair[side] for pair in pairs for side in "ab"}
    rows = {row["url"]: row for row in articles(data_file("archive_37k.jsonl.gz")) if row["url"] in wanted}
    counts, by_rule = Counter[str](), Counter[tuple[str, bool]]()
    for pair in pairs:
        left, right = _write(rows[pair["a"]]), _write(rows[pair["b"]])
        found = origin_of(left, right, align(left.text, right.text).passages)
        true = _SIDES.get(pair["origin"], "third" if pair["origin"].startswith("third") else "unknown")
        right_answer = found.of == true and _is_name(found, pair["origin"])
        counts["pairs"] += 1
        counts["stated"] += found.of != "unknown"
        counts["right"] += found.of != "unknown" and right_answer
        counts["accused"] += found.of in ("left", "right") and found.of != true
        counts["in the pair"] += true in ("left", "right")
        counts["found in the pair"] += true in ("left", "right") and found.of == true
        agency = pair["kind"] == "agency copy" and pair["origin"].startswith("third:")
        counts["agency copies"] += agency
        counts["agency named"] += agency and right_answer and found.of == "third"
        by_rule[(found.sentence[:60] if found.of == "unknown" else found.evidence[0].text[:40]), right_answer] += 1
        if show and not right_answer:
            print(pair["n"], pair["origin"], "|", pair["kind"], "| said", found.of, found.name, found.evidence[:2])
    print(f"{counts['pairs']} pairs, {counts['stated']} stated, {counts['right']} of these right")
    print(f"right of what is stated: {counts['right'] / max(1, counts['stated']):.1%}")
    print(f"false accusations: {counts['accused']}")
    print(f"origins in the pair that are found: {counts['found in the pair']} of {counts['in the pair']}")
    print(f"agencies named as third parties: {counts['agency named']} of {counts['agency copies']}")


def _write(row: dict) -> Write:
    authors = str(row.get("authors") or "")
    return Write(row["text"], row["source"], row["url"], authors, tuple(find_credits(row["text"], authors)))


def _is_name(found: Origin, origin: str) -> bool:
    """Whether a third party's name is right: agencies and outlets match by name, everything else counts as speech."""
    if found.of != "third" or found.name.startswith("a speech"):
        return found.of != "third" or origin.partition(":")[2] not in ("AP", "Reuters", "AFP", "The Intercept")
    return found.name.removeprefix("The ") == origin.partition(":")[2].removeprefix("The ")


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    main(show="--wrong" in sys.argv)
