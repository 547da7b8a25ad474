"""Classify pages that are not articles, by title and text alone, without comparing pages.

Precision comes first: a page is classified only if most of its words are in sentences that address a visitor (accept,
log in, subscribe, try again) or offer something, never because an article mentions such things.
"""

import re

from .page_phrases import LIVE_TITLE, NOT_YET, NOTICES, OFFER, OFFER_TITLE, PLAYER
from .page_phrases_abroad import kinds_abroad

# Notices are short; a longer text about cookies or subscriptions is an article about them.
MAX_NOTICE_LENGTH = 250
# Minimum share of a notice's words in sentences that address the visitor. Articles that end with "Subscribe to our
# newsletter" have less than 10%.
NOTICE_SHARE = 0.5
# Texts of 250 words have at most this many characters.
_MAX_ABROAD_LENGTH = 4_000
# Several kinds of such sentences together are weaker evidence than one kind alone.
MIXED_SHARE = 0.7
# If the title says that nothing was found, or asks to log in, fewer sentences need to repeat it.
TITLED_SHARE = 0.2
# Offers per hundred words: a page of coupons has eight or more, an article about a sale has two.
OFFERS = 4.0
TITLED_OFFERS = 1.5
MIN_OFFERS = 3
# A page of headlines has at least this many lines, nearly all without a sentence ending.
MIN_LINES = 8
MAX_HEADLINE_LENGTH = 16
HEADLINES = 0.8
# Live coverage that has not started, or whose entries a script loads, has a few words of notice or none.
MAX_TICKER_LENGTH = 80
EMPTY_TICKER = 25


# A page of offers contains one of these; checking them first spares nearly all texts the expression.
_OFFER_HINTS = ("coupon", "promo", " code", "% off", "free shipping", "discount")
_SENTENCE = re.compile(r"[^.!?…。！？؟।\n]+[.!?…。！？؟।]*")
# Characters that stand for a word or part of one, without spaces between them; two are about one word.
_WORD_SIGN = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
# In languages other than English, several phrases are required, since an article may use any one of them.
MIN_PHRASES = 2
ABROAD_SHARE = 0.6
# Words that are frequent in English and in no other language. In English news, they are a tenth of the words and more.
_ENGLISH = (" the ", " of ", " and ")
ENGLISH_SHARE = 0.05
# English asks for consent in the words that other languages borrowed.
_SAME_IN_ENGLISH = "cookies"
_ENDED = re.compile(r"[.!?…:;。！？｡：；؟।][\"'”’»)\]）」』】]*$")


def kind_of_page(title: str, text: str) -> str | None:
    """Return error, log-in, paywall, cookies, promotion, index, or ticker; None if it may be an article."""
    words = len(text.split())
    return (
        _notice(title, text, words)
        or _notice_abroad(text)
        or _promotion(title, text, words)
        or _ticker(title, text, words)
        or _index(text)
    )


def _notice(title: str, text: str, words: int) -> str | None:
    if not 0 < words <= MAX_NOTICE_LENGTH:
        return None
    # The text in place of a player ends without a period; the article's first sentence is not part of it.
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
    """Return the most frequent kind in any language, if it has several phrases and its required words."""
    words = _size(text) if len(text) <= _MAX_ABROAD_LENGTH else 0
    if not 0 < words <= MAX_NOTICE_LENGTH:
        return None
    is_english = _is_english(text, words)
    sentences = [sentence for match in _SENTENCE.finditer(text) if (sentence := match[0].strip())]
    best = "", 0.0
    for kind in kinds_abroad(text):
        if is_english and kind.name != _SAME_IN_ENGLISH:
            continue
        if not (kind.needs.search(text) and kind.addresses.search(text)):
            continue
        if len({match[0].lower() for match in kind.says.finditer(text)}) < MIN_PHRASES:
            continue
        share = sum(_size(sentence) for sentence in sentences if kind.says.search(sentence)) / words
        if share >= ABROAD_SHARE and share > best[1]:
            best = kind.name, share
    return best[0] or None


def _is_english(text: str, words: int) -> bool:
    lower = text.lower()
    return sum(map(lower.count, _ENGLISH)) > ENGLISH_SHARE * words


def _size(text: str) -> int:
    return (
        len(text.split())
        if text.isascii()
        else len(_WORD_SIGN.sub("", text).split()) + len(_WORD_SIGN.findall(text)) // 2
    )


def _mixed(sentences: list[str], words: int) -> str | None:
    """Classify a notice of several kinds by its most frequent kind."""
    said = {kind.name: 0 for kind in NOTICES}
    for sentence in sentences:
        name = next((kind.name for kind in NOTICES if kind.says.search(sentence)), None)
        if name:
            said[name] += len(sentence.split())
    share = sum(said.values()) / words
    return max(said, key=lambda name: said[name]) if share >= MIXED_SHARE else None


def _promotion(title: str, text: str, words: int) -> str | None:
    lower = text.lower()
    if sum(lower.count(hint) for hint in _OFFER_HINTS) < MIN_OFFERS:
        return None
    found = len(OFFER.findall(text))
    density = found / max(1, words) * 100
    is_titled = OFFER_TITLE.search(title) is not None
    return "promotion" if found >= MIN_OFFERS and density >= (TITLED_OFFERS if is_titled else OFFERS) else None


def _ticker(title: str, text: str, words: int) -> str | None:
    is_empty = words <= EMPTY_TICKER or (words <= MAX_TICKER_LENGTH and NOT_YET.search(text) is not None)
    return "ticker" if is_empty and LIVE_TITLE.search(title) else None


def _index(text: str) -> str | None:
    """Recognize headlines, one per line. Lists in articles are between sentences, and verse ends its sentences."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < MIN_LINES:
        return None
    if sum(line[0].islower() for line in lines) > len(lines) / 10:
        # Prose with hard line breaks continues on the next line.
        return None
    headlines = [line for line in lines if _size(line) <= MAX_HEADLINE_LENGTH and not _ENDED.search(line)]
    in_headlines = sum(_size(line) for line in headlines)
    return "index" if len(headlines) >= HEADLINES * len(lines) and in_headlines >= HEADLINES * _size(text) else None
