"""The schema of the index: the terms of an article and a few columns. The text itself stays in the database."""

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

# Raise this whenever fields, words, stems or files change: an index of another version is rebuilt, not read.
SCHEMA_VERSION = 8
HASH_BYTES = 16
NO_CODE = bytes(2)


class WordAnalyzer(Analyzer):
    """Splits text into words for Whoosh's own machinery (its query parser); stop words are kept."""

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
    """Splits a query into words as written, because their terms depend on the languages of the archive."""

    def __init__(self) -> None:
        super().__init__(stemmed=False)

    def terms(self, value: str) -> list[str]:
        return query_words.split(value)

    def __call__(self, value: str, *options: Any, tokenize: bool = True, **named: Any) -> Iterator[Token]:
        """A pattern arrives with `tokenize` off and is left unchanged."""
        if tokenize:
            yield from super().__call__(value, *options, **named)
        else:
            token = Token(*options, **named)
            token.text, token.boost, token.pos = value, 1.0, 0
            yield token


def _plain_analyzer(*, stemmed: bool) -> Analyzer:
    """Return the closest analyzer of Whoosh's own: it produces the same terms for nearly all English words."""
    plain = RegexTokenizer(r"\w+(?:['\u2019]\w+)*") | LowercaseFilter() | CharsetFilter(accent_map)
    return plain | StemFilter(lang="en") if stemmed else plain


class WordField(fields.TEXT):
    """A text field indexed in one pass instead of through a chain of generators; same postings as TEXT."""

    def __init__(self, *, stemmed: bool, phrase: bool = True) -> None:
        super().__init__(analyzer=WordAnalyzer(stemmed=stemmed), phrase=phrase)

    @property
    def has_positions(self) -> bool:
        return type(self.format) is formats.Positions

    def coded(self, language: str) -> Callable[[str], query_words.CodedWord]:
        """Return a function that maps a word in this language to its terms and form codes.

        As in `words.coded`, the result is the main term and its code, then any further terms with theirs. A form code
        is stored where the term alone does not identify the form.
        """
        if self.analyzer.stemmed:
            return query_words.coded(language).__getitem__
        folded = query_words.fold if self.has_positions else query_words.fold_name
        return lambda word: (folded(word), NO_CODE, ())

    def index(self, value: str, language: str = "", **options: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Return the postings of a text; `language` is a language code."""
        if not self.has_positions:
            return self._frequencies(value)
        return self._stems_in_forms(value, language) if self.analyzer.stemmed else self._positions(value)

    def _frequencies(self, value: str) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, number in Counter(map(query_words.fold_name, query_words.split(value))).items():
            if term:
                yield term.encode(), number, float(number), pack_uint(number)

    def _positions(self, value: str) -> Iterator[tuple[bytes, int, float, bytes]]:
        positions_by_term: dict[str, list[int]] = {}
        for position, term in enumerate(query_words.folded(value)):
            positions_by_term.setdefault(term, []).append(position)
        for term, positions in positions_by_term.items():
            if term:
                yield term.encode(), len(positions), float(len(positions)), encode_positions(positions)

    def _stems_in_forms(self, value: str, language: str) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield positions by stem, followed by form codes if a word is not its own stem."""
        postings: dict[str, tuple[list[int], list[bytes]]] = {}
        coded = query_words.coded(language)
        for position, word in enumerate(query_words.split(value)):
            term, code, more = coded[word]
            if term in postings:
                positions, codes = postings[term]
                positions.append(position)
                codes.append(code)
            else:
                postings[term] = [position], [code]
            for other, code in more:
                positions, codes = postings.setdefault(other, ([], []))
                positions.append(position)
                codes.append(code)
        for term, (positions, codes) in postings.items():
            if term:
                forms = b"".join(codes)
                encoded = encode_positions(positions)
                if any(forms):
                    encoded = b"%b.%b" % (encoded, forms)
                yield term.encode(), len(positions), float(len(positions)), encoded

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the field as one of Whoosh's own, so that the index can be opened without this module."""
        return fields.TEXT, (_plain_analyzer(stemmed=self.analyzer.stemmed), type(self.format) is formats.Positions)


class _Opcodes(dict[int, bytes]):
    """Caches the pickle opcodes that push a number of a given width."""

    def __init__(self, code: bytes, kind: str) -> None:
        self._code, self._kind = code, kind

    def __missing__(self, number: int) -> bytes:
        self[number] = packed = self._code + pack(self._kind, number)
        return packed


_narrow, _middle, _wide = _Opcodes(b"K", "<B"), _Opcodes(b"M", "<H"), _Opcodes(b"J", "<i")
_ONE = pack_uint(1)


def encode_positions(positions: list[int]) -> bytes:
    """Encode positions as formats.Positions does (a count and a pickled list of deltas), without optional opcodes.

    All deltas of a value are as wide as its widest, so that many values can be decoded at once (see `positions`).
    Whoosh adds the stop opcode when reading, unless it is already there.
    """
    if len(positions) == 1:
        number = positions[0]
        return b"%b]%ba" % (_ONE, (_narrow if number < 0x100 else _middle if number < 0x10000 else _wide)[number])
    deltas = [*map(int.__sub__, positions, [0, *positions])]
    most = max(deltas)
    push = _narrow if most < 0x100 else _middle if most < 0x10000 else _wide
    return b"%b](%be" % (pack_uint(len(positions)), b"".join([push[delta] for delta in deltas]))


def build_schema() -> fields.Schema:
    """Build the schema of an article. `text` includes the title; `words` contains the words of titles as written,
    without possessives: FBI for FBI's.
    """
    published = fields.DATETIME(sortable=True)
    # Ranges are evaluated on the column, so one term per article is enough instead of one for each of eight
    # magnitudes.
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
