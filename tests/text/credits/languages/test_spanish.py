"""Spanish credits: what each wording claims."""

import pytest

from newsgroups.text.credits import find_credits

BODY = "El puente del puerto fue cerrado el lunes después de que un buzo hallara una grieta. " * 3


def found(line: str) -> list[str]:
    """Return agencies and kinds found in a text; `…` in the line is the rest of the text."""
    return sorted({f"{each.agency} ({each.kind})" for each in find_credits(line.replace("…", BODY.strip()))})


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("Madrid, 3 nov (EFE).- …", ["EFE (dateline)"]),
        ("Madrid (EFE).- …", ["EFE (dateline)"]),
        ("MADRID, 3 Nov. (EUROPA PRESS) - …", ["Europa Press (dateline)"]),
        ("BUENOS AIRES (AP) — …", ["AP (dateline)"]),
        ("Buenos Aires, 3 de noviembre (Télam) - …", ["Télam (dateline)"]),
        ("México, 3 Nov (Notimex).- …", ["Notimex (dateline)"]),
        ("Bogotá, 3 de noviembre de 2026 (AFP) - …", ["AFP (dateline)"]),
        ("Washington (Reuters) - …", ["Reuters (dateline)"]),
        ("Londres, 3 nov (EFE).- …", ["EFE (dateline)"]),
        ("SANTIAGO, 3 nov (Xinhua) -- …", ["Xinhua (dateline)"]),
        ("LONDRES (AP) — …", ["AP (dateline)"]),
        (
            "Lima, 3 nov (Reuters) - …\n\n(Reporte de Ada Quill. Editado por Bo Lund)",
            ["Reuters (dateline)", "Reuters (foot)"],
        ),
    ],
)
def test_a_dateline(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("EFE | Madrid\n\n…", ["EFE (byline)"]),
        ("Por EFE\n\n…", ["EFE (byline)"]),
        ("Por Ada Quill, EFE\n\n…", ["EFE (byline)"]),
        ("Agencia EFE\n\n…", ["EFE (byline)"]),
        ("Europa Press\n\n…", ["Europa Press (byline)"]),
        ("Por Agencia EFE\n\n…", ["EFE (byline)"]),
        ("Por: AFP\n\n…", ["AFP (byline)"]),
        ("Redacción EFE\n\n…", ["EFE (byline)"]),
    ],
)
def test_a_byline(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("… EFE", ["EFE (foot)"]),
        ("…\n\nEFE", ["EFE (foot)"]),
        ("… (EFE)", ["EFE (foot)"]),
        ("…\n\nFuente: EFE", ["EFE (foot)"]),
        ("…\n\nFuente: Agencia EFE", ["EFE (foot)"]),
        ("…\n\n© EFE 2026", ["EFE (foot)"]),
        (
            "…\n\n© EFE 2026. Está expresamente prohibida la redistribución de los contenidos de los servicios de Efe.",
            ["EFE (foot)"],
        ),
        ("…\n\n(Reporte de Ada Quill; editado por Bo Lund)", ["Reuters (foot)"]),
        ("… (Europa Press)", ["Europa Press (foot)"]),
        ("…\n\n(Agencia EFE)", ["EFE (foot)"]),
        ("…\n\nFuente: Reuters", ["Reuters (foot)"]),
        ("…\n\nFuente: AFP / EFE", ["AFP (foot)", "EFE (foot)"]),
        ("…\n\nAFP", ["AFP (foot)"]),
        ("…\n\n© Agencia EFE", ["EFE (foot)"]),
    ],
)
def test_a_line_at_the_foot(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("…\n\n(Con información de EFE)", ["EFE (contributed)"]),
        ("…\n\nCon información de AP y Reuters", ["AP (contributed)", "Reuters (contributed)"]),
        ("…\n\nCon información de la agencia EFE.", ["EFE (contributed)"]),
        ("…\n\n*Con información de AFP", ["AFP (contributed)"]),
        ("…\n\nCon datos de Europa Press", ["Europa Press (contributed)"]),
        ("…\n\nCon información de agencias", ["wire (unnamed) (contributed)"]),
        ("…\n\n(Con información de AFP y EFE)", ["AFP (contributed)", "EFE (contributed)"]),
        ("…\n\nCon información de Reuters.", ["Reuters (contributed)"]),
        ("…\n\nCon información de las agencias AP y AFP", ["AFP (contributed)", "AP (contributed)"]),
    ],
)
def test_a_part(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("El alcalde dijo a EFE que no sabía nada. …", ["EFE (in text)"]),
        ("Según informó la agencia EFE, no sabía nada. …", ["EFE (in text)"]),
        ("El alcalde declaró a Europa Press que no. …", ["Europa Press (in text)"]),
        ("En declaraciones a Efe, el alcalde calló. …", ["EFE (in text)"]),
        ("explicó a EFE el alcalde. …", ["EFE (in text)"]),
        ("según Reuters, no sabía nada. …", ["Reuters (in text)"]),
        ("informó Efe. …", ["EFE (in text)"]),
        ("de acuerdo con Reuters, no. …", ["Reuters (in text)"]),
        ("aseguró a la agencia AFP un testigo. …", ["AFP (in text)"]),
        ("El alcalde explicó este lunes a Europa Press que no. …", ["Europa Press (in text)"]),
        ("en una entrevista con EFE, el alcalde calló. …", ["EFE (in text)"]),
    ],
)
def test_a_mention(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("La noticia fue adelantada por El País. …", ["El País (first reported)"]),
        ("según publicó primero El Diario. …", ["El Diario (first reported)"]),
        ("La noticia, adelantada por el diario El Faro, es cierta. …", ["El Faro (first reported)"]),
        ("según adelantó La Vanguardia. …", ["La Vanguardia (first reported)"]),
    ],
)
def test_who_was_first(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("Foto: EFE\n\n…", ["EFE (picture)"]),
        ("El puente el lunes. EFE/Ada Quill\n\n…", ["EFE (picture)"]),
        ("El puente el lunes. (Foto: AFP)\n\n…", ["AFP (picture)"]),
        ("Fotografía: EFE\n\n…", ["EFE (picture)"]),
        ("El puente el lunes. Foto: Ada Quill / EFE\n\n…", ["EFE (picture)"]),
        ("EFE/EPA/Ada Quill\n\n…", ["EFE (picture)"]),
    ],
)
def test_a_picture(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    "line",
    [
        "CIUDAD DE MÉXICO, México, nov. 3 (EL UNIVERSAL).- …",
        "Redacción / Agencias\n\n…",
        "La Habana, 3 nov (Prensa Latina) …",
        "según adelantó Pedro Quill. …",
    ],
)
def test_what_only_looks_like_a_credit_is_none(line: str) -> None:
    assert found(line) == []
    assert found(f"PARIS (AP) - {line}")[:1] == ["AP (dateline)"]
