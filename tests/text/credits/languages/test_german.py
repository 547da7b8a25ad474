"""German credits: what each wording claims."""

import pytest

from newsgroups.text.credits import find_credits

BODY = "Die Hafenbrücke wurde am Montag gesperrt, nachdem ein Taucher einen Riss entdeckt hatte. " * 3


def found(line: str) -> list[str]:
    """Return agencies and kinds found in a text; `…` in the line is the rest of the text."""
    return sorted({f"{each.agency} ({each.kind})" for each in find_credits(line.replace("…", BODY.strip()))})


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("Berlin (dpa) – …", ["dpa (dateline)"]),
        ("Berlin/Kiel (dpa/lno) - …", ["dpa (dateline)"]),
        ("Paris (AFP) …", ["AFP (dateline)"]),
        ("LINDHAFEN (dpa-AFX) - …", ["dpa (dateline)"]),
        ("Frankfurt/Main (Reuters) - …", ["Reuters (dateline)"]),
        ("Wien/Lindhafen (APA) – …", ["APA (dateline)"]),
        ("Bern (sda) …", ["Keystone-SDA (dateline)"]),
        ("(sda) …", ["Keystone-SDA (dateline)"]),
        ("Bonn (KNA) …", ["KNA (dateline)"]),
        ("Hannover (epd). …", ["epd (dateline)"]),
        ("Köln (SID) - …", ["SID (dateline)"]),
        ("Lindhafen, 3. November (dpa) - …", ["dpa (dateline)"]),
        ("Berlin (dpa/bb) – …", ["dpa (dateline)"]),
        ("BERLIN (dpa-AFX) - …", ["dpa (dateline)"]),
        ("Kiel/Berlin (epd). …", ["epd (dateline)"]),
        ("Köln/Lindhafen (SID) …", ["SID (dateline)"]),
        ("Zürich (awp) - …", ["AWP (dateline)"]),
        ("Berlin, 3. Nov (Reuters) - …", ["Reuters (dateline)"]),
        ("Lindhafen (ots) …", ["news aktuell (dateline)"]),
    ],
)
def test_a_dateline(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("Von Ada Quill, dpa\n\n…", ["dpa (byline)"]),
        ("Von Ada Quill und Bo Lund, dpa\n\n…", ["dpa (byline)"]),
        ("Von Ada Quill (dpa)\n\n…", ["dpa (byline)"]),
        ("dpa\n\n…", ["dpa (byline)"]),
    ],
)
def test_a_byline(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("Lindhafen - …\n\n© dpa-infocom, dpa:261103-99-123456/3", ["dpa (foot)"]),
        ("…\n\nQuelle: dpa", ["dpa (foot)"]),
        ("…\n\nQuellen: dpa, AFP", ["AFP (foot)", "dpa (foot)"]),
        ("…\n\nQuelle: ntv.de, ada/dpa", ["dpa (foot)"]),
        ("…\n\n(dpa/aqu)", ["dpa (foot)"]),
        ("… (dpa)", ["dpa (foot)"]),
        ("…\n\nada/AFP/dpa", ["AFP (foot)", "dpa (foot)"]),
        ("…\n\naqu/dpa", ["dpa (foot)"]),
        ("…\n\n(SDA/aqu)", ["Keystone-SDA (foot)"]),
        ("…\n\n(APA, 3.11.2026)", ["APA (foot)"]),
        ("…\n\n(APA/dpa)", ["APA (foot)", "dpa (foot)"]),
        ("…\n\n© AFP", ["AFP (foot)"]),
        ("…\n\n© dpa", ["dpa (foot)"]),
        ("…\n\n© dpa-infocom GmbH", ["dpa (foot)"]),
        ("…\n\nQuelle: AFP", ["AFP (foot)"]),
        ("…\n\n(Quelle: APA/dpa)", ["APA (foot)", "dpa (foot)"]),
        ("…\n\nQuelle: SID", ["SID (foot)"]),
        ("…\n\n(aqu/dpa)", ["dpa (foot)"]),
    ],
)
def test_a_line_at_the_foot(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("…\n\nMit Material der dpa", ["dpa (contributed)"]),
        ("…\n\nMit Informationen von dpa und AFP", ["AFP (contributed)", "dpa (contributed)"]),
        ("…\n\n(mit dpa)", ["dpa (contributed)"]),
        ("…\n\nMit dpa-Material", ["dpa (contributed)"]),
        ("…\n\nMit Agenturmaterial von AFP", ["AFP (contributed)"]),
        ("…\n\nUnter Verwendung von Agenturmaterial (dpa)", ["dpa (contributed)"]),
        ("…\n\nDieser Text enthält Material der Nachrichtenagentur dpa.", ["dpa (contributed)"]),
        ("…\n\nmit AFP", ["AFP (contributed)"]),
        ("…\n\nMit Material von AFP und dpa", ["AFP (contributed)", "dpa (contributed)"]),
        ("…\n\n(Mit Material von dpa)", ["dpa (contributed)"]),
        ("…\n\nMit Agenturmaterial", ["wire (unnamed) (contributed)"]),
    ],
)
def test_a_part(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("Das sagte der Hafenmeister der Deutschen Presse-Agentur. …", ["dpa (in text)"]),
        ("Das sagte der Hafenmeister der dpa. …", ["dpa (in text)"]),
        ("Wie die Nachrichtenagentur AFP berichtet, ist sie zu. …", ["AFP (in text)"]),
        ("Nach Informationen der Nachrichtenagentur Reuters ist sie zu. …", ["Reuters (in text)"]),
        ("Ein Sprecher sagte gegenüber Reuters, sie sei zu. …", ["Reuters (in text)"]),
        ("Das berichtet die Nachrichtenagentur dpa unter Berufung auf Polizeikreise. …", ["dpa (in text)"]),
        ("Der Chef erklärte gegenüber der Nachrichtenagentur AFP, alles sei gut. …", ["AFP (in text)"]),
        ("Laut dpa ist die Brücke zu. …", ["dpa (in text)"]),
    ],
)
def test_a_mention(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("Zuerst hatte die „Bild“-Zeitung darüber berichtet. …", ["Bild (first reported)"]),
        ("Zuerst berichtete der Nordkurier über den Riss. …", ["Nordkurier (first reported)"]),
        ("Zuerst hatte der „Nordkurier“ berichtet. …", ["Nordkurier (first reported)"]),
        ("Zuerst berichtete „Der Spiegel“. …", ["Der Spiegel (first reported)"]),
    ],
)
def test_who_was_first(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("Foto: dpa\n\n…", ["dpa (picture)"]),
        ("Foto: Ada Quill/dpa\n\n…", ["dpa (picture)"]),
        ("Bild: AFP\n\n…", ["AFP (picture)"]),
        ("Die Brücke am Montag. © Ada Quill/dpa\n\n…", ["dpa (picture)"]),
        ("Die Brücke am Montag. (Foto: Reuters)\n\n…", ["Reuters (picture)"]),
        ("Bild: picture alliance/dpa\n\n…", ["dpa (picture)"]),
        ("Foto: picture alliance / dpa / Ada Quill\n\n…", ["dpa (picture)"]),
    ],
)
def test_a_picture(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    "line",
    [
        "Zuvor hatte der Spiegel darüber berichtet. …",
        "Die Brücke am Montag. Quelle: dpa\n\n…",
        "dpa Lindhafen. …",
        "…\n\n(kna)",
        "Wie AFP aus Kreisen erfuhr, ist sie zu. …",
        "Zuerst berichtete die Polizei am Montag. …",
        "Zuerst hatte Ministerin Quill davon berichtet. …",
        "Die Brücke am Montag. Ada Quill/dpa\n\n…",
    ],
)
def test_what_only_looks_like_a_credit_is_none(line: str) -> None:
    assert found(line) == []
    assert found(f"PARIS (AP) - {line}")[:1] == ["AP (dateline)"]
