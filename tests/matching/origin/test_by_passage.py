"""The origin of each passage, and what is no copying at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.matching.origin import Origin, Span, copied_passages, origin_of, origins_by_passage
from newsgroups.matching.origin.no_copying import form_of
from newsgroups.matching.origin.speech import speech_mask
from newsgroups.matching.passages import align

from .test_origin import OWN_LEFT, OWN_RIGHT, REPORT, SPEECH, write

CAPTION = "Drivers wait on the northern quay of Port Calder before the ferry to Westerlow on Monday. (AP Photo/Bo Lund)"
BIO = "Ada Quill is a senior reporter for the harbour desk, and has written three books about bridges."
TABLE = "Calder Athletic 3 1 0 10\nWesterlow 2 2 0 8\nSkerrow Rovers 2 1 1 7\nOakhallow 1 1 2 4"


@pytest.mark.parametrize(
    ("words", "form"),
    [
        (CAPTION, "caption"),
        ("FILE - Drivers wait on the northern quay of Port Calder before the ferry leaves.", "caption"),
        ("Autofahrer warten am Nordkai von Port Calder auf die Fähre. Foto: Bo Lund/dpa", "caption"),
        ("1 of 12\n2 of 12 The pylon\n3 of 12 The diver", "gallery"),
        ("Fotostrecke: Die Brücke", "gallery"),
        (BIO, "form"),
        ("Sign up for our newsletter and get the harbour in your inbox every morning.", "form"),
        ("The views expressed here are those of the author.", "form"),
        (TABLE, "form"),
        (REPORT, None),
        (SPEECH, None),
        ("In 2018 the port spent 1.26 million crowns.", None),
        ("A Reuters/Ipsos poll found that two of three drivers want the bridge back before the winter.", None),
        ("Getty Images was sued by the port on Monday over pictures of the bridge, " + "and so on and on, " * 30, None),
    ],
)
def test_captions_galleries_and_forms_are_no_reporting(words: str, form: str | None) -> None:
    text = f"Before it.\n\n{words}\n\nAfter it."
    assert form_of(text, 12, 12 + len(words)) == form


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 5), (3, 4)])
def test_no_characters_are_no_form(start: int, end: int) -> None:
    assert form_of("a\n\n \nb", start, end) is None


def test_forms_do_not_count_as_shared_text() -> None:
    left, right = (f"{own}\n\n{CAPTION}\n\n{BIO}" for own in (OWN_LEFT, OWN_RIGHT))
    passages = align(left, right).passages
    assert passages
    assert copied_passages(left, right, passages) == []
    found = origin_of(write(left, "Associated Press"), write(right, "Daily Lantern"), passages)
    assert (found.of, found.evidence[0].text) == ("unknown", "They share too few words to tell.")


def passages(text: str, origin: Origin, *, boilerplate: bool = False) -> list[tuple[str, str, str]]:
    shared = [Span(0, len(text), boilerplate)]
    found = origins_by_passage(text, speech_mask(text), shared, origin)
    return [(text[each.start : each.end].split("\n")[0][:20], each.name, each.form) for each in found]


def test_each_passage_has_an_origin_of_its_own() -> None:
    text = f"{REPORT}\n\n{REPORT}\n\n{SPEECH}\n\n{CAPTION}\n\n{REPORT}"
    assert passages(text, Origin("left", "Associated Press")) == [
        ("The harbour bridge a", "Associated Press", ""),
        ("“Nobody was in dange", "a speech, statement, or document", ""),
        ("Drivers wait on the ", "", "caption"),
        ("The harbour bridge a", "Associated Press", ""),
    ]


def test_boilerplate_and_short_runs_come_from_nobody_known() -> None:
    origin = Origin("left", "Associated Press")
    assert passages(REPORT, origin, boilerplate=True) == [("The harbour bridge a", "", "stands in many articles")]
    assert passages("The bridge is shut.", origin) == [("The bridge is shut.", "", "")]
    assert passages(REPORT, Origin()) == [("The harbour bridge a", "", "")]


@given(st.text("ab \n“”", max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_passages_are_in_order_within_what_is_shared(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = origins_by_passage(text, speech_mask(text), [Span(start, end)], Origin())
    places = [place for each in found for place in (each.start, each.end)]
    assert places == sorted(places)
    assert all(start <= place <= end for place in places)
