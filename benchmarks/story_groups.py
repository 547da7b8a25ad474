"""Accuracy of the groups, through public commands alone: import_articles, then export_stories.

    python benchmarks/story_groups.py --set triples [--words 35] [--online 50] [--folds DIRECTORY]
    python benchmarks/story_groups.py --set incidents --undated --one-outlet

The sets are `triples`, `incidents`, `mixed` (the triples within the whole archive), `tech_feeds`, `short_political`,
and `hours_en` to `hours_ja`. If two readers labeled a set, only pairs on which they agree count. --online imports in
order of publication, this many articles at a time. --folds takes the four models that `benchmarks/same_story.py --folds
DIRECTORY` wrote, each of which has not seen the stories it is measured on; without it, the shipped model is measured on
stories it was trained on.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from itertools import chain, combinations
from pathlib import Path
from zlib import crc32

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.data import articles, data_file
from benchmarks.group_scores import Scores, agreed_pairs, b_cubed

FOLDS = 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="triples")
    parser.add_argument("--words", type=int)
    parser.add_argument("--one-outlet", action="store_true")
    parser.add_argument("--undated", action="store_true")
    parser.add_argument("--online", type=int)
    parser.add_argument("--folds", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"NEWSGROUPS_DATA_DIR": folder, "HTTPS": "0", "DJANGO_SETTINGS_MODULE": "newsgroups.settings"}
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        rows = rows_of(options.set, options.words)
        if options.one_outlet:
            rows = [{**row, "source": "One outlet"} for row in rows]
        if options.undated:
            rows = [{**row, "published": None} for row in rows]
        truth = {row["url"]: row["story"] for row in rows if row.get("story")}
        found = {}
        for fold in range(FOLDS) if options.folds else [None]:
            if fold is not None:
                shutil.copy(options.folds / f"fold_{fold}.json", Path(folder) / "same_story.json")
            if fold and not options.online:
                call_command("process_articles", all=True)
            else:
                started = time.process_time()
                import_all(Path(folder), rows, options.online)
                print(f"{len(rows) / (time.process_time() - started):.0f} articles a second of work")
            found[fold] = exported(Path(folder))
            if options.online and fold is not None:
                call_command("flush", interactive=False, verbosity=0)
        report(found, truth, {row["url"]: row["story_2"] for row in rows if row.get("story_2")} or truth)


def rows_of(name: str, words: int | None) -> list[dict]:
    """The labeled articles, and for `mixed` the archive with them."""
    labelled = articles(data_file(f"stories_{'triples' if name == 'mixed' else name}.jsonl.gz"))
    rows = list(chain(labelled, articles(data_file("archive_37k.jsonl.gz")) if name == "mixed" else ()))
    urls = {row["url"] for row in rows if row.get("story")}
    rows = [row for row in rows if row.get("story") or row["url"] not in urls]
    return [{**row, "text": " ".join(row["text"].split()[:words])} for row in rows] if words else rows


def import_all(folder: Path, rows: list[dict], no_wait: int | None) -> None:
    from django.core.management import call_command

    if no_wait:
        rows = sorted(rows, key=lambda row: str(row.get("published") or "9999"))
    for start in range(0, len(rows), no_wait or len(rows)):
        file = folder / "rows.jsonl"
        chunk = rows[start : start + no_wait] if no_wait else rows
        file.write_text("".join(json.dumps(row) + "\n" for row in chunk), encoding="utf-8")
        with Path(os.devnull).open("w") as nowhere:
            call_command("import_articles", str(file), stdout=nowhere, stderr=nowhere)


def exported(folder: Path) -> dict[str, str]:
    """The story of each URL."""
    from django.core.management import call_command

    call_command("export_stories", output=folder / "stories.jsonl", verbosity=0)
    with (folder / "stories.jsonl").open(encoding="utf-8") as lines:
        stories = [json.loads(line) for line in lines]
    return {article["url"]: str(story["story"]) for story in stories for article in story["articles"]}


def report(found: dict[int | None, dict[str, str]], truth: dict[str, str], second: dict[str, str]) -> None:
    if None in found:
        stories = found[None]
        labels, true = [stories[url] for url in truth], list(truth.values())
        agreed = agreed_pairs(labels, true, [second[url] for url in truth])
        print(f"pairs {agreed}   B3 {b_cubed(labels, true)}")
    else:
        right, put, belong = (
            sum(each) for each in zip(*(counted(f, found[f], truth, second) for f in found), strict=True)
        )
        print(f"pairs {Scores(right / put, right / belong)}, each story by a model that has not seen it")
    extra = []
    for fold, stories in found.items():
        own = {stories[url] for url, story in truth.items() if fold is None or fold_of(story) == fold}
        extra.append(sum(1 for url, story in stories.items() if story in own and url not in truth))
    print(f"{sum(extra)} articles without a label in the stories")


def counted(
    fold: int, stories: dict[str, str], truth: dict[str, str], second: dict[str, str]
) -> tuple[float, float, float]:
    """Numbers of pairs on which both readers agree: correctly grouped, grouped, and truly of one story.

    With two folds, a pair counts half in each.
    """
    groups, true = defaultdict(list), defaultdict(list)
    for url, story in truth.items():
        groups[stories[url]].append(url)
        true[story].append(url)
    right = put = belong = 0.0
    for members in groups.values():
        for one, other in combinations(members, 2):
            same = truth[one] == truth[other]
            if same == (second[one] == second[other]):
                weight = ((fold_of(truth[one]) == fold) + (fold_of(truth[other]) == fold)) / 2
                put += weight
                right += weight * same
    for story, members in true.items():
        if fold_of(story) == fold:
            belong += sum(second[one] == second[other] for one, other in combinations(members, 2))
    return right, put, belong


def fold_of(story: str) -> int:
    return crc32(story.encode()) % FOLDS


if __name__ == "__main__":
    main()
