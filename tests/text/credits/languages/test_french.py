"""French credits: what each wording claims."""

import pytest

from newsgroups.text.credits import find_credits

BODY = "Le pont du port a été fermé lundi après la découverte d'une fissure dans un pilier. " * 3


def found(line: str) -> list[str]:
    """Return agencies and kinds found in a text; `…` in the line is the rest of the text."""
    return sorted({f"{each.agency} ({each.kind})" for each in find_credits(line.replace("…", BODY.strip()))})


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("PARIS, 3 nov 2026 (AFP) - …", ["AFP (dateline)"]),
        ("Paris (AFP) – …", ["AFP (dateline)"]),
        ("PARIS (Reuters) - …", ["Reuters (dateline)"]),
        ("Bruxelles (Belga) - …", ["Belga (dateline)"]),
        ("(Belga) …", ["Belga (dateline)"]),
        ("Berne (ats) …", ["Keystone-SDA (dateline)"]),
        ("Le Port (AFP) - …", ["AFP (dateline)"]),
        ("MONTRÉAL (La Presse canadienne) — …", ["CP (dateline)"]),
        ("LE PORT, 3 novembre (Reuters) - …", ["Reuters (dateline)"]),
        ("Bruxelles, 3 nov (Belga) - …", ["Belga (dateline)"]),
        ("Genève (ats/afp) …", ["AFP (dateline)", "Keystone-SDA (dateline)"]),
        ("PARIS (AP) — …", ["AP (dateline)"]),
    ],
)
def test_a_dateline(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("Par AFP\n\n…", ["AFP (byline)"]),
        ("Par Ada Quill (AFP)\n\n…", ["AFP (byline)"]),
        ("par AFP\n\n…", ["AFP (byline)"]),
        ("Par Reuters\n\n…", ["Reuters (byline)"]),
    ],
)
def test_a_byline(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("…\n\n(AFP)", ["AFP (foot)"]),
        ("…\n\nAFP", ["AFP (foot)"]),
        ("…\n\n© AFP", ["AFP (foot)"]),
        ("…\n\n© 2026 AFP", ["AFP (foot)"]),
        ("…\n\n(©AFP / 03 novembre 2026 10h12)", ["AFP (foot)"]),
        ("…\n\nSource : AFP", ["AFP (foot)"]),
        ("…\n\nkeystone-ats/aqu", ["Keystone-SDA (foot)"]),
        ("…\n\n(Ada Quill, édité par Bo Lund)", ["Reuters (foot)"]),
        ("…\n\n(Reportage Ada Quill, version française Bo Lund, édité par Cora Dahl)", ["Reuters (foot)"]),
        ("Le Port - …\n\nats/aqu", ["Keystone-SDA (foot)"]),
        ("…\n\n(Source AFP)", ["AFP (foot)"]),
        ("…\n\nSource: AFP", ["AFP (foot)"]),
        ("…\n\n© Agence France-Presse", ["AFP (foot)"]),
        ("…\n\n(Belga)", ["Belga (foot)"]),
        ("…\n\n(AFP/VNA)", ["AFP (foot)"]),
    ],
)
def test_a_line_at_the_foot(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("…\n\n(Avec AFP)", ["AFP (contributed)"]),
        ("…\n\n(avec Reuters)", ["Reuters (contributed)"]),
        ("…\n\nAvec AFP et Reuters", ["AFP (contributed)", "Reuters (contributed)"]),
        ("…\n\nAvec l’AFP", ["AFP (contributed)"]),
        ("…\n\nAvec agences", ["wire (unnamed) (contributed)"]),
        ("…\n\navec l'Agence France-Presse", ["AFP (contributed)"]),
        ("Par Ada Quill avec AFP\n\n…", ["AFP (contributed)"]),
        ("Par Le Figaro avec AFP\n\n…", ["AFP (contributed)"]),
        ("…\n\nLe Courrier avec AFP", ["AFP (contributed)"]),
        ("…\n\nA.Q. avec AFP", ["AFP (contributed)"]),
        ("…\n\n(avec AFP et AP)", ["AFP (contributed)", "AP (contributed)"]),
        ("…\n\nAvec les agences", ["wire (unnamed) (contributed)"]),
        ("La rédaction avec AFP\n\n…", ["AFP (contributed)"]),
    ],
)
def test_a_part(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("Le maire a déclaré à l'AFP qu'il ne savait rien. …", ["AFP (in text)"]),
        ("« C'est sûr », a dit à l'AFP le maire. …", ["AFP (in text)"]),
        ("« C'est sûr », a-t-il déclaré à l’AFP. …", ["AFP (in text)"]),
        ("Selon l'AFP, il ne savait rien. …", ["AFP (in text)"]),
        ("Le maire, interrogé par Reuters, se tait. …", ["Reuters (in text)"]),
        ("a indiqué le maire à l'AFP. …", ["AFP (in text)"]),
        ("rapporte l'AFP. …", ["AFP (in text)"]),
        ("a-t-on appris auprès de l'AFP. …", ["AFP (in text)"]),
        ("D'après Reuters, il se tait. …", ["Reuters (in text)"]),
        ("Le maire a expliqué lundi soir à l'AFP qu'il se tait. …", ["AFP (in text)"]),
        ("selon une source citée par l'agence Reuters. …", ["Reuters (in text)"]),
    ],
)
def test_a_mention(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("L'information a été révélée par Le Courrier du Port. …", ["Le Courrier du Port (first reported)"]),
        ("comme l'a révélé Mediapart lundi. …", ["Mediapart (first reported)"]),
        ("L'affaire, révélée par Mediapart, enfle. …", ["Mediapart (first reported)"]),
        ("L'affaire, révélée par le journal Le Monde, enfle. …", ["Le Monde (first reported)"]),
    ],
)
def test_who_was_first(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("Photo AFP\n\n…", ["AFP (picture)"]),
        ("Photo : AFP\n\n…", ["AFP (picture)"]),
        ("Le pont lundi. © Ada Quill / AFP\n\n…", ["AFP (picture)"]),
        ("Crédit photo : AFP\n\n…", ["AFP (picture)"]),
        ("Le pont lundi. (Photo Ada Quill/AFP)\n\n…", ["AFP (picture)"]),
        ("Le pont lundi. Photo d'illustration. © AFP\n\n…", ["AFP (picture)"]),
    ],
)
def test_a_picture(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    "line",
    [
        "L'affaire a été révélée par Ada Quill. …",
        "L'affaire a été révélée par la police. …",
        "Le pont lundi. - AFP\n\n…",
    ],
)
def test_what_only_looks_like_a_credit_is_none(line: str) -> None:
    assert found(line) == []
    assert found(f"PARIS (AP) - {line}")[:1] == ["AP (dateline)"]
