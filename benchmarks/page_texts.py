"""Accuracy of extracted texts compared with plain trafilatura, on trafilatura's evaluation pages.

    python benchmarks/page_texts.py FOLDER [STEP]

FOLDER is a checkout of github.com/adbar/trafilatura: tests/evaldata.json has, for each page, words that belong to the
article and words that do not. As in its own evaluation, a text is right if it contains the first and lacks the second.
Every STEP-th page is tried (default: all).
"""

import json
import sys
from collections import Counter
from pathlib import Path


def f1(counts: Counter[str]) -> float:
    precision = counts["found"] / max(counts["found"] + counts["wrong"], 1)
    recall = counts["found"] / max(counts["found"] + counts["missed"], 1)
    return 2 * precision * recall / max(precision + recall, 1e-9)


def count(text: str, page: dict[str, list[str]], counts: Counter[str]) -> None:
    for words in page.get("with") or ():
        counts["found" if words in text else "missed"] += 1
    for words in page.get("without") or ():
        counts["wrong" if words in text else "left out"] += 1


def main(folder: Path, step: int = 1) -> None:
    import trafilatura

    from newsgroups.ingest.sandbox.parsers import Refusal
    from newsgroups.ingest.sandbox.parsers.decoding.encoding import decoded
    from newsgroups.ingest.sandbox.parsers.webpages.pages import read_page

    totals: dict[str, Counter[str]] = {"ours": Counter(), "trafilatura": Counter(), "without tables": Counter()}
    tried = 0
    pages = json.loads((folder / "tests" / "evaldata.json").read_text("utf-8"))
    for url, page in list(pages.items())[::step]:
        places = (folder / "tests" / place / page["file"] for place in ("cache", "eval"))
        file = next((each for each in places if each.is_file()), None)
        if file is None:
            continue
        tried += 1
        data = file.read_bytes()
        try:
            ours = read_page(data, url=url)["text"]
        except Refusal:
            ours = ""
        count(ours, page, totals["ours"])
        text = decoded(data)
        for name, tables in (("trafilatura", True), ("without tables", False)):
            found = trafilatura.bare_extraction(text, url=url, include_comments=False, include_tables=tables)
            count((found.text if found else "") or "", page, totals[name])
    print(f"{tried:,} pages: " + ", ".join(f"{name} F1 {f1(each):.4f} {dict(each)}" for name, each in totals.items()))


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
