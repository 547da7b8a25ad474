"""An archive that starts empty and grows: are its groups as good as those of one batch?

    python benchmarks/growing_archive.py [--set tech_feeds …] [--at-once 10]

Articles arrive in order of publication, so many at a time, through import_articles. At 50, 100, 300, 1,000, and all
articles, the groups are compared with those of an archive that gets the same articles at once: pairwise F1 of both
against the labels, how many stories are the same, and how many ids of stories have changed since the last size.
"""

import argparse
import os
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.group_scores import agreed_pairs
from benchmarks.story_groups import import_all, rows_of

SETS = ["tech_feeds", "short_political", "hours_en", "hours_ru"]
SIZES = 50, 100, 300, 1_000
Groups = dict[str, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", nargs="*", default=SETS)
    parser.add_argument("--at-once", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"NEWSGROUPS_DATA_DIR": folder, "HTTPS": "0", "DJANGO_SETTINGS_MODULE": "newsgroups.settings"}
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        for name in options.set:
            compare(Path(folder), name, options.no_wait)


def compare(folder: Path, name: str, no_wait: int) -> None:
    from django.core.management import call_command

    rows = sorted(rows_of(name, None), key=lambda row: str(row.get("published") or "9999"))
    sizes = [size for size in SIZES if size < len(rows)] + [min(len(rows), SIZES[-1])]
    grown, before = [], 0
    for size in sizes:
        import_all(folder, rows[before:size], no_wait)
        grown.append(groups())
        before = size
    for size, online in zip(sizes, grown, strict=True):
        call_command("flush", interactive=False, verbosity=0)
        import_all(folder, rows[:size], None)
        batch = groups()
        known = rows[:size]
        same = len(members(online) & members(batch))
        print(
            f"{name:16} {size:5,} articles: online {f1(online, known):.3f}, batch {f1(batch, known):.3f}, "
            f"{same} of {len(members(batch))} stories the same"
        )
    for earlier, later in pairwise(grown):
        kept = sum(later.get(url) == story for url, story in earlier.items())
        print(
            f"{name:16} of {len(earlier)} articles in stories, {kept} are in a story of the same id later", flush=True
        )
    call_command("flush", interactive=False, verbosity=0)


def groups() -> Groups:
    """The story of each address that is in one."""
    from newsgroups.models import Article

    return dict(Article.objects.exclude(story=None).values_list("url_given", "story_id"))


def members(found: Groups) -> set[frozenset[str]]:
    stories: dict[int, set[str]] = {}
    for url, story in found.items():
        stories.setdefault(story, set()).add(url)
    return {frozenset(urls) for urls in stories.values()}


def f1(found: Groups, rows: list[dict]) -> float:
    labels = [found.get(row["url"], row["url"]) for row in rows]
    true = [row["story"] for row in rows]
    return agreed_pairs(labels, true, [row.get("story_2") or row["story"] for row in rows]).f1


if __name__ == "__main__":
    main()
