"""Accuracy of related stories, through public commands.

    python benchmarks/related_stories.py

On whole hours of news, readers labeled events strictly and leniently; in the demo, groups are strict and topics
lenient. A related story is right if it shares the lenient label, but not the strict one, with the story. Those that
are not listed are missed. Only found stories of several articles have related ones.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.data import articles, data_file

LANGUAGES = ("en", "de", "ru", "fr", "es", "ja")
DEMO = Path(__file__).resolve().parent.parent / "newsgroups" / "ingest" / "demo"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"NEWSGROUPS_DATA_DIR": folder, "HTTPS": "0", "DJANGO_SETTINGS_MODULE": "newsgroups.settings"}
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        total = [0, 0, 0]
        for name, rows in collections().items():
            import_rows(Path(folder), rows)
            found = counted({row["url"]: row["topic"] for row in rows})
            total = [a + b for a, b in zip(total, found, strict=True)]
            print(f"{name:10} {said(*found)}", flush=True)
            call_command("flush", interactive=False, verbosity=0)
        print(f"{'all':10} {said(*total)}")


def collections() -> dict[str, list[dict]]:
    """Articles with the `topic` of each."""
    found = {}
    for language in LANGUAGES:
        rows = articles(data_file(f"stories_hours_{language}.jsonl.gz"))
        found[f"hours {language}"] = [{**row, "topic": row["story_2"]} for row in rows]
    topics = json.loads((DEMO / "stories.json").read_text(encoding="utf-8"))
    topic_of = {url: topic for topic, told in topics.items() for url in told["urls"]}
    lines = (DEMO / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    found["demo"] = [{**row, "topic": topic_of.get(row["url"], row["url"])} for row in rows]
    return found


def import_rows(folder: Path, rows: list[dict]) -> None:
    from django.core.management import call_command

    file = folder / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with Path(os.devnull).open("w") as nowhere:
        call_command("import_articles", str(file), stdout=nowhere, stderr=nowhere)


def counted(topics: dict[str, str]) -> tuple[int, int, int]:
    """How many related stories are right, how many are listed, and how many there are."""
    from newsgroups.models import Article, Story
    from newsgroups.stories.groups.related.load import related_of

    units: dict[int, set[str]] = {}
    for pk, story, url in Article.objects.visible().values_list("pk", "story_id", "url_given"):
        units.setdefault(story or -pk, set()).add(topics[url])
    right = listed = there = 0
    for story in Story.objects.groups():
        own = units[story.pk]
        there += sum(bool(own & other) for unit, other in units.items() if unit != story.pk)
        for each in related_of(story):
            listed += 1
            right += bool(own & units[each.story.pk if each.story else -each.article.pk])
    return right, listed, there


def said(right: int, listed: int, there: int) -> str:
    return f"{right} of {listed} listed are right, of {there} there are"


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    main()
