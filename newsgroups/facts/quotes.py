"""One utterance as several texts print it: in full, cut, reworded, or attributed to somebody else."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from newsgroups.facts.texts.prepare import Story
from newsgroups.text.mentions.quantities.counted import stem
from newsgroups.text.mentions.types import Quotation
from newsgroups.text.mentions.words_without_topic import is_stop

from .types import Quote, QuoteVerdict, Value

# Shorter quotations are phrases that several people may use.
MIN_WORDS, MIN_SHARED, MIN_RATIO = 4, 5, 0.8
# Two quotations are compared if they share a run of this many words; more frequent runs are ignored.
_SHINGLE, _MAX_HOLDERS = 3, 40
MAX_QUOTES, MAX_COMPARED = 20, 2_000
# Words in a row, and in all, that prove that one utterance was altered.
_MIN_RUN, _MIN_SAME = 4, 5
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Brackets, ellipses, and oaths that an outlet masked: "f–ing", "s---", "m*****".
_EDITED = re.compile(r"[\[\]@*#…]|\.\.\.|\. \. \.|\(|\b\w{1,2}(?:[–—]+|-{2,})")
# Spelling variants of one word: a transcriber's choice, not an outlet's.
_SAME_WORD = {
    "gonna": "going", "wanna": "want", "gotta": "got", "cannot": "can't", "ok": "okay", "percent": "%", "u.s": "us",
    "united": "us", "states": "us", "mr": "mister", "til": "until", "till": "until", "yeah": "yes", "em": "them",
    "toward": "towards", "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general",
    "dr": "doctor", "st": "saint", "lt": "lieutenant", "said": "say", "says": "say", "mama": "momma", "ma": "momma",
}  # fmt: skip
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)$")
# "Sept." is September and "Gov." a governor, whoever transcribes it.
_MIN_ABBREVIATION = 3
_PRONOUNS = frozenset("he she they it i we".split())
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()


@dataclass(frozen=True)
class _Uttered:
    """A quotation with its words in lower case and the position of each."""

    text: int
    quotation: Quotation
    words: list[str]
    is_edited: bool


def quotes(story: Story) -> list[Quote]:
    """Return utterances that at least two texts print in different length, wording, or attribution.

    The most informative come first, at most MAX_QUOTES.
    """
    uttered = _uttered(story)
    groups = _groups(uttered)
    found = [quote for group in groups if (quote := _quote(story, group))]
    rank = ("altered", "attribution", "cut", "worded", "same")
    found.sort(key=lambda quote: (rank.index(quote.verdict), -len(quote.values)))
    return found[:MAX_QUOTES]


def _uttered(story: Story) -> list[_Uttered]:
    found = []
    for number, text in enumerate(story.texts):
        for quotation in text.mentions.quotations:
            said = text.mentions.text[quotation.start : quotation.end]
            words = [word for word, _, _ in spoken_words(said)]
            if len(words) >= MIN_WORDS:
                found.append(_Uttered(number, quotation, words, bool(_EDITED.search(said))))
    return found[:MAX_COMPARED]


def spoken_words(said: str) -> Iterator[tuple[str, int, int]]:
    """Yield the words in lower case, in one spelling for those that transcribers spell differently, with positions."""
    for match in _WORD.finditer(said):
        word = _ORDINAL.sub("", match.group().lower().replace("’", "'"))
        if word.isdigit() and int(word[:3]) < len(_NUMBERS) and len(word) < 3:
            word = _NUMBERS[int(word)]
        yield _SAME_WORD.get(word, word), match.start(), match.end()


def _groups(uttered: Sequence[_Uttered]) -> list[list[_Uttered]]:
    """Group quotations of different texts that share enough words, longest first."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    first = list(range(len(uttered)))
    for number in sorted(range(len(uttered)), key=lambda each: -len(uttered[each].words)):
        words = uttered[number].words
        shingles = {tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}
        often = Counter(other for shingle in shingles for other in holders[shingle])
        for other, _ in often.most_common(3):
            if is_one_utterance(uttered[number].words, uttered[other].words):
                first[number] = first[other]
                break
        for shingle in shingles:
            if len(holders[shingle]) < _MAX_HOLDERS:
                holders[shingle].append(number)
    groups: dict[int, list[_Uttered]] = defaultdict(list)
    for number in sorted(range(len(uttered)), key=lambda each: -len(uttered[each].words)):
        groups[first[number]].append(uttered[number])
    return [group for group in groups.values() if len({each.text for each in group}) > 1]


def is_one_utterance(shorter: list[str], longer: list[str]) -> bool:
    """Return whether two quotations share so many words in one order that they are versions of one utterance."""
    blocks = _blocks(shorter, longer)
    shared = sum(size for _, _, size in blocks)
    if shared < min(MIN_SHARED, len(shorter)):
        return False
    start, end = blocks[0][0], blocks[-1][0] + blocks[-1][2]
    there = blocks[-1][1] + blocks[-1][2] - blocks[0][1]
    return 2 * shared >= MIN_RATIO * (end - start + there) and 2 * shared >= len(shorter)


