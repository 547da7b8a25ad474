"""Parsing queries: every query can be parsed, with notes on the parts that cannot be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.search.query.ast import (
    AllOf,
    AnyOf,
    Before,
    Fuzzy,
    Near,
    OfSource,
    Since,
    Wildcard,
    Without,
    Words,
    render,
)
from newsgroups.search.query.parser import MAX_CHARACTERS, parse

STORM, COAST, FLOOD = Words("storm"), Words("coast"), Words("flood")


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("storm", STORM),
        ("Storm’s", Words("Storm’s")),
        ('"OR"', Words("OR", quoted=True)),
        ("storm coast", AllOf((STORM, COAST))),
        ("storm AND coast", AllOf((STORM, COAST))),
        ("storm OR coast flood", AnyOf((STORM, AllOf((COAST, FLOOD))))),
        ("(storm OR coast) flood", AllOf((AnyOf((STORM, COAST)), FLOOD))),
        ("storm -coast", AllOf((STORM, Without(COAST)))),
        ("storm NOT coast", AllOf((STORM, Without(COAST)))),
        ("-(storm OR coast)", Without(AnyOf((STORM, COAST)))),
        ("NOT NOT storm", STORM),
        ('"storm coast"', Words("storm coast", quoted=True)),
        ("“storm coast”", Words("storm coast", quoted=True)),
        ("storm-coast", Words("storm coast")),
        ("title:storm", Words("storm", "title")),
        ('author:"ann coast"', Words("ann coast", "authors", quoted=True)),
        ("source:harbour-post", OfSource("harbour-post")),
        ('source:"Harbour Post"', OfSource("Harbour Post")),
        ("after:2020", Since(date(2020, 1, 1))),
        ("before:2020-02", Before(date(2020, 2, 1))),
        ("after:2020-2-3", Since(date(2020, 2, 3))),
        ("after:2020/02/03", Since(date(2020, 2, 3))),
        ("title:(storm OR coast)", AnyOf((Words("storm", "title"), Words("coast", "title")))),
        ("-source:(anchor OR beacon)", Without(AnyOf((OfSource("anchor"), OfSource("beacon"))))),
        ("storm NEAR coast", Near((STORM, COAST), 10)),
        ("storm NEAR/3 coast flood", AllOf((Near((STORM, COAST), 3), FLOOD))),
        ("storm NEAR coast NEAR/2 flood", AllOf((Near((STORM, COAST), 10), Near((COAST, FLOOD), 2)))),
        ('"storm coast"~5', Near((STORM, COAST), 5)),
        ("houses near coast", AllOf((Words("houses"), Words("near"), COAST))),
        ("Lighthause~", Fuzzy("lighthause", 2)),
        ("title:lighthause~1", Fuzzy("lighthause", 1, "title")),
        ("fish*", Wildcard("fish*")),
        ("title:wom?n", Wildcard("wom?n", "title")),
        ("really?", Words("really")),
        ("*", AllOf(())),
    ],
)
def test_a_query_is_read_as(query, tree):
    assert (parse(query).tree, parse(query).notes) == (tree, [])


@pytest.mark.parametrize(
    ("query", "tree", "note"),
    [
        ('"storm coast', Words("storm coast", quoted=True), "unclosed quotation mark: searched for “storm coast”"),
        ("storm OR", STORM, "OR needs something on both sides"),
        ("AND storm", STORM, "AND needs something on both sides"),
        ("storm NOT", STORM, "NOT needs something after it"),
        ("(storm", STORM, "an opening parenthesis was not closed"),
        ("storm)", STORM, "a closing parenthesis without an opening one was ignored"),
        ("title:", None, "title: has nothing after it"),
        ("colour:storm", Words("colour storm"), "colour: is not a field, so its words were searched for"),
        ("storm after:2018-02-30", STORM, "after:2018-02-30 is not a date; use 2020, 2020-01, or 2020-01-31"),
        ("s* storm", STORM, "s*: * and ? need at least 2 letters before them or 3 after them"),
        ("storm NEAR", STORM, "NEAR needs something on both sides"),
        (
            "storm NEAR (coast OR flood)",
            AllOf((STORM, AnyOf((COAST, FLOOD)))),
            "NEAR needs a word or a phrase on each side, so both were searched for anywhere",
        ),
        ("storm~9", Fuzzy("storm", 2), "storm~9: at most 2 letters can be wrong"),
        ("sea~", Words("sea"), "sea~: ~ needs one word of at least 4 letters before it"),
        ("before:(storm)", STORM, "before: cannot be followed by a parenthesis, so all fields were searched"),
        ('"" storm', STORM, "“” has no words to search for"),
    ],
)
def test_what_cannot_be_read_is_left_out_and_said(query, tree, note):
    assert (parse(query).tree, parse(query).notes) == (tree, [note])


def test_a_pasted_text_is_cut_and_that_is_said():
    parsed = parse("storm " * 10_000)

    assert parsed.notes == [
        f"the query is too long, so only its first {MAX_CHARACTERS:,} characters were used",
        "too many words, so only the first 40 were searched for",
    ]


pieces = st.sampled_from('" ( ) - AND OR NOT NEAR NEAR/3 storm~ ~2 storm * ? : title: after: 2020 ¼ U.S.'.split())


@given(st.text() | st.lists(pieces).map("".join) | st.lists(pieces).map(" ".join))
def test_every_query_can_be_read_and_its_reading_reads_the_same(query):
    tree = parse(query).tree

    assert parse(render(tree)).tree == _plain(tree)


def _plain(node):
    """Removes what the written form does not distinguish: a parenthesis around one part, and double NOT."""
    match node:
        case Without(part=Without(part=part)):
            return _plain(part)
        case Without():
            return Without(_plain(node.part))
        case AllOf() | AnyOf() if len(node.parts) > 1:
            return type(node)(tuple(_plain(part) for part in node.parts))
    return node
