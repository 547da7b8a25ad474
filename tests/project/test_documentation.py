"""What users and developers look up is documented, and what is documented exists."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands, load_command_class
from django.urls import URLPattern

from newsgroups.matching.model.features import FEATURE_NAMES
from newsgroups.web.urls import urlpatterns

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
DECISIONS = sorted((DOCS / "decisions").glob("0*.md"))
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "extension").glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "tests").rglob("*.md")]
)
# Options that every command has.
COMMON_OPTIONS = {"--help", "--version", "--verbosity", "--settings", "--pythonpath", "--traceback"} | {
    "--no-color",
    "--json",
    "--force-color",
    "--skip-checks",
}


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def table(text: str) -> list[list[str]]:
    """Returns the cells of every row of every table, without headers and rules."""
    rows = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    rules = [place for place, row in enumerate(rows) if all(re.fullmatch(r":?-+:?", cell) for cell in row)]
    headings = {place - 1 for place in rules}
    return [row for place, row in enumerate(rows) if place not in {*rules, *headings}]


def section(text: str, heading: str) -> str:
    return text.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def variables_read() -> set[str]:
    """Returns the environment variables that the site's code reads."""
    asked = re.compile(r"""(?:\benv\.\w+\(|environ\.get\(|environ\[)\s*"([A-Z_]+)\"""")
    found = {name for file in (ROOT / "newsgroups").rglob("*.py") for name in asked.findall(file.read_text("utf-8"))}
    return found - {"DJANGO_SETTINGS_MODULE"}


def test_every_setting_is_documented_and_no_other() -> None:
    rows = table(section(read("docs/operations.md"), "Settings"))
    assert {row[0].strip("`") for row in rows} == variables_read()


def commands() -> list[str]:
    return sorted(name for name, app in get_commands().items() if app == "newsgroups")


def test_every_command_is_documented_and_no_other() -> None:
    documented = [row[0].strip("`").split()[0] for row in table(read("docs/commands.md"))]
    assert sorted(documented) == commands()


@pytest.mark.parametrize("name", commands())
def test_every_option_of_a_command_is_documented(name: str) -> None:
    (row,) = (row for row in table(read("docs/commands.md")) if row[0].strip("`").split()[0] == name)
    parser = load_command_class("newsgroups", name).create_parser("manage.py", name)
    options = {option for action in parser._actions for option in action.option_strings if option.startswith("--")}
    documented = set(re.findall(r"--[a-z-]+", " ".join(row)))
    assert documented == options - COMMON_OPTIONS


def test_every_named_address_is_documented_and_no_other() -> None:
    named = {each.name: f"/{each.pattern}" for each in urlpatterns if isinstance(each, URLPattern) and each.name}
    assert {row[0].strip("`"): row[1].strip("`") for row in table(read("docs/pages.md"))} == named


def test_every_same_story_feature_is_documented_in_order() -> None:
    assert [row[0] for row in table(read("docs/same-story-features.md"))] == list(FEATURE_NAMES)


def test_every_table_is_on_the_data_map_once_as_true_or_as_derived() -> None:
    text = read("docs/data-map.md")
    rows = [row[0] for heading in ("Truth", "Derived") for row in table(section(text, heading))]
    named = [name for row in rows for name in re.findall(r"`([A-Z]\w+)`", row)]
    # The one table that is neither, as the text says.
    assert sorted([*named, "HandedOut"]) == sorted(
        model.__name__ for model in apps.get_app_config("newsgroups").get_models()
    )


@pytest.mark.parametrize("file", DECISIONS, ids=name_of)
def test_a_decision_has_its_number_a_date_and_a_status(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(rf"# {int(file.name[:4])}\. \S.*[^.]", lines[0])
    assert re.fullmatch(
        r"Date: 20\d\d-\d\d-\d\d(?:, revised 20\d\d-\d\d-\d\d)?\. "
        r"Status: (?:accepted|proposed|superseded by \[\d+\]\(\S+\.md\)|"
        r"accepted, in part superseded by \[\d+\]\(\S+\.md\))\.",
        lines[2],
    )


def test_decisions_are_numbered_without_gaps_and_listed() -> None:
    assert [int(file.name[:4]) for file in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    listed = re.findall(r"\]\((0\d+[^)]+\.md)\)", read("docs/decisions/README.md"))
    assert listed == [file.name for file in DECISIONS]


def links(file: Path) -> Iterator[str]:
    text = re.sub(r"```.*?```", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:", target):
            yield target


def anchors(file: Path) -> set[str]:
    """Returns anchors as GitHub derives them from headings."""
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("file", DOCUMENTS, ids=name_of)
def test_links_of_a_document_lead_somewhere(file: Path) -> None:
    broken = []
    for link in links(file):
        path, _, anchor = link.partition("#")
        target = (file.parent / path).resolve() if path else file
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_links_are_found_in_the_documents() -> None:
    assert sum(len(list(links(file))) for file in DOCUMENTS) > 50


@pytest.mark.skipif(not (ROOT / "newsgroups" / "common").exists(), reason="The documents name the new layout.")
@pytest.mark.parametrize("file", [each for each in DOCUMENTS if each.parent != DOCS / "decisions"], ids=name_of)
def test_files_that_a_document_names_exist(file: Path) -> None:
    """Decisions are excluded: they name files as of their date."""
    named = re.findall(
        r"`((?:newsgroups|templates|tests|benchmarks|docs|static)/[\w./-]*)`", file.read_text(encoding="utf-8")
    )
    examples = {"newsgroups/management/commands/NAME.py"}
    assert [path for path in named if path not in examples and not (ROOT / path).exists()] == []


def test_hooks_on_commits_run_the_tools_of_make_check() -> None:
    recipe = read("Makefile").split("\ncheck:")[1].split("\n\n")[0]
    tools = re.findall(r"\$\(BIN\)/([\w-]+)(?: manage\.py)?(?: ([a-z]+)\b)?", recipe)
    hooks = read(".pre-commit-config.yaml")
    assert len(tools) >= 8
    assert [tool for tool, _ in tools if f"entry: .venv/bin/{tool}" not in hooks] == []
    assert re.findall(r"entry: \.venv/bin/python manage\.py (\w+)", hooks) == re.findall(r"manage\.py (\w+)", recipe)


def test_the_readme_is_short() -> None:
    assert len(read("README.md").splitlines()) < 150


def test_the_changelog_keeps_its_form() -> None:
    """https://keepachangelog.com, with a section on what to do when upgrading."""
    text = read("CHANGELOG.md")
    versions = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert versions[0] == "[Unreleased]"
    assert [each for each in versions[1:] if not re.fullmatch(r"\[\d+\.\d+\.\d+\] - 20\d\d-\d\d-\d\d", each)] == []
    kinds = set(re.findall(r"^### (.+)$", text, re.MULTILINE))
    assert kinds - {"Upgrading", "Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"} == set()
    assert "Upgrading" in kinds
