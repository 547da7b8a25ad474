import pytest

from newsgroups.text.mentions.read import read


def spoken(text: str, language: str = "en") -> list[tuple[str, str]]:
    found = read(text, language).quotations
    return [(text[each.start : each.end], text[each.speaker_start : each.speaker_end]) for each in found]


@pytest.mark.parametrize(
    ("language", "text", "said", "speaker"),
    [
        ("en", "“We saw the smoke,” said Ruth Ansgar.", "We saw the smoke,", "Ruth Ansgar"),
        ("en", '"We saw the smoke," Ruth Ansgar told reporters.', "We saw the smoke,", "Ruth Ansgar"),
        ("en", "Ruth Ansgar said the town had “no water at all.”", "no water at all.", "Ruth Ansgar"),
        ("en", "Ansgar said she felt it was “the end of it.”", "the end of it.", "Ansgar"),
        ("en", "“It burns,” according to Ruth Ansgar.", "It burns,", "Ruth Ansgar"),
        ("en", "Ruel attacked Hollin over the bridge, saying, “She is wrong.”", "She is wrong.", "Ruel"),
        ("de", "„Es gab einen Schlag“, sagte Gerlinde Wiesner.", "Es gab einen Schlag", "Gerlinde Wiesner"),
        ("fr", "« C'était horrible », a déclaré Marie Dupont.", "C'était horrible", "Marie Dupont"),
        ("es", "«Fue terrible», dijo Juan Pérez.", "Fue terrible", "Juan Pérez"),
        ("it", "«È stata una tragedia», ha detto Mario Rossi.", "È stata una tragedia", "Mario Rossi"),
    ],
)
def test_a_quotation_belongs_to_the_subject_of_its_verb_of_saying(
    language: str, text: str, said: str, speaker: str
) -> None:
    assert spoken(text, language) == [(said, speaker)]


@pytest.mark.parametrize(
    "text",
    ["The sign read “no way out here”.", "Officials told a woman who suggested that “it is not the first time.”"],
)
def test_without_a_subject_nobody_said_it(text: str) -> None:
    assert [speaker for _, speaker in spoken(text)] == [""]


def test_a_mark_that_never_closes_opens_nothing() -> None:
    assert spoken("“We saw the smoke, said Ruth Ansgar.\nThe town has no water.") == []


def test_a_speech_goes_on_in_the_next_paragraph() -> None:
    text = "“We saw the smoke,” said Ruth Ansgar. “There was no water.”"
    assert spoken(text)[0][1] == "Ruth Ansgar"
    assert [said for said, _ in spoken("“We saw it burn.\n\n“There was no water,” said Ruth Ansgar.")] == [
        "We saw it burn.",
        "There was no water,",
    ]


def test_a_single_word_is_no_quotation() -> None:
    assert spoken("He called it “freedom” again.") == []
