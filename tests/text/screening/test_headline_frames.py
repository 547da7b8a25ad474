"""Headlines of a series differ only in the date that labels them; a date that is told is no label."""

import pytest

from newsgroups.text.screening.headline_frames import frame_of


@pytest.mark.parametrize(
    ("one", "other", "frame"),
    [
        (
            "Tides at Port Calder: Monday, 2 November",
            "Tides at Port Calder: Tuesday, 3 November",
            "tides at port calder",
        ),
        ("Port Calder tides for November 2", "Port Calder tides for Nov. 13th", "port calder tides"),
        ("Fischpreise vom 2. November 2026", "Fischpreise vom 13.11.2026", "fischpreise"),
        ("Le journal du lundi 2 novembre", "Le journal du mardi 3 novembre", "le journal"),
        ("Cotización del dólar | 2 de noviembre", "Cotización del dólar | 3 de noviembre", "cotización del dólar"),
        ("Курс валют на 2 ноября", "Курс валют на 13 ноября 2026 года", "курс валют"),
        ("Ceny ryb na poniedziałek", "Ceny ryb na wtorek", "ceny ryb"),
        ("2 November 2026: what the harbour ate", "Monday – what the harbour ate", "what the harbour ate"),
        ("魚の値段 11月2日", "魚の値段 11月13日（金）", "魚の値段"),
    ],
)
def test_a_date_that_labels_a_headline_is_left_out(one: str, other: str, frame: str) -> None:
    assert frame_of(one) == frame_of(other) == frame


@pytest.mark.parametrize(
    "title",
    [
        "Man shot on Monday",
        "Ferry sinks in November storm",
        "Death toll rises to 25",
        "Renwick jailed for seven years",
        "Bridge to reopen by May 2027",
        "Strike called for Monday is off",
        "Monday: off",
        "Fischer gewinnt am Sonntag gegen Port Calder",
        "",
    ],
)
def test_a_headline_that_tells_of_a_day_has_no_frame(title: str) -> None:
    assert frame_of(title) == ""
