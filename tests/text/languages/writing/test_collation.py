"""Names in the alphabetical order of a language."""

import pytest

from newsgroups.text.languages.writing.collation import sort_key


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("en", ["24 heures", "abc", "Ärzte", "Łódź", "Lwów", "Öst", "Zeit", "Έθνος", "Правда", "朝日"]),
        ("", ["Åbo", "Zeit"]),
        ("sv", ["Nya", "Zeit", "Åbo", "Ärla", "Öst"]),
        ("da", ["Zeit", "Ærø", "Øst", "Åbo"]),
        ("cs", ["Cihla", "Čas", "Dnes", "Hrom", "Chata", "Idnes"]),
        ("es", ["Nube", "Ñandú", "Orbe"]),
        ("pl", ["Lwów", "Łódź", "Mazur"]),
        ("hr", ["Lupa", "Ljeto", "Mir"]),
        ("tr", ["Isparta", "İzmir", "Jale"]),
        ("hu", ["Cukor", "Csap", "Dob"]),
        ("et", ["Saar", "Zoo", "Tartu", "Vana", "Õhtu", "Äri"]),
        ("vi", ["Dân", "Đất", "Em"]),
        ("ru", ["Емеля", "Ёлка", "Известия", "Abc"]),
        ("uk", ["Газета", "Ґанок", "День", "Є", "Ідея", "Їжак"]),
        ("el", ["Αθήνα", "Έθνος", "Ωμέγα", "Abc"]),
        ("de-AT", ["Ärzte", "Azur", "Straße"]),
        ("no such language", ["Åbo", "Zeit"]),
    ],
)
def test_names_are_in_the_order_of_the_language(language: str, ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=lambda name: sort_key(name, language)) == ordered


def test_case_accents_and_punctuation_decide_only_between_equals() -> None:
    names = ["The Post", "the post", "The-Post", "The Posts"]
    assert sorted(names, key=sort_key)[-1] == "The Posts"
    assert sort_key("The Post")[0] == sort_key("the-post")[0]


@pytest.mark.parametrize("name", ["", "🎉", "\u0301", "…", "\u202e", "𝕬"])
def test_names_without_letters_have_a_key(name: str) -> None:
    assert sorted([name, "A"], key=sort_key) in ([name, "A"], ["A", name])
