"""What the index holds of an article: terms to find it by and a few columns. Its text stays in the database."""

from collections.abc import Iterator
from struct import pack
from typing import Any

from haystack.constants import ID
from whoosh import fields, formats
from whoosh.analysis import Analyzer, Token
from whoosh.columns import FixedBytesColumn, NumericColumn
from whoosh.formats import pack_uint

from . import words

# To be raised whenever fields, words or stems change: an index of another version is rebuilt, not read.
SCHEMA_VERSION = 1
HASH_BYTES = 16


class WordAnalyzer(Analyzer):
    """The words of a text for Whoosh's own machinery (its query parser); the stop words stay in."""

    is_morph = True

    def __init__(self, *, stemmed: bool) -> None:
        self.stemmed = stemmed

    def __call__(
        self, value: str, positions: bool = False, chars: bool = False, start_pos: int = 0, **options: Any
    ) -> Iterator[Token]:
        token = Token(positions, chars, **options)
        terms = words.stems(value) if self.stemmed else words.folded(value)
        for number, (term, (start, end)) in enumerate(zip(terms, words.spans(value), strict=True)):
            token.text, token.boost, token.pos = term, 1.0, start_pos + number
            token.startchar, token.endchar = start, end
            yield token


class WordField(fields.TEXT):
    """A text field that is indexed in one pass instead of through a chain of generators; same postings as TEXT."""

    def __init__(self, *, stemmed: bool, phrase: bool = True) -> None:
        super().__init__(analyzer=WordAnalyzer(stemmed=stemmed), phrase=phrase)

    def index(self, value: str, **options: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        positions: dict[str, list[int]] = {}
        terms = words.stems(value) if self.analyzer.stemmed else words.folded(value)
        for position, term in enumerate(terms):
            positions.setdefault(term, []).append(position)
        encode = _encode_positions if type(self.format) is formats.Positions else _encode_frequency
        for term, found in positions.items():
            if term:
                yield term.encode(), len(found), float(len(found)), encode(found)


class _Opcodes(dict[int, bytes]):
    """Cache of the pickle opcodes that push a number."""

    def __missing__(self, number: int) -> bytes:
        if number < 0x100:
            self[number] = code = pack("<cB", b"K", number)
        elif number < 0x10000:
            self[number] = code = pack("<cH", b"M", number)
        else:
            code = pack("<ci", b"J", number)
        return code


_push = _Opcodes()
_ONE = pack_uint(1)


def _encode_positions(positions: list[int]) -> bytes:
    """As formats.Positions: their number, then a pickled list of differences, without what a pickle can do without.

    Whoosh adds the stop code by itself in reading.
    """
    if len(positions) == 1:
        return b"%b]%ba" % (_ONE, _push[positions[0]])
    deltas = map(int.__sub__, positions, [0, *positions])
    return b"%b](%be" % (pack_uint(len(positions)), b"".join([_push[delta] for delta in deltas]))


def _encode_frequency(positions: list[int]) -> bytes:
    return pack_uint(len(positions))


def build_schema() -> fields.Schema:
    """The schema of an article; `text` also holds the title, `words` the words of titles as they are written."""
    published = fields.DATETIME(sortable=True)
    # Ranges are answered from the column: one term an article is enough, not one for each of eight magnitudes.
    published.shift_step = 0
    return fields.Schema(
        **{
            ID: fields.ID(stored=True, unique=True),
            "text": WordField(stemmed=True),
            "title": WordField(stemmed=True),
            "words": WordField(stemmed=False, phrase=False),
            "authors": WordField(stemmed=False),
            "source": fields.ID(),
            "published": published,
            "article": fields.COLUMN(NumericColumn("q")),
            "content_hash": fields.COLUMN(FixedBytesColumn(HASH_BYTES)),
        }
    )
