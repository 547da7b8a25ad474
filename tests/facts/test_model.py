import json
from pathlib import Path

import numpy as np
import pytest

from newsgroups.facts.pairing.pair_features import SIGNS
from newsgroups.facts.ranking.disagreement_model import MODEL_FILE, Model
from newsgroups.facts.ranking.training import train
from newsgroups.matching.model.model_file import DamagedModel


def learned() -> tuple[Model, np.ndarray, np.ndarray]:
    random = np.random.default_rng(1)
    signs = random.random((200, len(SIGNS)), np.float32)
    disagree = signs[:, SIGNS.index("same event")] > 0.5
    return train(signs, disagree, np.ones(200), {"pairs": 200}), signs, disagree


def test_a_model_learns_and_reads_as_it_was_written(tmp_path: Path) -> None:
    model, signs, disagree = learned()
    file = tmp_path / "model.json"
    model.save(file)
    read = Model.load(file)
    assert read.figures == {"pairs": 200}
    assert np.allclose(read.probability(signs), model.probability(signs), atol=0.01)
    assert ((read.probability(signs) > 0.5) == disagree).mean() > 0.95


def test_the_shipped_model_has_the_figures_it_was_measured_at() -> None:
    assert set(Model.load().figures) == {"labelled stories", "labelled pairs", "leave one story out"}


@pytest.mark.parametrize("damage", ["", "[]", "{}", '{"signs": {}}'])
def test_a_damaged_file_is_refused_with_its_name(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "model.json"
    file.write_text(damage)
    with pytest.raises(DamagedModel, match=r"model\.json"):
        Model.load(file)


def test_a_tree_without_a_value_for_each_answer_is_refused(tmp_path: Path) -> None:
    content = json.loads(MODEL_FILE.read_text())
    content["trees"][0][1] = [0.0]
    file = tmp_path / "model.json"
    file.write_text(json.dumps(content))
    with pytest.raises(DamagedModel):
        Model.load(file)
