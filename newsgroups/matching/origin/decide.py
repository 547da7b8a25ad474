"""Apply the origin rules to two texts and their shared passages."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from newsgroups.common.dates.who_was_first import first_of
from newsgroups.matching.passages import Passage
from newsgroups.text.credits import PART, UNNAMED_AGENCY, WHOLE, Credit, full_name, is_outlet_name

from . import rules
from .named_sources import Mention, is_beside, mentions, named_in_authors
from .no_copying import copied_passages
from .rules import Rule
from .speech import speech_mask, words_in
from .types import Evidence, Of, Origin, SideName, Write

_OTHER: dict[SideName, SideName] = {"left": "right", "right": "left"}


@dataclass(frozen=True)
class SharedText:
    """Two texts and their passages; words are counted on the left side."""

    left: Write
    right: Write
    passages: Sequence[Passage]
    speech: tuple[NDArray[np.bool_], NDArray[np.bool_]] | None = None

    def write(self, side: SideName) -> Write:
        return self.left if side == "left" else self.right

    def spans(self, side: SideName) -> list[tuple[int, int]]:
        if side == "left":
            return [(each.query_start, each.query_end) for each in self.passages]
        return [(each.article_start, each.article_end) for each in self.passages]

    @cached_property
    def masks(self) -> dict[SideName, NDArray[np.bool_]]:
        left, right = self.speech or (speech_mask(self.left.text), speech_mask(self.right.text))
        return {"left": left, "right": right}

    @cached_property
    def counts(self) -> list[tuple[int, int, int, int]]:
        """Return, for each passage, its words and its words in speech, on the left and on the right."""
        return [
            (
                *words_in(self.left.text, self.masks["left"], [(each.query_start, each.query_end)]),
                *words_in(self.right.text, self.masks["right"], [(each.article_start, each.article_end)]),
            )
            for each in self.passages
        ]

    @property
    def words(self) -> int:
        return sum(words for words, *_ in self.counts)

    @property
    def free_words(self) -> int:
        """Return the number of words that a reporter wrote on both sides."""
        return sum(max(0, min(left - spoken, right - told)) for left, spoken, right, told in self.counts)

    def speech_share(self, side: SideName) -> float:
        at = 0 if side == "left" else 2
        words = sum(count[at] for count in self.counts)
        return sum(count[at + 1] for count in self.counts) / words if words else 0.0

    @property
    def is_speech(self) -> bool:
        return self.free_words < max(rules.MIN_FREE_WORDS, rules.MIN_FREE_SHARE * self.words)

    @cached_property
    def mentions(self) -> dict[SideName, list[Mention]]:
        """Return where each side names the other as its source."""
        return {
            "left": mentions(self.left.text, self.right, self.spans("left")),
            "right": mentions(self.right.text, self.left, self.spans("right")),
        }

    def told(self, side: SideName) -> list[Mention]:
        """Return where a side says, beside words that it quotes from the shared text, who told the other something."""
        at = 0 if side == "left" else 2
        quoted = [
            span
            for span, count in zip(self.spans(side), self.counts, strict=True)
            if count[at + 1] >= rules.SPEECH_SHARE * count[at]
        ]
        text = self.write(side).text
        return [
            each
            for each in self.mentions[side]
            if each.is_told and any(is_beside(text, each, start, end) for start, end in quoted)
        ]


def origin_of(
    left: Write,
    right: Write,
    passages: Sequence[Passage],
    *,
    speech: tuple[NDArray[np.bool_], NDArray[np.bool_]] | None = None,
) -> Origin:
    """Return the origin of the text that two articles share.

    Boilerplate, forms such as captions, and reworded passages do not count as shared text. `speech` holds the masks of
    both texts (`speech_mask`), if known.
    """
    shared = SharedText(left, right, copied_passages(left.text, right.text, passages), speech)
    if shared.words < rules.MIN_SHARED_WORDS:
        return Origin(evidence=(Evidence("They share too few words to tell."),))
    if left.is_of_house(right):
        found = _speech(shared) if shared.is_speech else None
        return found or _unknown(rules.SAME_HOUSE, Evidence("Both belong to the same publisher."))
    found = _spoken(shared) if shared.is_speech else _written(shared)
    found = _without_later(shared, found) if found else None
    return found or _unknown(rules.NOTHING_KNOWN, Evidence("Neither text says where the shared words come from."))


def _without_later(shared: SharedText, found: Origin) -> Origin:
    """Return the answer, unless it is an article that is known to be later: nobody takes text from one.

    An agency may still be the third party: its later page repeats what an earlier report of it said.
    """
    if found.of not in ("left", "right") or first_of(shared.left.moment, shared.right.moment) in (None, found.of):
        return found
    agency = shared.write(found.of).agency
    theirs = {each.agency for each in shared.write(_OTHER[found.of]).credited(*WHOLE, *PART)}
    if agency and agency in theirs:
        return _third(rules.WHOLE_CREDIT, agency, shared, sorted(WHOLE | PART))
    return _unknown(rules.LATER, Evidence("The article that it points to is later.", found.of))


def _written(shared: SharedText) -> Origin | None:
    """Return the origin of text that a reporter wrote, if a rule applies."""
    return (
        _own_page(shared)
        or _whole_credit(shared)
        or _byline_of_other(shared)
        or _named(shared, rules.NAMES_OTHER)
        or _contributed(shared)
        or _same_source(shared)
    )


def _spoken(shared: SharedText) -> Origin | None:
    """Return the origin of text that at least one side quotes, if a rule applies."""
    return _byline_of_other(shared) or _quoted(shared) or _named(shared, rules.TOLD_OTHER, told=True) or _speech(shared)


def _own_page(shared: SharedText) -> Origin | None:
    owners: list[SideName] = [side for side in _OTHER if _is_own_page(shared, side)]
    if len(owners) != 1:
        return None
    side = owners[0]
    other, agency = shared.write(_OTHER[side]), shared.write(side).agency
    theirs = [credit for credit in other.credits if credit.kind in WHOLE | PART]
    if any(credit.agency not in (agency, UNNAMED_AGENCY, other.agency) for credit in theirs if credit.claims_whole):
        return _unknown(rules.SEVERAL_AGENCIES, Evidence("The other text credits another agency."))
    named = [credit for credit in theirs if credit.agency in (agency, UNNAMED_AGENCY)]
    if theirs and not named and any(credit.agency != other.agency for credit in theirs):
        return _unknown(rules.SEVERAL_AGENCIES, Evidence("The other text credits another agency."))
    if not _is_plainly_taken(shared, side):
        # Background that the agency repeats in many reports: the text is the agency's, but not necessarily this page's.
        is_whole = any(credit.claims_whole for credit in named)
        return _third(rules.WHOLE_CREDIT, agency, shared, sorted(WHOLE | PART)) if is_whole else None
    evidence = [Evidence(f"{full_name(agency)}’s own page", side)]
    evidence += [_credit_evidence(credit, side) for credit in shared.write(side).credits if credit.kind == "dateline"][
        :1
    ]
    evidence += [_credit_evidence(credit, _OTHER[side]) for credit in named][:2]
    credit = rules.WITH_CREDIT if named else rules.WITHOUT_CREDIT
    return _side(rules.OWN_PAGE, side, shared, evidence, name=full_name(agency), credit=credit)


def _is_plainly_taken(shared: SharedText, side: SideName) -> bool:
    """Return whether text without a credit is enough to be the agency's, and not known to be earlier than its page."""
    other = shared.write(_OTHER[side])
    if first_of(other.moment, shared.write(side).moment) == "left":
        return False
    is_mostly_shared = shared.words >= rules.MIN_UNCREDITED_SHARE * len(other.text.split())
    return is_mostly_shared or shared.free_words >= rules.MIN_UNCREDITED_WORDS


