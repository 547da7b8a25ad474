"""How many people an article says were killed, hurt, or arrested in all: the figure that covers everyone."""

import re
from collections import Counter

from newsgroups.text.mentions.types import Figure, Mentions

# The news is in the first sentences; later ones report earlier events and parts of the total.
LEAD = 12
# A number of injured is revised for days, and the later sentences of a report may still hold the first one. Of 331
# figures of 1,663 incidents, 80% matched the registry; of those stated in the first three sentences, without a rival
# in the whole text, 88% did, and 93% together with those of whom some died later (benchmarks/incident_facts.py). While
# somebody is fighting for life, the number is bound to change: without these reports, 91% matched.
LEAD_HURT = 3
_ALL = frozenset(("", "man", "woman", "men", "women", "boy", "girl", "teen", "teenag", "civilian", "student"))
_ASIDE = frozenset(("past", "record", "subset", "part", "modal", "caption"))
# Sentences about several events add up what happened in each.
_SEVERAL = re.compile(
    r"\b(?:shootings|attacks|incidents|homicides|murders|cases|violent night|mayhem|not connected|weekend|"
    r"this year|so far|since|unrelated|separate|other|"
    r"before|past week|over the|originally|initially|hours? (?:before|earlier)|days? (?:before|earlier|later|"
    r"after)|earlier|another)\b",
    re.IGNORECASE,
)
# "four women and a man", "a woman and two men": one half of a sum.
_AND_OTHERS = re.compile(
    r",? (?:and |plus )?(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+) (?:\w+ )?"
    r"(?:m[ae]n|wom[ae]n|boys?|girls?|child|teen|others?\b)",
    re.I,
)
_OTHERS_AND = re.compile(r"(?:m[ae]n|wom[ae]n|boys?|girls?|child|children),? (?:and )?$", re.I)
# Some of those found with gunshot wounds died.
_MAY_HAVE_DIED = re.compile(r"gunshot|injuries|suffer")
_CRITICAL = re.compile(r"\b(?:critical|critically|grave|life[- ]threatening|fighting for)\b", re.IGNORECASE)
_HIMSELF = re.compile(r"\b(?:himself|herself|themselves|gunman|shooter|suicide)\b", re.IGNORECASE)


def toll(mentions: Mentions, event: str) -> Figure | None:
    """Return the event's figure, or None if there is none, several differ, or it may cover only a part."""
    told = [figure for figure in mentions.figures if figure.event == event and not figure.flags & _ASIDE]
    told = [figure for figure in told if figure.kind != "vague" and figure.sentence < LEAD]
    if event == "hurt" and not _is_undisputed(mentions):
        return None
    whole = [figure for figure in told if figure.noun in _ALL and not _is_of_several(mentions, figure, event)]
    if not whole:
        return None
    often = Counter(figure.value for figure in whole)
    value, count = often.most_common(1)[0]
    if event == "hurt" and whole[0].sentence >= LEAD_HURT:
        return None
    rivals = len({figure.value for figure in told}) - 1
    if rivals and 2 * count <= sum(often.values()):
        return None
    return next(figure for figure in whole if figure.value == value)


def _is_undisputed(mentions: Mentions) -> bool:
    """Return whether the text has one exact number of injured, none of whom may have died since."""
    lead = mentions.text[: mentions.sentences[:LEAD][-1].end] if mentions.sentences else ""
    if _CRITICAL.search(lead):
        return False
    told = [figure for figure in mentions.figures if figure.event == "hurt" and figure.kind != "vague"]
    return len({figure.value for figure in told}) == 1 and not any(figure.approximator for figure in told)


def _is_of_several(mentions: Mentions, figure: Figure, event: str) -> bool:
    span = mentions.sentences[figure.sentence]
    sentence = mentions.text[span.start : span.end]
    behind, before = (
        mentions.text[figure.end : figure.end + 70],
        mentions.text[max(0, figure.start - 12) : figure.start],
    )
    if _AND_OTHERS.match(behind) or _OTHERS_AND.search(before):
        return True
    if event == "hurt" and (figure.value == 1 or _MAY_HAVE_DIED.search(behind)):
        return True
    return bool(_SEVERAL.search(sentence)) or (event == "dead" and bool(_HIMSELF.search(sentence)))
