"""Databases store fingerprints: if those of a text changed, new articles would no longer match old ones."""

import pytest

from newsgroups.text.fingerprints.winnowing import fingerprints_of

LATIN = "The harbour bridge was closed on Monday after a diver found a crack in one of its pylons."
ACCENTED = "«Straße» und Café: 1,204 Gäste – so viele wie nie – kamen am 3. Mai 2026 nach Łódź, sagte O’Neill."
CYRILLIC = (
    "Полиция задержала двух человек; мост закрыт до понедельника, сообщает агентство «Гавань», "
    "движение пущено в объезд."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LATIN, [-7586744104648732320, -5914532728675348494, -5049000194821674718, -4661460923003809461]),
        (ACCENTED, [-7307077957326790388, -5897447641150549522, -5135232747487727957]),
        (CYRILLIC, [-8432488666120234472]),
    ],
    ids=["latin", "accented", "cyrillic"],
)
def test_fingerprints_of_a_text_never_change(text: str, expected: list[int]) -> None:
    assert fingerprints_of(text).tolist() == expected


def test_case_accents_and_quotation_marks_do_not_change_them() -> None:
    plain = "STRASSE und Cafe: 1,204 Gaste - so viele wie nie - kamen am 3. Mai 2026 nach Łodz, sagte O'Neill."
    assert fingerprints_of(plain).tolist() == fingerprints_of(ACCENTED).tolist()
