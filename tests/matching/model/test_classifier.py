"""The same-story model: readable, rejected if damaged, identical to the last digit when retrained."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from newsgroups.matching.model.boosting import Options
from newsgroups.matching.model.classifier import MODEL_FILE, Model, limited, shipped_model
from newsgroups.matching.model.features import DIRECTIONS, FEATURE_NAMES, features
from newsgroups.matching.model.model_file import DamagedModel
from newsgroups.matching.model.train import train
from newsgroups.stories.core.clustering import MIN_LINK
from tests.matching.makers import BRIDGE, FERRY, FERRY_RETOLD, collection

PAIRS = np.array([[0, 1], [0, 2], [1, 2]])


def test_the_shipped_model_names_every_feature_and_says_what_it_was_measured_at() -> None:
    content = json.loads(MODEL_FILE.read_text())
    assert content["features"] == list(FEATURE_NAMES)
    assert content["figures"] == shipped_model().figures != {}


@given(arrays(np.float32, (3, len(FEATURE_NAMES)), elements=st.floats(0, 10, width=32)))
def test_a_probability_lies_between_0_and_1(values) -> None:
    found = shipped_model().probability(values)
    assert found.shape == (3,)
    assert np.all((found >= 0) & (found <= 1))


def test_the_same_event_in_other_words_is_more_probable_than_another_event() -> None:
    same, *others = shipped_model().probability(features(collection(FERRY, FERRY_RETOLD, BRIDGE), PAIRS)).tolist()
    assert same > MIN_LINK > 0.05 > max(others)


def test_time_between_articles_makes_the_same_story_less_probable_but_never_impossible() -> None:
    near, far = (
        shipped_model().probability(features(collection(FERRY, FERRY_RETOLD, days=[0.0, apart]), PAIRS[:1]))[0]
        for apart in (0.5, 60.0)
    )
    assert near > far > 0


def test_a_model_survives_saving(tmp_path) -> None:
    shipped_model().save(tmp_path / "model.json")
    assert (tmp_path / "model.json").read_text() == MODEL_FILE.read_text()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "model.json cannot be read as a model"),
        ("[]", "model.json cannot be read as a model"),
        ('{"version": 1, "terms": []}', "model.json is a model of different features than this version computes."),
        (
            '{"version": 2, "features": ["luck"]}',
            "model.json is a model of different features than this version computes.",
        ),
        (MODEL_FILE.read_text()[:-200], "model.json cannot be read as a model"),
        (MODEL_FILE.read_text().replace("words alike", "luck", 40), "model.json"),
        ("[" * 100_000, r"model.json cannot be read as a model \(RecursionError\(.*\)\)\.$"),
        (
            MODEL_FILE.read_text().replace('"intercept": ', '"intercept": NaN, "was": '),
            r"model.json cannot be read as a model \(ValueError\('NaN is not a number'\)\)\.$",
        ),
        (
            MODEL_FILE.read_text().replace('"intercept": ', '"intercept": 1e999, "was": '),
            r"model.json cannot be read as a model \(ValueError\('inf is not a number'\)\)\.$",
        ),
        (
            MODEL_FILE.read_text().replace('"intercept": ', f'"intercept": 1{"0" * 400}, "was": '),
            r"model.json cannot be read as a model \(OverflowError\(.*\)\)\.$",
        ),
    ],
)
def test_a_damaged_model_is_refused(tmp_path, content: str, message: str) -> None:
    (tmp_path / "model.json").write_text(content)
    with pytest.raises(DamagedModel, match=message):
        Model.load(tmp_path / "model.json")


def test_a_missing_model_is_refused(tmp_path) -> None:
    with pytest.raises(DamagedModel, match=r"none\.json cannot be read as a model"):
        Model.load(tmp_path / "none.json")


def learned() -> tuple[Model, np.ndarray, np.ndarray]:
    random = np.random.default_rng(5)
    values = random.random((200, len(FEATURE_NAMES)), dtype=np.float32)
    same = values[:, 0] > 0.6
    return train(values, same, np.ones(200), {"pairs": 200}, Options(trees=30, depth=3)), values, same


def test_training_learns_what_the_labels_say() -> None:
    model, values, same = learned()
    assert model.figures == {"pairs": 200}
    assert ((model.probability(values) > 0.5) == same).mean() > 0.97


def test_training_twice_gives_the_same_model_to_the_last_digit() -> None:
    one, other = learned()[0], learned()[0]
    assert one.as_json() == other.as_json()


def test_a_feature_that_never_differs_does_no_harm() -> None:
    values = np.zeros((20, len(FEATURE_NAMES)), dtype=np.float32)
    values[:10, 0] = 1
    values[:, FEATURE_NAMES.index("length")] = 5
    model = train(values, values[:, 0] > 0, np.ones(20), options=Options(trees=30, depth=3))
    assert ((model.probability(values) > 0.5) == (values[:, 0] > 0)).all()


@given(arrays(np.float32, (1, len(FEATURE_NAMES)), elements=st.floats(-1, 10, width=32)), st.integers(0, 2**16))
def test_more_in_common_never_makes_the_same_story_less_probable(values, seed: int) -> None:
    place = seed % len(FEATURE_NAMES)
    more = values.copy()
    more[0, place] += (seed % 7) * DIRECTIONS[place]
    before, after = shipped_model().probability(np.concatenate([values, more])).tolist()
    assert after >= before - 1e-9


def pair_of(**values: float) -> np.ndarray:
    """Features of one pair, 0 unless given."""
    found = np.zeros((1, len(FEATURE_NAMES)), dtype=np.float32)
    for name, value in values.items():
        found[0, FEATURE_NAMES.index(name.replace("_", " "))] = value
    return found


# log odds 2.94 and 4.18; `length` is the logarithm of words plus five.
@pytest.mark.parametrize(
    ("trees_say", "features", "shown"),
    [
        (0.95, {"length": 3.0}, 0.95),
        (0.95, {"length": 3.0, "a_date_is_missing": 1}, 0.89),
        (0.95, {"length": 5.0, "a_date_is_missing": 1}, 0.928),
        (0.985, {"length": 3.0, "a_date_is_missing": 1}, 0.934),
        (0.8, {"length": 3.0, "a_date_is_missing": 1}, 0.8),
        (0.42, {"length": 3.0, "a_date_is_missing": 1}, 0.42),
    ],
)
def test_undated_pairs_are_less_sure_than_trees_say_but_no_less_probable_below_four_fifths(
    trees_say: float, features: dict[str, float], shown: float
) -> None:
    found = limited(np.log([trees_say / (1 - trees_say)]), pair_of(titles_alike=1, **features))
    assert found.round(3).tolist() == [shown]


def test_two_notices_that_have_one_rare_word_in_common_are_hardly_one_story() -> None:
    texts = (
        "Zorblat opens a second bakery at the market of Tessel.",
        "The council thanked Zorblat for years in its choir.",
    )
    (found,) = shipped_model().probability(features(collection(*texts), PAIRS[:1]))
    assert found <= 0.3
