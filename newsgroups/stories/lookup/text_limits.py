"""Which texts can be looked up: their length, and that they are text at all."""

from newsgroups.matching.passages import Document
from newsgroups.text.fingerprints.winnowing import SHINGLE_WORDS
from newsgroups.text.tokens.page_source import as_read

# Characters. Pages, the API, and the error for larger requests state this number.
MAX_TEXT_LENGTH = 200_000
MIN_WORDS = SHINGLE_WORDS
# Old pages contain a stray null here and there, which readers see as a space. Images and executables contain many.
MAX_NULLS = 0.001
# Share of control characters other than tabs and line or page breaks (word processors write U+000B for a line break).
# Pages with mixed encodings contain a few percent; in executables, a tenth of all characters are such.
MAX_CONTROLS = 0.03
_CONTROLS = [chr(code) for code in (*range(1, 9), *range(14, 32), 127)]


class RefusedText(ValueError):
    """Raised for a text that cannot be looked up. The message is shown to its sender."""


def too_long(text: str) -> str:
    return f"The text has {len(text):,} characters; at most {MAX_TEXT_LENGTH:,} can be looked up."


def check_length(text: str) -> None:
    """Raise RefusedText if a text is too long. Cheap enough to check before the text waits for its turn."""
    if len(text) > MAX_TEXT_LENGTH:
        raise RefusedText(too_long(text))


def checked_text(text: str) -> Document:
    """Return the words of a text, with stray null characters and the markup of a page's source as spaces.

    Raises RefusedText if it cannot be looked up.
    """
    check_length(text)
    if not text.strip():
        raise RefusedText("There is no text to look up. Paste a few sentences.")
    if text.count("\0") > len(text) * MAX_NULLS:
        raise RefusedText("This is not text: it contains null characters, as images and programs do.")
    if sum(map(text.count, _CONTROLS)) > len(text) * MAX_CONTROLS:
        raise RefusedText("This is not text: it contains control characters, as images and programs do.")
    words = Document(as_read(text.replace("\0", " ")))
    if len(words.tokens) < MIN_WORDS:
        has = "1 word" if len(words.tokens) == 1 else f"{len(words.tokens)} words"
        raise RefusedText(f"The text has {has}; a look-up needs at least {MIN_WORDS}.")
    return words
