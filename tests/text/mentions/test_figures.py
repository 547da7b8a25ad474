"""Figures extracted from text in five languages; each line has a text and the expected figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.text.mentions.quantities.figures import MAX_FIGURES
from newsgroups.text.mentions.read import read
from newsgroups.text.mentions.tokens import MAX_CHARACTERS
from newsgroups.text.mentions.types import Figure


def figures(text: str, language: str = "en") -> list[Figure]:
    return read(text, language).figures


def said(text: str, figure: Figure) -> str:
    return text[figure.start : figure.end]


@pytest.mark.parametrize(
    ("language", "text", "place", "value", "event"),
    [
        ("en", "The blast killed at least 41 people.", "at least 41 people", 41, "dead"),
        ("en", "The blast wounded nearly 150.", "nearly 150", 150, "hurt"),
        ("en", "Twelve people, including nine children, were killed.", "Twelve people", 12, "dead"),
        ("en", "The death toll rose to 19 on Friday.", "19", 19, "dead"),
        ("en", "He said 132 of the dead were children.", "132", 132, "dead"),
        ("en", "There were 148 persons on board.", "148 persons", 148, "aboard"),
        ("en", "At least 170 were arrested and charged.", "At least 170", 170, "arrested"),
        ("en", "The fire destroyed 200 homes.", "200 homes", 200, "destroyed"),
        ("en", "Two or three attackers fled.", "Two or three attackers", 2.5, "attacker"),
        ("en", "One hundred and twenty people were hurt.", "One hundred and twenty people", 120, "hurt"),
        ("en", "Half a dozen officers were injured.", "Half a dozen officers", 6, "hurt"),
        ("en", "A woman was killed on Monday.", "A woman", 1, "dead"),
        ("de", "Mindestens 14 Menschen wurden verletzt.", "Mindestens 14 Menschen", 14, "hurt"),
        ("fr", "Au moins 84 personnes ont été tuées.", "Au moins 84 personnes", 84, "dead"),
        ("es", "Al menos 41 personas murieron.", "Al menos 41 personas", 41, "dead"),
        ("it", "Almeno 247 morti nel terremoto.", "Almeno 247", 247, "dead"),
    ],
)
def test_a_figure_with_what_happened_to_those_it_counts(
    language: str, text: str, place: str, value: float, event: str
) -> None:
    found = figures(text, language)[0]
    assert (said(text, found), found.value, found.event) == (place, value, event)


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("It cost $1.5 million.", "en", 1_500_000, "dollar"),
        ("It cost $463M in all.", "en", 463_000_000, "dollar"),
        ("Es kostete 1,2 Millionen Euro.", "de", 1_200_000, "euro"),
        ("Los daños ascienden a 3,5 millones de dólares.", "es", 3_500_000, "dollar"),
        ("Les dégâts: 1,5 million d’euros.", "fr", 1_500_000, "euro"),
        ("I danni ammontano a 4 miliardi di euro.", "it", 4_000_000_000, "euro"),
        ("Unemployment fell to 7.7 percent.", "en", 7.7, "percent"),
        ("Die Quote stieg auf 5,4 Prozent.", "de", 5.4, "percent"),
        ("It lasted two hours.", "en", 2, "hour"),
        ("The fire burned 8,374 acres.", "en", 8_374, "acre"),
        ("A magnitude 7.8 quake struck.", "en", 7.8, "magnitude"),
        ("Le camion a roulé sur deux kilomètres.", "fr", 2, "kilometer"),
    ],
)
def test_measures_have_their_unit_and_the_decimals_of_their_language(
    text: str, language: str, value: float, unit: str
) -> None:
    (found,) = figures(text, language)
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("It happened at 10:55 a.m. on the road.", "en", 655, "clock"),
        ("It happened around 7:15 p.m. there.", "en", 1155, "clock"),
        ("Das Schiff rammte um 5.22 Uhr die Mole.", "de", 322, "clock"),
        ("Vers 22h45, la police a tiré.", "fr", 1365, "clock"),
        ("El ataque ocurrió a las 22:15.", "es", 1335, "clock"),
        ("They met on March 22 in Brussels.", "en", 322, "date"),
        ("Am 22. März kam er.", "de", 322, "date"),
        ("El 28 de junio llegó.", "es", 628, "date"),
    ],
)
def test_times_of_day_and_days(text: str, language: str, value: float, unit: str) -> None:
    (found,) = figures(text, language)
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("Police identified Nadia Ansgar, 39, as the shooter.", "nadia ansgar", 39),
        ("The 39-year-old suspect Nadia Ansgar lived there.", "nadia ansgar", 39),
        ("Nadia Ansgar is known. Records list her age as 38 now.", "nadia ansgar", 38),
    ],
)
def test_ages_and_whose_they_are(text: str, name: str, value: float) -> None:
    (found,) = figures(text)
    assert (found.unit, found.name, found.value) == ("age", name, value)


@pytest.mark.parametrize(
    "text",
    [
        "They boarded Flight 752 to Hollin.",
        "The Senate passed it 71-28.",
        "COVID-19 spread in 2020.",
        "See photo 3 of 12 here.",
        "About six in 10 voters agreed.",
        "The attack on 9/11 changed much.",
        "He came 4th in the race.",
        "A father of 4 spoke.",
        "The number is " + "9" * 400 + ".",
        "Version 1.2.3 is out.",
    ],
)
def test_what_counts_nothing_is_no_figure(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("At least 80 people died.", 80, 80),
        ("More than 80 people died.", 80, 100),
        ("Nearly 80 people died.", 68, 80),
        ("Dozens of people died.", 20, 199),
        ("Shortly before 6 p.m. it began.", 1050, 1090),
        ("Seven people died, including the gunman.", 6, 7),
    ],
)
def test_a_figure_lies_between_bounds(text: str, low: float, high: float) -> None:
    assert (figures(text)[0].low, figures(text)[0].high) == (low, high)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Last year 12 people were killed there.", "past"),
        ("It was the deadliest since 30 people were killed.", "record"),
        ("Two other people were killed.", "part"),
        ("Many died, including 13 foreigners.", "subset"),
        ("Eight people died at the scene.", "subset"),
    ],
)
def test_a_figure_of_something_else_is_marked(text: str, flag: str) -> None:
    assert flag in figures(text)[0].flags


def test_a_man_who_kills_is_no_victim() -> None:
    assert figures("A man shot and killed his neighbor.") == []


def test_a_text_of_figures_alone_is_read_in_bounds() -> None:
    text = "12 people were killed and 13 people were hurt. " * 10_000
    found = read(text)
    assert (len(found.figures), len(found.text)) == (MAX_FIGURES, MAX_CHARACTERS)


@given(
    st.text(alphabet="12,.5 -%$aA'’“”\"\nmoreth:", max_size=200), st.sampled_from(["en", "de", "fr", "es", "it", "ru"])
)
def test_places_are_in_the_text_and_bounds_are_in_order(text: str, language: str) -> None:
    found = read(text, language)
    for figure in found.figures:
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.low <= figure.value <= figure.high
    for quotation in found.quotations:
        assert 0 <= quotation.start < quotation.end <= len(text)
        assert 0 <= quotation.speaker_start <= quotation.speaker_end <= len(text)


@pytest.mark.parametrize("language", ["de", "de-AT", "", "und"])
def test_a_language_is_named_or_found(language: str) -> None:
    text = "Die Polizei sagte, dass am Abend einundzwanzig Menschen auf der Straße bei dem Unfall verletzt wurden."
    found = read(text, language)
    assert (found.language, found.figures[0].value) == ("de", 21)
