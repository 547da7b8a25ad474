"""Precision and recall of facts on labeled stories: disagreements, agreement, and what only one outlet reports.

    python benchmarks/facts.py [--shown P] [--rows] [--save]

Each story is scored with a model that has seen neither it nor a pair of its articles, on the first 600 words of each
text. A row is right if its two leading values both match one labeled contradiction or supersession; recall is of labels
worth showing that are figures, times, quotations, or names. `--rows` prints the rows shown; `--save` trains the shipped
model on everything and writes it with these figures.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.facts_data import Records, labelled
from newsgroups.facts.assemble import facts_of
from newsgroups.facts.only_here import only_here
from newsgroups.facts.ranking.disagreement_model import MODEL_FILE, Model
from newsgroups.facts.ranking.labeled_figures import LabelledStory, Spans, train_on
from newsgroups.facts.tables.agreements import agreements
from newsgroups.facts.tables.disagreements import SHOWN
from newsgroups.facts.types import Fact, Value
from newsgroups.text.mentions.numerals.numbers import read_number
from newsgroups.text.mentions.tokens import Tokens

THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)
KINDS = ("figure", "date/time", "quote", "name/spelling")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shown", type=float, default=SHOWN, help="Least probability of the rows printed.")
    parser.add_argument("--rows", action="store_true", help="Print the rows.")
    parser.add_argument("--save", action="store_true", help="Learn and write the shipped model.")
    asked = parser.parse_args()
    records, stories, pairs = labelled()
    models = [train_on(stories, pairs, without=number) for number in range(len(stories))]
    figures = disagreements(stories, models, asked.shown if asked.rows else None)
    agreed(records, stories)
    alone(records, stories)
    if asked.save:
        found = train_on(stories, pairs)
        learned = {"labelled stories": len(stories), "labelled pairs": len(pairs), "leave one story out": figures}
        Model(found.intercept, found.weights, found.scales, found.tree_intercept, found.trees, learned).save(MODEL_FILE)


def disagreements(stories: Sequence[LabelledStory], models: Sequence[Model], printed: float | None) -> dict[str, Any]:
    """Prints precision and recall by threshold, and returns them."""
    wanted = {(number, place) for number, story in enumerate(stories) for place in _worth_showing(story)}
    every = [
        [fact for fact in facts_of(story.story.texts, model=model, shown=min(THRESHOLDS)).facts if fact.is_disagreement]
        for story, model in zip(stories, models, strict=True)
    ]
    measured = {}
    print("disagreements: least probability, rows, right, precision, recall, F1")
    for shown in THRESHOLDS:
        rows = [(number, fact) for number, facts in enumerate(every) for fact in facts if fact.confidence >= shown]
        met = [_met(stories[number], fact.values[:2]) for number, fact in rows]
        right = sum(bool(labels) for labels in met)
        hits = {(number, label) for (number, _), labels in zip(rows, met, strict=True) for label in labels} & wanted
        precision, recall = right / max(1, len(rows)), len(hits) / len(wanted)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"  {shown:.2f}  {len(rows):3}  {right:3}  {precision:.3f}  {recall:.3f}  {f1:.3f}")
        measured[f"{shown:.2f}"] = {"rows": len(rows), "precision": round(precision, 3), "recall": round(recall, 3)}
        if printed is not None and abs(shown - printed) < 1e-9:
            for (number, fact), labels in zip(rows, met, strict=True):
                print_row("right" if labels else "WRONG", number, stories[number], fact)
    return measured


def _worth_showing(story: LabelledStory) -> list[int]:
    """Indexes of the labels worth showing for which two articles have a value within the words that are read."""
    ends = [len(text.mentions.text) for text in story.story.texts]
    found = []
    for place, (label, spans) in enumerate(story.labels):
        texts = {text for text, _, end in spans if end <= ends[text]}
        if label["worth_showing"] and label["kind"] in KINDS and len(texts) > 1:
            found.append(place)
    return found


def _met(story: LabelledStory, values: Sequence[Value]) -> list[int]:
    return [place for place, (_, spans) in enumerate(story.labels) if all(_meets(value, spans) for value in values)]


def _meets(value: Value, spans: Spans) -> bool:
    return any(value.article == text and value.start < end and value.end > start for text, start, end in spans)


def print_row(verdict: str, number: int, story: LabelledStory, fact: Fact) -> None:
    print(f"    {verdict} {number}: {fact.about} ({fact.verdict}, {fact.confidence:.2f})")
    for value in fact.values[:2]:
        text = story.story.texts[value.article].mentions.text if value.article < len(story.urls) else ""
        print(f"      {text[max(0, value.start - 60) : value.end + 50]!r}")


def agreed(records: Records, stories: Sequence[LabelledStory]) -> None:
    """Scores agreement: a row is right if it has a labeled fact's value in two of the articles with that label."""
    shown, right = Counter[int](), Counter[int]()
    met: dict[int, set[tuple[int, int]]] = {3: set(), 5: set(), 8: set()}
    gold = 0
    for number, (record, story) in enumerate(zip(records, stories, strict=True)):
        labels = [(set(each["urls"]), _numbers(each["value"])) for each in record["agreed_facts"]]
        labels = [label for label in labels if label[1]]
        gold += len(labels)
        for place, row in enumerate(agreements(story.story, set())):
            urls = {story.urls[value.article] for value in row.values}
            values = {each for value in row.values for each in _numbers(value.value)}
            hits = {(number, at) for at, (told, said) in enumerate(labels) if said & values and len(told & urls) > 1}
            for rows in met:
                if place < rows:
                    shown[rows] += 1
                    right[rows] += bool(hits)
                    met[rows] |= hits
    print("agreed: rows a story, rows, right, precision, recall")
    for rows, hits in met.items():
        print(f"  {rows}  {shown[rows]:3}  {right[rows]:3}  {right[rows] / shown[rows]:.3f}  {len(hits) / gold:.3f}")


def _numbers(text: str) -> set[float]:
    tokens, place, found = Tokens.of(text), 0, set()
    while place < len(tokens.words):
        number = read_number(tokens, place)
        if number:
            found.add(number.value)
        place = number.last if number else place + 1
    return found


def alone(records: Records, stories: Sequence[LabelledStory]) -> None:
    """Recall of labeled sentences among those shown; the labels are a sample of what only one article has."""
    found = gold = 0
    for record, story in zip(records, stories, strict=True):
        shown = only_here(story.story)
        for label in record["only_here"]:
            text = story.urls.index(label["url"])
            start = story.story.texts[text].mentions.text.find(label["verbatim"])
            if start >= 0:
                gold += 1
                found += any(_meets(value, [(text, start, start + len(label["verbatim"]))]) for value in shown)
    print(f"only here: {found} of {gold} labelled sentences at three an article: recall {found / gold:.3f}")


if __name__ == "__main__":
    main()
