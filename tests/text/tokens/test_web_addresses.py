import pytest

from newsgroups.text.tokens.web_addresses import addresses_in, has_only_addresses, without_addresses

A, B = "https://www.site.example/2020/a-b.html?id=7", "http://other.example/x_(y)"


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        (A, [A]),
        (f"  {A}\n", [A]),
        (f"{A} {B}", [A, B]),
        (f"{A}\n{A}", [A]),
        (f"See ({A}), and <{B}>.", [A, B]),
        (f"“{A}.”", [A]),
        (f"url:{A}", [A]),
        ("www.bbc.co.uk/news/world-1", ["https://www.bbc.co.uk/news/world-1"]),
        ("cnn.com/2020/01/02/politics/a-b/", ["https://cnn.com/2020/01/02/politics/a-b/"]),
        ("HTTPS://CNN.COM/a", ["HTTPS://CNN.COM/a"]),
        ("either/or, U.S./Mexico, 9.11/2001, and.or", []),
        ("cnn.com", []),
        ("mail me@cnn.com/x", []),
        ("https://", []),
        ("", []),
    ],
)
def test_addresses_are_found_without_the_punctuation_around_them(text: str, addresses: list[str]) -> None:
    assert addresses_in(text) == addresses


def test_a_text_without_its_addresses_keeps_everything_else() -> None:
    assert without_addresses(f"See ({A}), and {B}.") == "See ( ), and  ."


@pytest.mark.parametrize(
    ("text", "expected"), [(A, True), (f"({A}), {B}", True), (f"see {A}", False), ("bridge", False), ("", False)]
)
def test_words_beside_an_address_are_told_from_punctuation(text: str, expected: bool) -> None:
    assert has_only_addresses(text) is expected