def _is_own_page(shared: SharedText, side: SideName) -> bool:
    """Return whether a side is an agency's page with its own text. Networks with their own reporters do not count."""
    write = shared.write(side)
    return bool(write.agency) and write.agency not in ("CNN", "CNSNews") and not write.whole


def _whole_credit(shared: SharedText) -> Origin | None:
    by_side = {side: {credit.agency for credit in shared.write(side).whole} for side in _OTHER}
    named = [agencies for agencies in by_side.values() if agencies]
    if not named:
        return None
    common = set.intersection(*named) or set().union(*named)
    part = {credit.agency for side in _OTHER for credit in shared.write(side).credited("contributed")}
    if len(common) > 1:
        common = common & part or common
    agencies = common - {UNNAMED_AGENCY} or common
    if len(agencies) != 1 or (len(named) == 2 and not set.intersection(*named)):
        return _unknown(rules.SEVERAL_AGENCIES, Evidence("Several agencies are credited."))
    (agency,) = agencies
    return _third(rules.WHOLE_CREDIT, agency, shared, sorted(WHOLE | PART))


def _contributed(shared: SharedText) -> Origin | None:
    if shared.free_words < rules.MIN_CONTRIBUTED_WORDS:
        return None
    by_side = [{c.agency for c in shared.write(side).credited("contributed")} - {UNNAMED_AGENCY} for side in _OTHER]
    named = [agencies for agencies in by_side if agencies]
    agencies = set.intersection(*named) if named else set()
    if len(agencies) != 1:
        return None
    (agency,) = agencies
    return _third(rules.CONTRIBUTED, agency, shared, ["contributed"])


