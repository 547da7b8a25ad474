"""Articles as citations: all that is known, in the formats of reference managers, and nothing else."""

from datetime import UTC, datetime

import pytest

from newsgroups.models import Article, Source
from newsgroups.stories.pages.serializers.citation import as_bibtex, as_ris, as_sentence, authors_of

DAY = datetime(2026, 11, 2, 9, tzinfo=UTC)


def article(**fields: object) -> Article:
    known = {"title": "Bridge closed", "authors": "Jana Milic", "published": DAY, "language": "en"} | fields
    return Article(pk=17, source=Source(name="Northline"), url_given="https://northline.example/a", **known)


def test_ris_has_a_line_for_all_that_is_known() -> None:
    assert as_ris([article()]) == (
        "TY  - NEWS\r\n"
        "TI  - Bridge closed\r\n"
        "AU  - Jana Milic\r\n"
        "T2  - Northline\r\n"
        "PY  - 2026\r\n"
        "DA  - 2026/11/02\r\n"
        "LA  - en\r\n"
        "UR  - https://northline.example/a\r\n"
        "ER  - \r\n"
    )


@pytest.mark.parametrize("dates", [{"published": None}, {"published": DAY, "first_seen": DAY}])
def test_a_date_that_the_outlet_did_not_say_is_left_out(dates: dict[str, object]) -> None:
    found = article(**dates, authors="", language="")
    assert [line[:2] for line in as_ris([found]).splitlines()] == ["TY", "TI", "T2", "UR", "ER"]
    assert "year" not in as_bibtex([found])
    assert as_sentence(found) == "“Bridge closed”, Northline, https://northline.example/a"


def test_no_title_starts_a_line_of_its_own() -> None:
    assert "TI  - Bridge ER - closed\r\n" in as_ris([article(title="Bridge\nER - closed")])


def test_bibtex_has_all_that_is_known() -> None:
    assert as_bibtex([article(authors="Jana Milic and Tomas Wrede")]) == (
        "@misc{newsgroups-17,\n"
        "  title = {{Bridge closed}},\n"
        "  author = {Jana Milic and Tomas Wrede},\n"
        "  organization = {{Northline}},\n"
        "  year = {2026},\n"
        "  month = {11},\n"
        "  date = {2026-11-02},\n"
        "  url = {https://northline.example/a},\n"
        "}\n"
    )


def test_signs_of_latex_are_escaped() -> None:
    title = r"50% of {A} & B_1 cost $5 ~ 10^6 #1 \ 日本"
    assert (
        r"title = {{50\% of \{A\} \& B\_1 cost \$5 \textasciitilde{} 10\textasciicircum{}6 \#1 \textbackslash{} 日本}}"
        in as_bibtex([article(title=title)])
    )


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("", []),
        ("Jana Milic", ["Jana Milic"]),
        ("Jana Milic, Tomas Wrede and Wu Li", ["Jana Milic", "Tomas Wrede", "Wu Li"]),
        ("Milic, Jana; Wrede, Tomas", ["Milic, Jana", "Wrede, Tomas"]),
        ("Jana Milic & Tomas Wrede", ["Jana Milic", "Tomas Wrede"]),
        ("Sandy Andersson", ["Sandy Andersson"]),
    ],
)
def test_authors_are_told_apart(given: str, names: list[str]) -> None:
    assert authors_of(article(authors=given)) == names


def test_a_name_with_signs_of_bibtex_stays_as_it_is() -> None:
    assert "author = {{Milic, Jana} and {Redaktion}}" in as_bibtex([article(authors="Milic, Jana; Redaktion")])


def test_a_sentence_names_author_title_outlet_day_and_address() -> None:
    assert as_sentence(article()) == "Jana Milic: “Bridge closed”, Northline, 2 Nov 2026, https://northline.example/a"
