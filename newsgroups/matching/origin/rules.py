"""The rules for the origin of shared text, with their measured confidence and the sentences shown on pages.

The confidence of a rule is the share of its answers that a reader confirmed on 83 pairs of a real archive, smoothed as
(right + 1) / (stated + 2); `benchmarks/origins.py` prints the counts. The first rule that applies decides.
"""

from typing import NamedTuple


class Rule(NamedTuple):
    name: str
    confidence: float


# Fewer shared words are a turn of phrase.
MIN_SHARED_WORDS = 12
# Free words are outside quotations, tweets, and documents in both texts: a reporter wrote them. With fewer free words,
# or a smaller share of the shared words, the shared text is all speech. Agency copies have 90 or more; texts that quote
# the same speech have 13 at most.
MIN_FREE_WORDS = 30
MIN_FREE_SHARE = 0.15
# Text of an agency's page that the other side does not credit: with fewer free words, and a smaller share of the other
# text, both may have it from a third one, as when the agency sums up what a newspaper revealed.
MIN_UNCREDITED_WORDS = 90
MIN_UNCREDITED_SHARE = 0.5
# A part that an agency "contributed" is recognizable from this many shared words.
MIN_CONTRIBUTED_WORDS = 40
# Text republished from the outlet in its byline is shared at least to this degree.
MIN_BYLINE_SHARE = 0.4
# A mention of the other outlet applies to a passage if it is inside it or within this many characters.
NEAR_PASSAGE = 450
# "told X" applies only to its own sentence; an interview applies to the text around it.
NEAR_SENTENCE, NEAR_INTERVIEW = 40, 900
# A quoting side has at least this share of its shared words in quotation marks; a quoted side has them outside.
QUOTING_SHARE = 0.75
QUOTED_SHARE = 0.35
# Shared text counts as speech if one side marks this share of it as speech.
SPEECH_SHARE = 0.6

SAME_HOUSE = Rule("both are outlets of one house", 0.0)
CYCLIC = Rule("each names the other as its source", 0.0)
SEVERAL_AGENCIES = Rule("several agencies are credited", 0.0)
OWN_PAGE = Rule("an agency's own page", 0.93)
WHOLE_CREDIT = Rule("credited to an agency", 0.9)
BYLINE_OF_OTHER = Rule("the line of authors names the other outlet", 0.8)
NAMES_OTHER = Rule("names the other outlet as its source", 0.85)
QUOTES_OTHER = Rule("quotes what the other outlet wrote", 0.8)
TOLD_OTHER = Rule("quotes what somebody told the other outlet", 0.8)
CONTRIBUTED = Rule("an agency contributed", 0.75)
SAME_SOURCE = Rule("both name the same source", 0.7)
SPEECH = Rule("only in quotations and documents", 0.96)
LATER = Rule("the article that would be the origin is later", 0.0)
NOTHING_KNOWN = Rule("no evidence", 0.0)

UNKNOWN = "Where the shared text comes from is not known."
SENTENCES = {
    OWN_PAGE: "{other} carries text of {name}{credit}.",
    WHOLE_CREDIT: "Both carry text of {name}, according to the credit in {credited}.",
    BYLINE_OF_OTHER: "{other} carries text of {name}, which its byline names.",
    NAMES_OTHER: "{other} shares text with {name}, which it names as its source.",
    QUOTES_OTHER: "{other} quotes {name}.",
    TOLD_OTHER: "{other} quotes what somebody told {name}.",
    CONTRIBUTED: "Both share text that {name} contributed to, according to the credit in {credited}.",
    SAME_SOURCE: "Both name {name} as a source of the text they share.",
    SPEECH: "Both quote the same speech, statement, or document; neither is known to have it from the other.",
}
WITH_CREDIT, WITHOUT_CREDIT = ", with credit", "; its stored text does not say so"
SPOKEN = "a speech, statement, or document"
