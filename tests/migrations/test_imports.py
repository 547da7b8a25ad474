"""A migration must do the same next year as on the day it was written, so it depends on no application code."""

import ast
from pathlib import Path

import pytest

from newsgroups import migrations

FOLDER = Path(migrations.__path__[0])
FILES = sorted(FOLDER.rglob("*.py"))


def imported(source: str) -> set[str]:
    """Returns the absolute names of all imports in a module, at any nesting depth."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            names |= {f"{module}.{alias.name}" for alias in node.names}
    return names


def of_the_application(names: set[str]) -> set[str]:
    ours = {name for name in names if name.split(".")[0] == "newsgroups" or name.startswith(".")}
    return {name for name in ours if not name.startswith("newsgroups.migrations.")}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(FOLDER)))
def test_migrations_import_nothing_of_the_application(file: Path) -> None:
    assert of_the_application(imported(file.read_text(encoding="utf-8"))) == set()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("import newsgroups.models", {"newsgroups.models"}),
        ("from newsgroups import models", {"newsgroups.models"}),
        ("from ..models import Article", {"..models.Article"}),
        ("def run():\n    from newsgroups.text.words import word", {"newsgroups.text.words.word"}),
        ("from newsgroups.migrations.operations.schema import MoveLast", set()),
        ("from django.db import migrations", set()),
    ],
)
def test_an_import_of_the_application_is_found_in_every_form(line: str, found: set[str]) -> None:
    assert of_the_application(imported(line)) == found
