import pytest

from newsgroups.common.reader_language import preferred, reader_language


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("sv-SE,sv;q=0.9,en;q=0.8", "sv-SE"),
        ("en;q=0.5, de", "de"),
        ("de;q=0, fr;q=0.1", "fr"),
        ("*", ""),
        ("", ""),
        (";;;,q=,\0", ""),
        ("x" * 100_000, ""),
    ],
)
def test_the_language_that_a_browser_prefers(accepted: str, language: str) -> None:
    assert preferred(accepted) == language


def test_outside_of_a_request_there_is_no_reader() -> None:
    assert reader_language() == ""
