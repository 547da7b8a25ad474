"""What a page is instead of an article: told from its title and text alone, without regard to other pages.

Precision comes first: a page counts as something else only if most of its words stand in sentences that speak to a
visitor (accept, log in, subscribe, try again) or offer something, never because an article mentions such things.
"""

import re

from newsgroups.text.page_phrases_abroad import kinds_abroad

from .page_phrases import LIVE_TITLE, NOT_YET, NOTICES, OFFER, OFFER_TITLE, PLAYER

# Notices are short; a longer text that speaks of cookies or subscriptions reports on them.
LONGEST_NOTICE = 250
# So much of a notice's words stands in sentences that speak to the visitor. Articles that end with "Subscribe to our
# newsletter" have less than a tenth.
NOTICE_SHARE = 0.5
# Words of 250 have no more characters.
_LONGEST_ABROAD = 4_000
# Several kinds of such sentences together are less of a proof than one kind alone.
MIXED_SHARE = 0.7
# Where the title says that nothing was found, or that one should log in, fewer sentences have to say it again.
TITLED_SHARE = 0.2
# Offers in a hundred words: a page of coupons has eight and more, an article on a sale two.
OFFERS = 4.0
TITLED_OFFERS = 1.5
LEAST_OFFERS = 3
# A page of headlines has at least so many lines, nearly all of them without the end of a sentence.
LEAST_LINES = 8
LONGEST_HEADLINE = 16
HEADLINES = 0.8
# Live coverage that has not begun, or whose entries a script loads, says so in a few words or says nothing.
LONGEST_TICKER = 80
EMPTY_TICKER = 25


# A page of offers has one of these; looking for them first spares nearly all texts the expression.
_OFFER_HINTS = ("coupon", "promo", " code", "% off", "free shipping", "discount")
_SENTENCE = re.compile(r"[^.!?…。！？؟।\n]+[.!?…。！？؟।]*")
# Signs that stand for a word or a part of one without blanks between them; two are about a word.
_WORD_SIGN = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
# In other languages than English more phrases have to come together: an article may use each of them.
LEAST_PHRASES = 2
ABROAD_SHARE = 0.6
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


def kind_of_page(title: str, text: str) -> str | None:
    """ "error", "log-in", "paywall", "cookies", "promotion", "index" or "ticker"; None for what may be an article."""
    words = len(text.split())
    return (
        _notice(title, text, words)
        or _notice_abroad(text)
        or _promotion(title, text, words)
        or _ticker(title, text, words)
        or _index(text, words)
    )


def _notice(title: str, text: str, words: int) -> str | None:
    if not 0 < words <= LONGEST_NOTICE:
        return None
    # What stands in the place of a player ends without a full stop: the article's first sentence is none of it.
    ended = PLAYER.sub(r"\g<0>. ", text)
    sentences = [sentence for match in _SENTENCE.finditer(ended) if (sentence := match[0].strip())]
    best = "", 0.0
    for kind in NOTICES:
        said = sum(len(sentence.split()) for sentence in sentences if kind.says.search(sentence))
        least = TITLED_SHARE if kind.titled.search(title) else NOTICE_SHARE
        if said / words >= least and said / words / least > best[1]:
            best = kind.name, said / words / least
    return best[0] or _mixed(sentences, words)


def _notice_abroad(text: str) -> str | None:
    """The kind of which most is said, in whatever language; several phrases of it, and what it cannot do without."""
    words = _size(text) if len(text) <= _LONGEST_ABROAD else 0
    if not 0 < words <= LONGEST_NOTICE:
        return None
    sentences = [sentence for match in _SENTENCE.finditer(text) if (sentence := match[0].strip())]
    best = "", 0.0
    for kind in kinds_abroad():
        phrases = {match[0].lower() for match in kind.says.finditer(text)}
        if len(phrases) < LEAST_PHRASES or not kind.needs.search(text):
            continue
        share = sum(_size(sentence) for sentence in sentences if kind.says.search(sentence)) / words
        if share >= ABROAD_SHARE and share > best[1]:
            best = kind.name, share
    return best[0] or None


def _size(text: str) -> int:
    return (
        len(text.split())
        if text.isascii()
        else len(_WORD_SIGN.sub("", text).split()) + len(_WORD_SIGN.findall(text)) // 2
    )


def _mixed(sentences: list[str], words: int) -> str | None:
    """A notice that speaks of several of these things counts as what most of it speaks of."""
    said = {kind.name: 0 for kind in NOTICES}
    for sentence in sentences:
        name = next((kind.name for kind in NOTICES if kind.says.search(sentence)), None)
        if name:
            said[name] += len(sentence.split())
    share = sum(said.values()) / words
    return max(said, key=lambda name: said[name]) if share >= MIXED_SHARE else None


def _promotion(title: str, text: str, words: int) -> str | None:
    lower = text.lower()
    if sum(lower.count(hint) for hint in _OFFER_HINTS) < LEAST_OFFERS:
        return None
    found = len(OFFER.findall(text))
    density = found / max(1, words) * 100
    is_titled = OFFER_TITLE.search(title) is not None
    return "promotion" if found >= LEAST_OFFERS and density >= (TITLED_OFFERS if is_titled else OFFERS) else None


def _ticker(title: str, text: str, words: int) -> str | None:
    is_empty = words <= EMPTY_TICKER or (words <= LONGEST_TICKER and NOT_YET.search(text) is not None)
    return "ticker" if is_empty and LIVE_TITLE.search(title) else None


def _index(text: str, words: int) -> str | None:
    """Headlines, one a line; lists in articles stand between sentences, and verse ends its sentences."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < LEAST_LINES:
        return None
    if sum(line[0].islower() for line in lines) > len(lines) / 10:
        # Prose that somebody broke into lines goes on in the next one.
        return None
    headlines = [line for line in lines if len(line.split()) <= LONGEST_HEADLINE and not _ENDED.search(line)]
    in_headlines = sum(len(line.split()) for line in headlines)
    return "index" if len(headlines) >= HEADLINES * len(lines) and in_headlines >= HEADLINES * words else None
