"""What the index holds of an article: terms to find it by and a few columns. Its text stays in the database."""

from collections import Counter
from collections.abc import Callable, Iterator
from struct import pack
from typing import Any

from haystack.constants import ID
from whoosh import fields, formats
from whoosh.analysis import Analyzer, CharsetFilter, LowercaseFilter, RegexTokenizer, StemFilter, Token
from whoosh.columns import FixedBytesColumn, NumericColumn
from whoosh.formats import pack_uint
from whoosh.support.charset import accent_map

from newsgroups.search.query import query_words

# To be raised whenever fields, words, stems or files change: an index of another version is rebuilt, not read.
SCHEMA_VERSION = 6
HASH_BYTES = 16
NO_CODE = bytes(2)


class WordAnalyzer(Analyzer):
    """The words of a text for Whoosh's own machinery (its query parser); the stop words stay in."""

    is_morph = True

    def __init__(self, *, stemmed: bool) -> None:
        self.stemmed = stemmed

    def terms(self, value: str) -> list[str]:
        return query_words.stems(value) if self.stemmed else query_words.folded(value)

    def __call__(
        self, value: str, positions: bool = False, chars: bool = False, start_pos: int = 0, **options: Any
    ) -> Iterator[Token]:
        token = Token(positions, chars, **options)
        for number, (term, (start, end)) in enumerate(zip(self.terms(value), query_words.spans(value), strict=True)):
            token.text, token.boost, token.pos = term, 1.0, start_pos + number
            token.startchar, token.endchar = start, end
            yield token


class WrittenWords(WordAnalyzer):
    """The words of a query as they are written: what they stand for depends on the languages of the archive."""

    def __init__(self) -> None:
        super().__init__(stemmed=False)

    def terms(self, value: str) -> list[str]:
        return query_words.split(value)

    def __call__(self, value: str, tokenize: bool = True, **options: Any) -> Iterator[Token]:
        """A pattern is given with `tokenize` off and stays as it is."""
        if tokenize:
            yield from super().__call__(value, **options)
        else:
            token = Token(**options)
            token.text, token.boost, token.pos = value, 1.0, 0
            yield token


def _plain_analyzer(*, stemmed: bool) -> Analyzer:
    """Whoosh's own analyzer that comes nearest: the same terms for nearly all English words."""
    plain = RegexTokenizer(r"\w+(?:['\u2019]\w+)*") | LowercaseFilter() | CharsetFilter(accent_map)
    return plain | StemFilter(lang="en") if stemmed else plain


class WordField(fields.TEXT):
    """A text field that is indexed in one pass instead of through a chain of generators; same postings as TEXT."""

    def __init__(self, *, stemmed: bool, phrase: bool = True) -> None:
        super().__init__(analyzer=WordAnalyzer(stemmed=stemmed), phrase=phrase)

    @property
    def has_positions(self) -> bool:
        return type(self.format) is formats.Positions

    def coded(self, language: str) -> Callable[[str], query_words.CodedWord]:
        """What tells the terms of a word of a language, each with the code of its form where the term does not tell it.

        As in `words.coded`: the main term and its code, then the further terms with theirs.
        """
        if self.analyzer.stemmed:
            return query_words.coded(language).__getitem__
        return lambda word: (query_words.fold(word), NO_CODE, ())

    def index(self, value: str, language: str = "", **options: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """The postings of a text in a language, given by its code."""
        if not self.has_positions:
            return self._frequencies(value)
        return self._stems_in_forms(value, language) if self.analyzer.stemmed else self._positions(value)

    def _frequencies(self, value: str) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, number in Counter(query_words.folded(value)).items():
            if term:
                yield term.encode(), number, float(number), pack_uint(number)

    def _positions(self, value: str) -> Iterator[tuple[bytes, int, float, bytes]]:
        found: dict[str, list[int]] = {}
        for position, term in enumerate(query_words.folded(value)):
            found.setdefault(term, []).append(position)
        for term, positions in found.items():
            if term:
                yield term.encode(), len(positions), float(len(positions)), encode_positions(positions)

    def _stems_in_forms(self, value: str, language: str) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Positions by stem; where a word is not its own stem, the code of its form stands after them."""
        found: dict[str, tuple[list[int], list[bytes]]] = {}
        coded = query_words.coded(language)
        for position, word in enumerate(query_words.split(value)):
            term, code, more = coded[word]
            if term in found:
                positions, codes = found[term]
                positions.append(position)
                codes.append(code)
            else:
                found[term] = [position], [code]
            for other, code in more:
                positions, codes = found.setdefault(other, ([], []))
                positions.append(position)
                codes.append(code)
        for term, (positions, codes) in found.items():
            if term:
                forms = b"".join(codes)
                encoded = encode_positions(positions)
                if any(forms):
                    encoded = b"%b.%b" % (encoded, forms)
                yield term.encode(), len(positions), float(len(positions)), encoded

    def __reduce__(self) -> tuple[Any, ...]:
        """The index is to open where this module is not: there the field is one of Whoosh's own."""
        return fields.TEXT, (_plain_analyzer(stemmed=self.analyzer.stemmed), type(self.format) is formats.Positions)


class _Opcodes(dict[int, bytes]):
    """Cache of the pickle opcodes that push a number of so many bytes."""

    def __init__(self, code: bytes, kind: str) -> None:
        self._code, self._kind = code, kind

    def __missing__(self, number: int) -> bytes:
        self[number] = packed = self._code + pack(self._kind, number)
        return packed


_narrow, _middle, _wide = _Opcodes(b"K", "<B"), _Opcodes(b"M", "<H"), _Opcodes(b"J", "<i")
_ONE = pack_uint(1)


def encode_positions(positions: list[int]) -> bytes:
    """As formats.Positions: their number, then a pickled list of differences, without what a pickle can do without.

    All differences of a value are as wide as its widest, so that many values can be decoded at once (see `positions`).
    Whoosh adds the stop code by itself in reading, unless it is there.
    """
    if len(positions) == 1:
        number = positions[0]
        return b"%b]%ba" % (_ONE, (_narrow if number < 0x100 else _middle if number < 0x10000 else _wide)[number])
    deltas = [*map(int.__sub__, positions, [0, *positions])]
    most = max(deltas)
    push = _narrow if most < 0x100 else _middle if most < 0x10000 else _wide
    return b"%b](%be" % (pack_uint(len(positions)), b"".join([push[delta] for delta in deltas]))


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
            "language": fields.ID(),
            "published": published,
            "article": fields.COLUMN(NumericColumn("q")),
            "content_hash": fields.COLUMN(FixedBytesColumn(HASH_BYTES)),
        }
    )
