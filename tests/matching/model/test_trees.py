"""Sums of symmetric trees."""

import numpy as np

from newsgroups.matching.model.trees import Forest, Tree

DEEP = Tree([0, 1], [0.5, 0.25], [1.0, 2.0, 4.0, 8.0])
STUMP = Tree([1], [0.25], [16.0, 32.0])
LEAF = Tree([], [], [64.0])


def test_each_tree_adds_the_value_that_its_answers_lead_to() -> None:
    rows = np.array([[0, 0], [1, 0], [0, 1], [1, 1], [0.5, 0.25]], dtype=np.float32)
    assert Forest.of([DEEP, STUMP, LEAF]).total(rows).tolist() == [81, 82, 100, 104, 81]


def test_many_rows_are_told_as_one_by_one() -> None:
    rows = np.random.default_rng(3).random((300, 2), dtype=np.float32)
    forest = Forest.of([DEEP, STUMP])
    assert forest.total(rows).tolist() == [forest.total(row[None])[0] for row in rows]


def test_no_trees_add_nothing() -> None:
    assert Forest.of([]).total(np.zeros((2, 1), np.float32)).tolist() == [0, 0]
    assert Forest.of([DEEP]).total(np.empty((0, 2), np.float32)).tolist() == []
