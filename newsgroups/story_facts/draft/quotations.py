"""The quotations of a draft beside what the articles of a story print."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newsgroups.facts.quotes import MIN_WORDS, is_altered, is_one_utterance
from newsgroups.facts.texts.prepare import Story
from newsgroups.facts.types import Value
from newsgroups.text.mentions.types import Mentions, Quotation

from .types import Claim
from .word_index import Found, WordIndex, words_of

MAX_CLAIMS, MAX_EVIDENCE, MAX_COMPARED = 60, 6, 40
_SHINGLE = 3
# An editor's marks: what stands between them is compared piece by piece.
_EDITED = re.compile(r"\[[^\[\]\n]{0,80}\]|\([^()\n]{0,80}\)|…|\. ?\. ?\.|\*+")
_MIN_PIECE = 3
_MARKS = frozenset("“”\"„«»‘’'")


@dataclass(frozen=True)
class _Uttered:
    text: int
    quotation: Quotation
    words: list[str]


def quotation_claims(story: Story, draft: int, index: WordIndex, texts: Sequence[str]) -> list[Claim]:
    """Return the quotations of text number `draft`, in order. Those in a language of no article are left out."""
    mine = story.texts[draft].mentions
    others = [telling for number, telling in enumerate(story.texts) if number != draft]
    if mine.language not in {telling.mentions.language for telling in others}:
        return []
    printed = _Printed(story, draft, index, texts)
    return [printed.claim(mine, each) for each in _telling_ones(mine)][:MAX_CLAIMS]


def _telling_ones(mentions: Mentions) -> Iterator[Quotation]:
    for quotation in mentions.quotations:
        if len(words_of(mentions.text[quotation.start : quotation.end]).folded) >= MIN_WORDS:
            yield quotation


class _Printed:
    """The quotations that articles print, found by the words that they share with one of the draft."""

    def __init__(self, story: Story, draft: int, index: WordIndex, texts: Sequence[str]) -> None:
        self._story, self._index, self._texts = story, index, texts
        self._uttered = [
            _Uttered(number, each, words_of(telling.mentions.text[each.start : each.end]).folded)
            for number, telling in enumerate(story.texts)
            if number != draft
            for each in telling.mentions.quotations
        ]
        self._holders: dict[tuple[str, ...], list[int]] = {}
        for place, each in enumerate(self._uttered):
            for shingle in _shingles(each.words):
                self._holders.setdefault(shingle, []).append(place)

    def claim(self, mine: Mentions, quotation: Quotation) -> Claim:
        said = mine.text[quotation.start : quotation.end]
        value = " ".join(said.split())
        claim = Claim("quotation", "Quotation", value, quotation.start, quotation.end, "told")
        if found := self._word_for_word(said):
            claim = replace(claim, same=self._values(found))
            return self._judged(claim, found, _speaker(mine, quotation))
        words = words_of(said).folded
        versions = self._versions(words)
        if not versions:
            return replace(claim, verdict="nowhere")
        altered = not _EDITED.search(said) and any(is_altered(words, each.words, mine.language) for each in versions)
        note = "Other words in the middle." if altered else "Worded or cut otherwise."
        other = self._values([Found(each.text, each.quotation.start, each.quotation.end) for each in versions])
        return replace(claim, verdict="differs" if altered else "unsure", note=note, other=other)

    def _word_for_word(self, said: str) -> list[Found]:
        """Return where articles have the words in a row; of an edited quotation, its longest piece if all occur."""
        pieces = [words_of(piece).folded for piece in _EDITED.split(said)]
        pieces = [words for words in pieces if len(words) >= _MIN_PIECE] or [words_of(said).folded]
        found = [list(self._index.rows(words)) for words in pieces]
        return max(zip(map(len, pieces), found, strict=True), key=lambda each: each[0])[1] if all(found) else []

    def _judged(self, claim: Claim, found: Sequence[Found], speaker: str) -> Claim:
        """Return the claim as told, unless articles give the words to somebody else or as no quotation."""
        quoted = [each for place in found if (each := self._quotation_at(place))]
        names = [(_speaker(self._story.texts[each.text].mentions, each.quotation), each) for each in quoted]
        named = [(name, each) for name, each in names if name]
        if speaker and named and all(_last(name) != _last(speaker) for name, _ in named):
            other = [Found(each.text, each.quotation.speaker_start, each.quotation.speaker_end) for _, each in named]
            return replace(claim, verdict="differs", note=f"Attributed to {speaker} here.", other=self._values(other))
        if not quoted and not any(map(self._may_be_quoted, found)):
            return replace(claim, verdict="unsure", note="No article marks these words as a quotation.")
        return claim

    def _quotation_at(self, place: Found) -> _Uttered | None:
        for each in self._story.texts[place.text].mentions.quotations:
            if each.start <= place.start and place.end <= each.end + 1:
                return _Uttered(place.text, each, [])
        return None

    def _may_be_quoted(self, place: Found) -> bool:
        """Return whether the paragraph has a quotation mark anywhere: not every kind of quotation is read."""
        text = self._texts[place.text]
        stop = text.find("\n", place.end)
        return bool(_MARKS & set(text[text.rfind("\n", 0, place.start) + 1 : stop if stop >= 0 else len(text)]))

    def _versions(self, words: list[str]) -> list[_Uttered]:
        """Return other versions of the utterance, the one with most words in common first."""
        often = Counter(place for shingle in _shingles(words) for place in self._holders.get(shingle, ()))
        found = []
        for place, _ in often.most_common(MAX_COMPARED):
            shorter, longer = sorted((words, self._uttered[place].words), key=len)
            if is_one_utterance(shorter, longer):
                found.append(self._uttered[place])
        return found

    def _values(self, found: Sequence[Found]) -> list[Value]:
        first: dict[int, Found] = {}
        for each in found:
            first.setdefault(each.text, each)
        return [self._value(each) for each in list(first.values())[:MAX_EVIDENCE]]

    def _value(self, place: Found) -> Value:
        said = " ".join(self._texts[place.text][place.start : place.end].split())
        return Value(self._story.texts[place.text].article, said, place.start, place.end)


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}


def _speaker(mentions: Mentions, quotation: Quotation) -> str:
    """Return the speaker if the text gives a full name."""
    name = " ".join(mentions.text[quotation.speaker_start : quotation.speaker_end].split())
    words = name.split(" ")
    return name if len(words) in (2, 3) and all(word[:1].isupper() for word in words) else ""


def _last(name: str) -> str:
    return words_of(name).folded[-1]
