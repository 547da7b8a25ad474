"""The examples in README, help and docs work as described."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands, load_command_class
from django.test import Client

from newsgroups.search.service import search
from newsgroups.search.suggestions.examples import examples

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.fixture
def demo(db) -> None:
    call_command("load_demo", verbosity=0)


def test_every_query_of_the_tour_finds_something_in_the_demo(demo) -> None:
    (tour,) = re.findall(r"^3\. \*\*Search\*\*: (.*?)\. Narrow", (ROOT / "README.md").read_text(), re.M | re.S)
    queries = re.findall(r"`([^`]+)`", tour)
    assert len(queries) == 5
    assert {query: search(query).count for query in queries if not search(query).count} == {}


def test_every_example_of_the_help_page_finds_something_in_the_demo(demo) -> None:
    shown = examples()
    assert len(shown) > 10
    assert [each.query for each in shown if not each.count] == []


def test_every_command_that_is_named_exists_with_its_options() -> None:
    commands = get_commands()
    named = set()
    for page in PAGES:
        for line in re.findall(r"manage\.py ([a-z_]+[^\n`;)|]*)", page.read_text()):
            name, *words = line.split()
            named.add(name)
            parser = load_command_class(commands[name], name).create_parser("manage.py", name)
            options = {word.split("=")[0].rstrip(".,") for word in words if word.startswith("--")}
            assert options <= set(parser._option_string_actions), (page.name, line)
    assert {"import_articles", "createsuperuser", "run_pipeline"} <= named


def test_every_address_of_the_readme_answers(client: Client, demo) -> None:
    addresses = re.findall(r"`(/[a-z0-9_./]+)`", (ROOT / "README.md").read_text())
    assert "/groups/feed/" in addresses
    assert {each: client.get(each).status_code for each in addresses if client.get(each).status_code >= 400} == {}
