"""No regular expression takes too long on any text."""

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import newsgroups
from newsgroups.ingest.fetch.robots_txt import records
from newsgroups.ingest.normalize.clean_text import clean_title

# An expression may take 2.5 times as long for a text of twice the length. Four doublings distinguish linear growth
# (16-fold) from quadratic growth (256-fold) on any machine.
SHORT, DOUBLINGS = 1_000, 4
LONG, GROWTH = SHORT * 2**DOUBLINGS, 2.5**DOUBLINGS
# Shorter times are noise; an expression that takes longer for so short a text need not be tried on a long one.
MIN_SECONDS, FAR_TOO_LONG = 0.004, 0.25
REPEATS = 5
PIECES = (
    *(
        " ",
        "a",
        "A",
        "1",
        ".",
        "-",
        "'",
        '"',
        "(",
        "[",
        "<",
        "&",
        "/",
        "\n",
        "\t",
        "\r\n",
        "_",
        ",",
        ":",
        "é",
        "“",
        "‘",
        "*a",
    ),
    *(
        "a ",
        "a.",
        "A.",
        "a'",
        "1.",
        "1-",
        "1:",
        '"a',
        "(a",
        "<a ",
        "<a",
        "&#1",
        "a*",
        "\n ",
        " \n",
        "\na",
        "„",
        "«",
        "»",
    ),
    *(
        "A a ",
        "1 a ",
        "2018-",
        "http://a",
        "http://news",
        "//",
        "<?xml ",
        "<html",
        "</item",
        "e\u0301",
        "utm_a=&",
        "/amp",
    ),
    *("\nsitemap:http://news", "\nThe post a appeared first on ", "\nRead more a at ", '"datePublished" ', "charset  "),
)
# Inputs that are truncated before an expression is applied.
LONGEST = {
    "newsgroups.search.suggestions.autocomplete._LAST": 200,
    # Outlet names, author lines, titles and URLs are truncated before they are stored.
    "newsgroups.text.credits.outlets._PARENTHESIS": 200,
    "newsgroups.text.credits.outlets._SUFFIX": 200,
    "newsgroups.text.credits.find_credits._WIRE_AUTHORS": 500,
    "newsgroups.text.screening.headline_frames._BEFORE": 500,
    "newsgroups.text.screening.headline_frames._BEHIND": 500,
    "newsgroups.text.display.story_title._NO_VERB": 500,
    "newsgroups.text.display.story_title._QUOTED": 500,
    "newsgroups.text.display.story_title._SUFFIX": 500,
    r"citation: \s*;\s*|\s+(?:and|&)\s+": 500,
    r"names: \s*(?:,|;|&|\band\b)\s*": 500,
    r"names: \s*[,;|/&]\s*": 500,
    "newsgroups.ingest.normalize.addresses.same_page._ARTICLE": 2_000,
    # Only this many characters are searched.
    "newsgroups.facts.pairing.figure_location._SPLIT": 120,
    "newsgroups.facts.pairing.figure_location._SUBJECT": 160,
    "newsgroups.text.credits.phrases.first_reported.ONE_WORD": 60,
    "newsgroups.text.credits.phrases.first_reported.REPORTER": 60,
    "newsgroups.text.credits.phrases.pictures.CREDIT_BEFORE": 90,
    "newsgroups.text.credits.phrases.pictures.PICTURE_BEFORE": 90,
    "newsgroups.text.credits.phrases.quoted_agencies.SAID_BEFORE": 120,
    "newsgroups.text.credits.phrases.quoted_agencies.TOLD_BY": 120,
    "newsgroups.text.credits.phrases.quoted_agencies.TOLD_FAR": 120,
    "newsgroups.ingest.sandbox.parsers.webpages.page_titles._BETWEEN": 500,
    "newsgroups.ingest.sandbox.parsers.webpages.pages._REFRESH": 500,
    # Each quotation mark looks at most 400 characters ahead.
    "newsgroups.text.credits.find_credits._QUOTED": 2_000,
}


@dataclass(frozen=True)
class Used:
    """An expression and how it is used: to search, to match at the start, or to match the whole text."""

    expression: re.Pattern
    ask: str

    def seconds(self, text: str) -> float:
        searched = text if isinstance(self.expression.pattern, str) else text.encode()
        started = time.thread_time()
        found = getattr(self.expression, self.ask)(searched)
        if self.ask == "finditer":
            for _ in found:
                pass
        return time.thread_time() - started

    def least(self, text: str) -> float:
        return min(self.seconds(text) for _ in range(REPEATS))


def named() -> Iterator[tuple[str, Used]]:
    """Yields every compiled expression that one of our modules names."""
    for each in pkgutil.walk_packages(newsgroups.__path__, "newsgroups."):
        if ".migrations" in each.name or each.name.endswith(("wsgi", "settings")):
            continue
        module = importlib.import_module(each.name)
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                asked = set(re.findall(rf"\b{name}\.(\w+)\(", Path(module.__file__).read_text()))
                anchored = len(asked) == 1 and asked <= {"match", "fullmatch"}
                yield f"{each.name}.{name}", Used(value, asked.pop() if anchored else "finditer")


def written_in_place() -> Iterator[tuple[str, Used]]:
    """Yields every expression written where it is used, as in re.sub("…", …)."""
    for file in Path(newsgroups.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="re"), attr=asked), args=[ast.Constant(value=pattern), *_]
                ) if asked != "compile":
                    ask = asked if asked in ("match", "fullmatch") else "finditer"
                    yield f"{file.stem}: {pattern}", Used(re.compile(pattern), ask)


def expressions() -> dict[str, Used]:
    """Returns each expression once, under the first of its names."""
    names: dict[Used, str] = {}
    for name, used in (*named(), *written_in_place()):
        names.setdefault(used, name)
    return {name: used for used, name in names.items()}


def slow_on(used: Used, longest: int) -> list[str]:
    """Returns the pieces that make up texts on which the expression takes too long."""
    return [piece for piece in PIECES if grows(used, piece, longest)]


def grows(used: Used, piece: str, longest: int) -> bool:
    short, long = (f"{piece * (min(length, longest) // len(piece))}\0" for length in (SHORT, LONG))
    if used.seconds(short) > FAR_TOO_LONG:
        return True
    # Other processes use the machine, too, so suspects are measured again.
    return used.seconds(long) > MIN_SECONDS and used.least(long) > GROWTH * used.least(short)


EXPRESSIONS = expressions()


@pytest.mark.parametrize("name", sorted(EXPRESSIONS))
def test_time_grows_with_the_length_of_the_text_and_not_with_its_square(name):
    assert slow_on(EXPRESSIONS[name], LONGEST.get(name, LONG)) == []


@pytest.mark.parametrize("pattern", [r"a+$", r"<a[^>]*>", r"\s*a"])
def test_an_expression_that_takes_longer_is_found(pattern):
    assert slow_on(Used(re.compile(pattern), "finditer"), LONG) != []


def test_readers_of_what_others_wrote_end_where_an_expression_would_not():
    assert list(records(" " * 200_000 + "\nSitemap : x # y")) == [("sitemap", "x")]
    assert clean_title("<a" * 200_000)[:4] == "<a<a"
