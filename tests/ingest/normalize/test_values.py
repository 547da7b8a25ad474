"""Values of other types than text, as APIs, databases and data frames produce them."""

from typing import Any

import pytest

from newsgroups.ingest.normalize.row_values import NoText, names_of, text_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("The bridge", "The bridge"),
        (4711, "4711"),
        (None, ""),
        (float("nan"), ""),
        (float("inf"), ""),
        (True, ""),
        ("NaN", ""),
        (" null ", ""),
        ("None", ""),
        ("Nancy", "Nancy"),
        (["The", "bridge"], "The bridge"),
        ([["The"], "bridge", None], "The bridge"),
        ({"id": None, "name": "Harbour Post"}, "Harbour Post"),
        ({"Name": "Harbour Post", "url": "https://post.example"}, "Harbour Post"),
        ({"rendered": "Bridge closed"}, "Bridge closed"),
        ({"$date": "2026-11-02T09:00:00Z"}, "2026-11-02T09:00:00Z"),
        ({"$date": {"$numberLong": "1793610000000"}}, "1793610000000"),
        ({"given": "Ruth", "family": "Vane"}, "Ruth Vane"),
        ({"first_name": "Ruth", "last_name": "Vane"}, "Ruth Vane"),
        ({}, ""),
        ({"en": "Bridge closed", "de-CH": "Brücke gesperrt"}, "Bridge closed"),
        ({"0": "The", "1": "bridge"}, "The bridge"),
        ({"_seconds": 1577934245, "_nanoseconds": 0}, "1577934245"),
        ({"year": 2026, "month": 1, "day": 2}, "2026-01-02"),
    ],
)
def test_the_text_of_a_value(value: Any, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize("value", [{"colour": "red"}, [[[[["deep"]]]]], object()])
def test_what_holds_no_text_is_said_to_hold_none(value: Any) -> None:
    with pytest.raises(NoText):
        text_of(value)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ruth Vane", ["Ruth Vane"]),
        (["Ruth Vane", "Tom Ashby", "Ruth Vane"], ["Ruth Vane", "Tom Ashby"]),
        ([{"name": "Ruth Vane"}, {"first": "Tom", "last": "Ashby"}], ["Ruth Vane", "Tom Ashby"]),
        ("['Ruth Vane', 'Tom Ashby']", ["Ruth Vane", "Tom Ashby"]),
        ('["Ruth Vane"]', ["Ruth Vane"]),
        ("[Ruth Vane]", ["[Ruth Vane]"]),
        ([["Ruth Vane"], None, {"age": 3}], ["Ruth Vane"]),
        ([{"author": {"name": "Ruth Vane"}}], ["Ruth Vane"]),
        ('{"name": "Ruth Vane"}', ["Ruth Vane"]),
        ({"0": "Ruth Vane", "1": "Tom Ashby"}, ["Ruth Vane", "Tom Ashby"]),
        ([{"literal": "Daily Post"}], ["Daily Post"]),
        (float("nan"), []),
        (None, []),
    ],
)
def test_names_of_people(value: Any, names: list[str]) -> None:
    assert names_of(value) == names
