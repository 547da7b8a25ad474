"""Checks stated numbers of killed and injured, and stated ages, against a public registry of incidents.

    python benchmarks/incident_facts.py [--sample N] [--wrong]

Registry figures are final. An early article may correctly state others: five were wounded, one of whom died later.
Therefore a number of injured also counts as explained if it equals the registry's killed and injured together.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.data import articles, data_file
from newsgroups.text.mentions.quantities.tolls import toll
from newsgroups.text.mentions.read import read
from newsgroups.text.mentions.types import Mentions

EVENTS = {"dead": "killed", "hurt": "injured"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=0, help="Only so many incidents.")
    parser.add_argument("--wrong", action="store_true", help="Print figures that differ from the registry's.")
    asked = parser.parse_args()
    texts = {article["url"]: article for article in articles(data_file("stories_incidents.jsonl.gz"))}
    incidents = list(articles(data_file("incident_facts.jsonl.gz")))
    shown: Counter[str] = Counter()
    for incident in incidents[: asked.sample or None]:
        for url in incident["articles"]:
            if url in texts:
                article = texts[url]
                for line in _judge(read(f"{article['title']}.\n\n{article['text']}"), incident, shown):
                    if asked.wrong:
                        print(line)
    print(f"{shown['articles']:,} articles")
    for name in (*EVENTS.values(), "ages"):
        count, right, explained = shown[name], shown[f"{name} right"], shown[f"{name} explained"]
        note = f", {(right + explained) / count:.3f} with those explained" if explained else ""
        print(f"{name}: shown {count:,}, right {right:,}: {right / max(1, count):.3f}{note}")


def _judge(mentions: Mentions, incident: dict[str, Any], shown: Counter[str]) -> Iterator[str]:
    shown["articles"] += 1
    for event, name in EVENTS.items():
        figure = toll(mentions, event)
        if figure is None:
            continue
        shown[name] += 1
        shown[f"{name} right"] += figure.value == incident[name]
        is_explained = event == "hurt" and figure.value == incident["killed"] + incident["injured"] != incident[name]
        shown[f"{name} explained"] += is_explained
        if figure.value != incident[name] and not is_explained:
            around = mentions.text[max(0, figure.start - 90) : figure.end + 60].replace("\n", " ")
            yield f"- {name} {incident[name]}, read {figure.value:g}: {around}"
    yield from _judge_ages(mentions, incident, shown)


def _judge_ages(mentions: Mentions, incident: dict[str, Any], shown: Counter[str]) -> Iterator[str]:
    """Ages of people whose first and last names are in the registry."""
    known = {
        (words[0], words[-1]): person["age"]
        for person in incident["participants"]
        if person.get("age") and len(words := person.get("name", "").lower().split()) > 1
    }
    for figure in mentions.figures:
        words = figure.name.split()
        age = known.get((words[0], words[-1])) if figure.unit == "age" and len(words) > 1 else None
        if age is not None:
            shown["ages"] += 1
            shown["ages right"] += age == figure.value
            if age != figure.value:
                yield f"- age of {figure.name} {age}, read {figure.value:g}"


if __name__ == "__main__":
    main()
