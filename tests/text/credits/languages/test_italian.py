"""Italian credits: what each wording claims."""

import pytest

from newsgroups.text.credits import find_credits

BODY = "Il ponte del porto è stato chiuso lunedì dopo che un sub ha trovato una crepa. " * 3


def found(line: str) -> list[str]:
    """Return agencies and kinds found in a text; `…` in the line is the rest of the text."""
    return sorted({f"{each.agency} ({each.kind})" for each in find_credits(line.replace("…", BODY.strip()))})


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("(ANSA) - ROMA, 03 NOV - …", ["ANSA (dateline)"]),
        ("ROMA, 3 NOV (ANSA) - …", ["ANSA (dateline)"]),
        ("Roma, 3 nov. (askanews) - …", ["askanews (dateline)"]),
        ("Roma, 3 nov. (Adnkronos) - …", ["Adnkronos (dateline)"]),
        ("(Adnkronos) - …", ["Adnkronos (dateline)"]),
        ("AGI - …", ["AGI (dateline)"]),
        ("(AGI) - Roma, 3 nov. - …", ["AGI (dateline)"]),
        ("Roma, 3 nov. (LaPresse) - …", ["LaPresse (dateline)"]),
        ("ROMA (Reuters) - …", ["Reuters (dateline)"]),
        ("Milano, 3 nov. (AdnKronos) - …", ["Adnkronos (dateline)"]),
        ("Roma (ANSA) - …", ["ANSA (dateline)"]),
        ("Roma, 3 novembre 2026 - (ANSA) …", ["ANSA (dateline)"]),
        ("(ANSA) - PORTO, 3 NOV - … (ANSA).", ["ANSA (dateline)", "ANSA (foot)"]),
        ("Milano, 3 nov. (askanews) – …", ["askanews (dateline)"]),
        ("(Adnkronos/Ign) - …", ["Adnkronos (dateline)"]),
        ("ROMA (ITALPRESS) - …", ["Italpress (dateline)"]),
        ("(DIRE) Roma, 3 nov. - …", ["Agenzia Dire (dateline)"]),
        ("ROMA (Reuters) - …\n\n(Ada Quill, editing Bo Lund)", ["Reuters (dateline)"]),
    ],
)
def test_a_dateline(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("di Ada Quill (ANSA)\n\n…", ["ANSA (byline)"]),
        ("Di Ada Quill, ANSA\n\n…", ["ANSA (byline)"]),
        ("Di Redazione ANSA\n\n…", ["ANSA (byline)"]),
        ("Redazione ANSA\n\n…", ["ANSA (byline)"]),
        ("di Ansa\n\n…", ["ANSA (byline)"]),
        ("Adnkronos\n\n…", ["Adnkronos (byline)"]),
    ],
)
def test_a_byline(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("… (ANSA)", ["ANSA (foot)"]),
        ("… (ANSA).", ["ANSA (foot)"]),
        ("…\n\nFonte: ANSA", ["ANSA (foot)"]),
        ("…\n\nFonte Ansa", ["ANSA (foot)"]),
        ("…\n\nRIPRODUZIONE RISERVATA © Copyright ANSA", ["ANSA (foot)"]),
        ("…\n\nRiproduzione riservata © Copyright ANSA", ["ANSA (foot)"]),
        ("…\n\n(Ada Quill, in redazione a Roma Bo Lund, editing Cora Dahl)", ["Reuters (foot)"]),
        ("… (AGI)", ["AGI (foot)"]),
        ("…\n\n(askanews)", ["askanews (foot)"]),
        ("…\n\n(Fonte: Adnkronos)", ["Adnkronos (foot)"]),
        ("…\n\nFonte: AGI", ["AGI (foot)"]),
        ("…\n\n© ANSA", ["ANSA (foot)"]),
    ],
)
def test_a_line_at_the_foot(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("…\n\n(Con informazioni di ANSA)", ["ANSA (contributed)"]),
        ("…\n\nCon informazioni dell'ANSA", ["ANSA (contributed)"]),
        ("…\n\ncon ANSA", ["ANSA (contributed)"]),
    ],
)
def test_a_part(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("Il sindaco ha detto all'ANSA di non sapere nulla. …", ["ANSA (in text)"]),
        ("Secondo l'ANSA, non sapeva nulla. …", ["ANSA (in text)"]),
        ("Lo riferisce l'ANSA. …", ["ANSA (in text)"]),
        ("Lo riporta l'agenzia Reuters. …", ["Reuters (in text)"]),
        ("ha dichiarato all'Adnkronos il sindaco. …", ["Adnkronos (in text)"]),
        ("Lo scrive l'ANSA. …", ["ANSA (in text)"]),
        ("riporta Reuters. …", ["Reuters (in text)"]),
        ("Secondo quanto riferisce l'Adnkronos, tace. …", ["Adnkronos (in text)"]),
        ("Il sindaco, intervistato dall'ANSA, tace. …", ["ANSA (in text)"]),
        ("secondo Reuters, tace. …", ["Reuters (in text)"]),
    ],
)
def test_a_mention(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("come anticipato dal Corriere della Sera. …", ["Corriere della Sera (first reported)"]),
        ("La notizia è stata anticipata da Repubblica. …", ["Repubblica (first reported)"]),
        ("La notizia, anticipata dal quotidiano La Stampa, è vera. …", ["La Stampa (first reported)"]),
        ("rivelato dal Fatto Quotidiano. …", ["Fatto Quotidiano (first reported)"]),
    ],
)
def test_who_was_first(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("Foto ANSA\n\n…", ["ANSA (picture)"]),
        ("Foto: ANSA\n\n…", ["ANSA (picture)"]),
        ("Il ponte lunedì. ANSA/Ada Quill\n\n…", ["ANSA (picture)"]),
        ("Il ponte lunedì. (Foto LaPresse)\n\n…", ["LaPresse (picture)"]),
        ("(Foto: ANSA)\n\n…", ["ANSA (picture)"]),
        ("Il ponte lunedì (ANSA)\n\n…", ["ANSA (picture)"]),
        ("Immagine: LaPresse\n\n…", ["LaPresse (picture)"]),
    ],
)
def test_a_picture(line: str, credits: list[str]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    "line",
    [
        "…\n\n© Riproduzione riservata LaPresse",
        "© ANSA\n\n…",
        "…\n\n© Riproduzione riservata ANSA",
        "…\n\n(con fonte Adnkronos)",
        "A cura di Adnkronos\n\n…",
        "La notizia è stata anticipata da Mario Quill. …",
    ],
)
def test_what_only_looks_like_a_credit_is_none(line: str) -> None:
    assert found(line) == []
    assert found(f"PARIS (AP) - {line}")[:1] == ["AP (dateline)"]
