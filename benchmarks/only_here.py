"""Learns which sentences a reader marks as reported by only one outlet, and measures recall on held-out stories.

    python benchmarks/only_here.py

Prints recall of the marked sentences at one, three, and five sentences per article, leave-one-story-out, and the
weights that `facts/only_here.py` holds as a constant. The marks are a sample: other sentences may also be reported by
only one outlet.
"""

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.facts_data import labelled_records
from newsgroups.facts.only_here import WEIGHTS, holders, is_beside, signs_of_text
from newsgroups.facts.ranking.labeled_figures import labelled_story, spans_of

# Strong enough that correlated features share a weight.
RIDGE = 300.0
Rows = NDArray[np.float64]


def main() -> None:
    signs, marked, stories, texts, gold = read_sentences()
    scales = signs.std(axis=0) + 1e-9
    rows = (signs - signs.mean(axis=0)) / scales
    scores = np.zeros(len(rows))
    for story in np.unique(stories):
        out = stories == story
        scores[out] = rows[out] @ learn(rows[~out], marked[~out])
    for shown in (1, 3, 5):
        found = 0
        for text in np.unique(texts):
            places = np.flatnonzero(texts == text)
            found += int(marked[places[np.argsort(-scores[places])][:shown]].sum())
        print(f"{shown} an article: {found} of {gold} marked sentences, recall {found / gold:.3f}")
    for name, weight in zip(WEIGHTS, learn(rows, marked) / scales, strict=True):
        print(f'    "{name}": {weight:.2f},')


def read_sentences() -> tuple[Rows, NDArray[np.bool_], NDArray[np.int64], NDArray[np.int64], int]:
    """Features of all sentences, which ones are marked, their story and text, and the number of marked sentences."""
    records, _, articles = labelled_records()
    rows, gold, number = [], 0, 0
    for place, record in enumerate(records):
        story = labelled_story(record, articles).story
        spans = spans_of(record["only_here"], record["articles"], articles)
        spans = [each for each in spans if each[2] <= len(story.texts[each[0]].mentions.text)]
        gold += len(spans)
        texts_of = holders(story)
        for text, told in enumerate(story.texts):
            number += 1
            for sentence, signs in signs_of_text(story, texts_of, text):
                if is_beside(told.mentions, sentence):
                    continue
                start, end = told.mentions.sentences[sentence]
                is_marked = any(each == text and start < last and end > first for each, first, last in spans)
                rows.append((signs, is_marked, place, number))
    signs, marked, stories, texts = zip(*rows, strict=True)
    return np.array(signs), np.array(marked), np.array(stories), np.array(texts), gold


def learn(rows: Rows, marked: NDArray[np.bool_]) -> Rows:
    """Weights of a logistic regression."""

    def loss(parameters: Rows) -> tuple[float, Rows]:
        score = rows @ parameters[:-1] + parameters[-1]
        error = expit(score) - marked
        value = np.logaddexp(0, np.where(marked, -score, score)).sum() + RIDGE / 2 * parameters[:-1] @ parameters[:-1]
        return float(value), np.append(rows.T @ error + RIDGE * parameters[:-1], error.sum())

    return np.asarray(minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B").x[:-1])


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    main()
