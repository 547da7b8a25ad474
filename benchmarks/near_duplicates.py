"""Share of the listed near duplicates of the real archive that the Similar page shows.

    python benchmarks/near_duplicates.py [FOLDER]

FOLDER is a data folder in which archive_37k.jsonl.gz was processed; without it, the archive is first processed in a
temporary folder, which takes some minutes. A listed pair counts if the page shows it with every filter off, including
pairs within one outlet, since the list has them. The list was made by the Jaccard index and the containment of 8-word
shingles.
"""

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


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


def listed(file: Path) -> list[tuple[int, int]]:
    """The pairs as ids of articles, the smaller id first."""
    from newsgroups.ingest.normalize.url import canonical_url
    from newsgroups.models import Article

    rows = [line.split("\t") for line in file.read_text().splitlines()[1:]]
    ids = dict(Article.objects.values_list("url", "pk"))
    return [tuple(sorted(ids[canonical_url(url)] for url in row[:2])) for row in rows]


def report(pairs: list[tuple[int, int]]) -> None:
    from newsgroups.models import Pair
    from newsgroups.web.forms.filtered_rows import pairs_of
    from newsgroups.web.forms.list_filters import SimilarForm

    shown = {(pair.left_id, pair.right_id): pair for pair in pairs_of(SimilarForm({"same_outlet": "on", "share": "0"}))}
    different = [pair for pair in pairs if pair[0] != pair[1]]
    missing = [pair for pair in different if pair not in shown]
    found = len(different) - len(missing)
    print(f"{len(pairs)} listed, {len(pairs) - len(different)} of them one article given twice")
    print(f"in Similar: {found} of {len(different)} ({found / len(different):.1%})")
    copied = sum(shown[pair].kind != Pair.Kind.SAME_STORY for pair in different if pair in shown)
    print(f"  of these as copies: {copied}")
    for left, right in missing:
        print(f"  missing: /compare/{left}/{right}/")


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    if len(sys.argv) > 1:
        main(sys.argv[1], fill=False)
    else:
        with tempfile.TemporaryDirectory(prefix="near-duplicates-") as temporary:
            main(temporary, fill=True)