def _same_source(shared: SharedText) -> Origin | None:
    """Return the third outlet that both sides credit with reporting or obtaining it first."""
    names = [{c.agency for c in shared.write(side).credited("first reported", "in text")} for side in _OTHER]
    first = {c.agency for side in _OTHER for c in shared.write(side).credited("first reported")}
    both = {
        name
        for name in first
        if is_outlet_name(name)
        and all(name in named or name in shared.write(side).text for side, named in zip(_OTHER, names, strict=True))
    }
    if len(both) != 1:
        return None
    (name,) = both
    return _third(rules.SAME_SOURCE, name, shared, ["first reported", "in text"])


def _byline_of_other(shared: SharedText) -> Origin | None:
    naming: list[SideName] = [
        side for side in _OTHER if named_in_authors(shared.write(side), shared.write(_OTHER[side]))
    ]
    if len(naming) != 1:
        return None
    text = shared.write(naming[0]).text
    if shared.words < rules.MIN_BYLINE_SHARE * len(text.split()):
        # Two columns by one writer share the line about the writer.
        return None
    side = _OTHER[naming[0]]
    name = shared.write(side).outlet
    return _side(rules.BYLINE_OF_OTHER, side, shared, [Evidence(f"Its byline names {name}", naming[0])])


def _named(shared: SharedText, rule: Rule, *, told: bool = False) -> Origin | None:
    """Return an origin if one side names the other, as the author of the text or as the one who was told."""
    applying = {
        side: [each for each in (shared.told(side) if told else shared.mentions[side]) if told or not each.is_broadcast]
        for side in _OTHER
    }
    naming: list[SideName] = [side for side in _OTHER if applying[side]]
    if len(naming) != 1:
        return _unknown(rules.CYCLIC, Evidence("Each names the other.")) if naming else None
    side = _OTHER[naming[0]]
    mention = applying[naming[0]][0]
    words = shared.write(naming[0]).text[mention.start : mention.end]
    return _side(rule, side, shared, [Evidence(f"Says “{_short(words)}”", naming[0], mention.start, mention.end)])


def _quoted(shared: SharedText) -> Origin | None:
    """Return an origin if one side quotes, and names, what the other has outside quotation marks."""
    for side, other in _OTHER.items():
        quotes = shared.speech_share(other) >= rules.QUOTING_SHARE and shared.speech_share(side) <= rules.QUOTED_SHARE
        if quotes and (found := shared.mentions[other]) and not shared.mentions[side]:
            mention = found[0]
            words = shared.write(other).text[mention.start : mention.end]
            outlet = shared.write(side).outlet
            named = (
                f"Names “{_short(words)}”, who writes for {outlet}" if mention.is_author else f"Says “{_short(words)}”"
            )
            evidence = [
                Evidence(named, other, mention.start, mention.end),
                Evidence("Has the shared words in quotation marks; the other does not", other),
            ]
            return _side(rules.QUOTES_OTHER, side, shared, evidence)
    return None


def _speech(shared: SharedText) -> Origin | None:
    most = max(shared.speech_share("left"), shared.speech_share("right"))
    if most < rules.SPEECH_SHARE:
        return None
    share = round(100 * most)
    evidence = [Evidence(f"{share}% of the shared words are in quotations, tweets or documents")]
    for side in _OTHER:
        start, end = max(shared.spans(side), key=lambda span: span[1] - span[0])
        evidence.append(Evidence("Quoted here", side, start, end))
    sentence = rules.SENTENCES[rules.SPEECH]
    return Origin("third", rules.SPOKEN, rules.SPEECH.confidence, tuple(evidence), sentence)


def _side(
    rule: Rule, side: SideName, shared: SharedText, evidence: list[Evidence], *, name: str = "", credit: str = ""
) -> Origin:
    names = {"name": name or shared.write(side).outlet, "other": shared.write(_OTHER[side]).outlet, "credit": credit}
    of: Of = side
    return Origin(of, names["name"], rule.confidence, tuple(evidence), rules.SENTENCES[rule].format(**names))


def _third(rule: Rule, agency: str, shared: SharedText, kinds: Sequence[str]) -> Origin:
    found: list[tuple[SideName, Credit]] = [
        (side, credit)
        for side in _OTHER
        for credit in shared.write(side).credits
        if credit.agency == agency and credit.kind in kinds
    ]
    credited = " and ".join(dict.fromkeys(shared.write(side).outlet for side, _ in found)) or "one of them"
    sentence = rules.SENTENCES[rule].format(name=full_name(agency), credited=credited)
    evidence = tuple(_credit_evidence(credit, side) for side, credit in found[:4])
    return Origin("third", agency, rule.confidence, evidence, sentence)


def _credit_evidence(credit: Credit, side: SideName) -> Evidence:
    named = f"Credits {full_name(credit.agency)} ({credit.kind})"
    if credit.field == "authors":
        return Evidence(f"{named} in its byline", side)
    return Evidence(named, side, credit.start, credit.end)


def _unknown(rule: Rule, evidence: Evidence) -> Origin:
    return Origin(evidence=(evidence,), confidence=rule.confidence, sentence=rules.UNKNOWN)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 80 else f"{words[:79]}…"
