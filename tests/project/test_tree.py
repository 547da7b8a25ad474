"""The tree stays one in which people find their way."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Django's conventions fill these, and a reader knows them.
MAY_HAVE_MORE = {"newsgroups", "newsgroups/management/commands", "newsgroups/migrations", "tests"}
FOLDERS = sorted(
    path.relative_to(ROOT).as_posix()
    for top in ("newsgroups", "tests")
    for path in (ROOT / top, *(ROOT / top).rglob("*"))
    if path.is_dir() and path.name != "__pycache__" and any(path.glob("*.*"))
)


def entries(folder: str) -> list[str]:
    return sorted(path.name for path in (ROOT / folder).iterdir() if not path.name.startswith("__") and has_files(path))


def has_files(path: Path) -> bool:
    """Whether it is more than a folder that a change of branches left behind with compiled modules."""
    return path.is_file() or any(each.is_file() and each.suffix != ".pyc" for each in path.rglob("*"))


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if folder not in MAY_HAVE_MORE])
def test_a_folder_has_at_most_nine_entries(folder: str) -> None:
    assert len(entries(folder)) <= 9, entries(folder)


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if folder.startswith("newsgroups")])
def test_a_package_says_what_it_is_for(folder: str) -> None:
    init = ROOT / folder / "__init__.py"
    if folder not in ("newsgroups/migrations", "newsgroups/management/commands") and list(init.parent.glob("*.py")):
        assert init.read_text(encoding="utf-8").startswith('"""'), init


@pytest.mark.parametrize(
    "folder",
    sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "templates/includes").rglob("*") if path.is_dir()),
)
def test_a_folder_of_included_templates_has_at_most_nine_entries(folder: str) -> None:
    assert len(entries(folder)) <= 9, entries(folder)


def test_every_included_template_lies_in_the_folder_of_its_subject() -> None:
    assert [path.name for path in (ROOT / "templates/includes").iterdir() if path.is_file()] == []
