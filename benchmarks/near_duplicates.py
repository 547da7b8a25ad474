"""How many of the listed near-duplicates of the real archive stand in Similar.

    python benchmarks/near_duplicates.py [FOLDER]

FOLDER is a data folder in which archive_37k.jsonl.gz was processed; without one the archive is processed in a
temporary folder first, which takes some minutes. A listed pair counts if the page shows it with every filter off:
pairs of one outlet, too, since the list has them. The list measures the Jaccard index and the containment of 8-word
shingles, so that it holds short articles above a long form for a newsletter, too. Pairs that share nothing else are
rightly not shown and are counted by themselves: they are told by how many articles of the archive hold the shingles
that both have, without regard to what the project takes for boilerplate.
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

SHINGLE = 8
# A shingle in so many articles is none of a story's. The pairs above one form share none that stands in fewer; those
# that share a gallery of photographs, which stands under 27 articles, have 18 and more of their own beside it.
OFTEN = 20
FEW = 3

Pairs = list[tuple[int, int]]


def main(folder: str, *, fill: bool) -> None:
    os.environ |= {"NEWSGROUPS_DATA_DIR": folder, "HTTPS": "0", "DJANGO_SETTINGS_MODULE": "newsgroups.settings"}
    import django

    django.setup()
    from benchmarks.data import data_file

    if fill:
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("import_articles", str(data_file("archive_37k.jsonl.gz")), verbosity=0)
    report(listed(data_file("archive_37k_near_duplicates.tsv")))


def listed(file: Path) -> Pairs:
    """The pairs by ids of articles, the smaller first."""
    from newsgroups.ingest.canonical import canonical_url
    from newsgroups.models import Article

    rows = [line.split("\t") for line in file.read_text().splitlines()[1:]]
    ids = dict(Article.objects.values_list("url", "pk"))
    return [tuple(sorted(ids[canonical_url(url)] for url in row[:2])) for row in rows]


def report(pairs: Pairs) -> None:
    from newsgroups.models import Pair
    from newsgroups.web.forms import SimilarForm
    from newsgroups.web.lists import pairs_of

    shown = {(pair.left_id, pair.right_id): pair for pair in pairs_of(SimilarForm({"same_outlet": "on", "share": "0"}))}
    different = [pair for pair in pairs if pair[0] != pair[1]]
    often = shared_often([pair for pair in different if pair not in shown])
    told = [pair for pair in different if pair not in often]
    missing = [pair for pair in told if pair not in shown]
    found = len(told) - len(missing)
    print(f"{len(pairs)} listed, {len(pairs) - len(different)} of them one article given twice")
    print(f"in Similar: {found} of {len(told)} ({found / len(told):.1%})")
    copied = sum(shown[pair].kind != Pair.Kind.SAME_STORY for pair in told if pair in shown)
    print(f"  of these as copies: {copied}")
    for left, right in missing:
        print(f"  missing: /compare/{left}/{right}/")
    print(f"not shown, as they share nothing but what stands in {OFTEN} articles and more: {len(often)}")
    for (left, right), articles in often.items():
        print(f"  /compare/{left}/{right}/ in {articles}")


def shared_often(pairs: Pairs) -> dict[tuple[int, int], int]:
    """Those of the pairs that share hardly a shingle but such as stand in many articles; in how many, in the median."""
    import numpy as np

    from newsgroups.models import Article
    from newsgroups.text.fingerprint import shingles
    from newsgroups.text.tokens import word_hashes

    texts = dict(Article.objects.filter(pk__in={pk for pair in pairs for pk in pair}).values_list("pk", "text"))
    held = {pk: np.unique(shingles(word_hashes(text), SHINGLE)) for pk, text in texts.items()}
    shared = {pair: np.intersect1d(held[pair[0]], held[pair[1]]).tolist() for pair in pairs}
    counts = dict.fromkeys((each for both in shared.values() for each in both), 0)
    for text in Article.objects.values_list("text", flat=True).iterator(1_000) if counts else ():
        for each in counts.keys() & set(shingles(word_hashes(text), SHINGLE).tolist()):
            counts[each] += 1
    articles = {pair: [counts[each] for each in both] for pair, both in shared.items()}
    return {
        pair: int(statistics.median(often))
        for pair, often in articles.items()
        if often and sum(count < OFTEN for count in often) < FEW
    }


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(sys.argv[1], fill=False)
    else:
        with tempfile.TemporaryDirectory(prefix="near-duplicates-") as temporary:
            main(temporary, fill=True)