def _blocks(one: list[str], other: list[str]) -> list[tuple[int, int, int]]:
    matched = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return [(block.a, block.b, block.size) for block in matched if block.size] or [(0, 0, 0)]


def _quote(story: Story, group: list[_Uttered]) -> Quote | None:
    longest = group[0]
    kept = {longest.text: longest}
    for each in group[1:]:
        kept.setdefault(each.text, each)
    # Two outlets that carry the same text print one version.
    versions = {" ".join(each.words) for each in kept.values()}
    named = {name for each in kept.values() if (name := _full_name(story, each))}
    verdict: QuoteVerdict = "same"
    others = [each for each in kept.values() if each is not longest]
    by_many = (
        len({name.split(" ")[-1] for name in named}) > 1 or len({_last_name(story, each) for each in group} - {""}) > 1
    )
    if not by_many and any(_alters(story, each, longest) for each in others):
        verdict = "altered"
    elif by_many and _same_words(kept):
        verdict = "attribution"
    elif any(_is_cut(each.words, longest.words) for each in others):
        verdict = "cut"
    elif len(versions) > 1:
        verdict = "worded"
    if verdict == "same":
        return None
    ordered = _altered_first(story, longest, others) if verdict == "altered" else others
    values = [_value(story, each) for each in [longest, *ordered]]
    return Quote(verdict, _speaker(story, list(kept.values())), values)


def _altered_first(story: Story, longest: _Uttered, others: list[_Uttered]) -> list[_Uttered]:
    return sorted(others, key=lambda each: not _alters(story, each, longest))


def _alters(story: Story, each: _Uttered, longest: _Uttered) -> bool:
    """Return whether words were altered and no brackets, ellipses, or masked oaths show that an editor did it."""
    is_edited = each.is_edited or longest.is_edited
    return not is_edited and is_altered(each.words, longest.words, _language(story, each))


def is_altered(one: list[str], other: list[str], language: str = "en") -> bool:
    """Return whether content words in the middle of the common part are replaced by others."""
    blocks = _blocks(one, other)
    same = sum(size for _, _, size in blocks)
    if max(size for _, _, size in blocks) < _MIN_RUN or same < max(_MIN_SAME, MIN_RATIO * min(len(one), len(other))):
        return False
    gaps = [(one[a + size : c], other[b + size : d]) for (a, b, size), (c, d, _) in pairwise(blocks)]
    if blocks[0][:2] == (1, 1):
        gaps.append((one[:1], other[:1]))
    return any(len(here) <= 3 and len(there) <= 3 and _differ(here, there, language) for here, there in gaps)


def _differ(here: list[str], there: list[str], language: str) -> bool:
    content = [{stem(word, language) for word in each if _is_content(word, language)} for each in (here, there)]
    if not content[0] or not content[1] or content[0] & content[1]:
        return False
    joined = "".join(here), "".join(there)
    is_long = min(map(len, joined)) >= _MIN_ABBREVIATION
    if is_long and (joined[0].startswith(joined[1]) or joined[1].startswith(joined[0])):
        return False
    close = SequenceMatcher(None, *joined).ratio()
    return joined[0] != joined[1] and close < 0.75


def _is_content(word: str, language: str) -> bool:
    return len(word) > 2 and "'" not in word and not is_stop(word, language)


def _is_cut(one: list[str], other: list[str]) -> bool:
    return len(one) < len(other)


def _same_words(kept: dict[int, _Uttered]) -> bool:
    return len({" ".join(each.words) for each in kept.values()}) == 1


def _language(story: Story, each: _Uttered) -> str:
    return story.texts[each.text].mentions.language


def _full_name(story: Story, each: _Uttered) -> str:
    """Return the speaker, if the text gives a full name there."""
    quotation = each.quotation
    name = story.texts[each.text].mentions.text[quotation.speaker_start : quotation.speaker_end]
    words = name.split()
    return name if len(words) in (2, 3) and all(word[0].isupper() for word in words) else ""


def _last_name(story: Story, each: _Uttered) -> str:
    """Return the last word of the speaker's name, if there is a name, even just a last name."""
    quotation = each.quotation
    words = story.texts[each.text].mentions.text[quotation.speaker_start : quotation.speaker_end].split()
    is_name = bool(words) and words[-1][0].isupper() and words[-1].lower() not in _PRONOUNS
    return words[-1] if is_name else ""


def _speaker(story: Story, group: Sequence[_Uttered]) -> str:
    """Return the longest speaker name that one of the texts gives."""
    names = [
        story.texts[each.text].mentions.text[each.quotation.speaker_start : each.quotation.speaker_end]
        for each in group
    ]
    names = [" ".join(name.split()) for name in names if name[:1].isupper() and " " in name] or [""]
    return max(names, key=len)[:80]


def _value(story: Story, each: _Uttered) -> Value:
    text = story.texts[each.text]
    quotation = each.quotation
    said = " ".join(text.mentions.text[quotation.start : quotation.end].split())
    return Value(text.article, said, quotation.start, quotation.end)
