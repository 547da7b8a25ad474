"""Find the first sentence that says by itself what happened, without dateline and page chrome."""

import re

from newsgroups.text.sentences import sentences

from .asides import is_aside

_LOOKED_AT = 3_000
MIN_WORDS, MAX_WORDS = 8, 45
_DATELINE = re.compile(
    r"^(?:[A-ZÄÖÜ][\w.’'-]+(?:[ ,]+[\w.’'-]+){0,5}\s*)?\((?:AP|Reuters|AFP|UPI|dpa|CNN|KTLA|[A-Z][\w. "
    r"]{1,20})\)\s*[-–—:]*\s*|"
    r"^[A-ZÄÖÜ]{3,}(?:[ ,.]+[\w.]+){0,4}\s*[-–—]{1,2}\s+"
)
_FURNITURE = re.compile(
    r"click|subscribe|sign up|newsletter|cookie|photo|getty|image|caption|share this|advertisement|updated|published|"
    r"copyright|rights reserved|follow us|https?:|www\.|@|\bp\.?m\.? (?:e[sd]t|et)\b|story highlights|chat with us|"
    r"^by [A-Z]|javascript|watch (?:the|this)|read more|please enable|log ?in|loading|video",
    re.IGNORECASE,
)
_NEEDS_MORE = re.compile(r"^(?:he|she|it|they|this|that|these|those|but|and|so|however|er|sie|es|il|elle|ils)\b", re.I)


def lead_sentence(text: str) -> str:
    """Return a self-contained sentence of MIN_WORDS to MAX_WORDS words, or "" if the beginning has none."""
    beginning = text[:_LOOKED_AT]
    for start, end in sentences(beginning)[:12]:
        sentence = _DATELINE.sub("", " ".join(beginning[start:end].split()))
        if _is_clean(sentence):
            return sentence
    return ""


def _is_clean(sentence: str) -> bool:
    words = sentence.split()
    if not MIN_WORDS <= len(words) <= MAX_WORDS or sentence[-1] not in '.”"»':
        return False
    if is_aside(sentence) or _FURNITURE.search(sentence) or _NEEDS_MORE.match(sentence) or sentence[0] in "\"“«„'‘(":
        return False
    return sentence[0].isupper() and sum(word.isupper() and len(word) > 3 for word in words) < 3
