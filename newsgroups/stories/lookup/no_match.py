"""Explain why no source of a text was found, if the text itself gives a reason."""

import numpy as np

from newsgroups.matching.passages import Document
from newsgroups.stories.derived import postings
from newsgroups.text.languages.word_lists.story_stop_words import STOP_WORDS
from newsgroups.text.tokens.normalize import normalize_word

from .look_up import LookUp

# If at least this share of its fingerprints is boilerplate, the text is boilerplate.
MOSTLY = 0.5

COMMON_WORDS = "The text has only very common words, which occur in every article. Add some that are more specific."
BOILERPLATE = "The text occurs in very many articles, as footers and notices do, so it cannot be traced to one of them."
NOT_COMPLETE = (
    "The look-up ran out of time. These are the best matches found so far, and there may be more. "
    "Look up part of the text to see everything found for it."
)


def why_nothing(found: LookUp) -> str:
    """Return a sentence for the sender.

    It is empty if a source was found or may yet be found, or if the text gives no reason.
    """
    if found.matches or not found.complete:
        return ""
    words = Document(found.text)
    spans = zip(words.tokens.starts.tolist(), words.tokens.ends.tolist(), strict=True)
    if all(normalize_word(found.text[start:end]) in STOP_WORDS for start, end in spans):
        return COMMON_WORDS
    prints = words.winnowed[0]
    common = postings.common_among(np.unique(prints))
    return BOILERPLATE if common and np.isin(prints, list(common)).mean() >= MOSTLY else ""
