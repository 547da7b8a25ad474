"""How many people an article says were killed, hurt, or arrested in all: the figure that covers everyone."""

import re
from collections import Counter

from newsgroups.text.mentions.types import Figure, Mentions

# The news is in the first sentences; later ones report earlier events and parts of the total.
LEAD = 12
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
    r",? (?:and |plus )?(?:an?|one|two|three|four|five|\d+) (?:\w+ )?(?:m[ae]n|wom[ae]n|boys?|girls?|child)", re.I
)
_OTHERS_AND = re.compile(r"(?:m[ae]n|wom[ae]n|boys?|girls?|child|children),? (?:and )?$", re.I)
# Some of those found with gunshot wounds died.
_MAY_HAVE_DIED = re.compile(r"gunshot|injuries|suffer")
_HIMSELF = re.compile(r"\b(?:himself|herself|themselves|gunman|shooter|suicide)\b", re.IGNORECASE)


def toll(mentions: Mentions, event: str) -> Figure | None:
    """Return the event's figure, or None if there is none, several differ, or it may cover only a part."""
    told = [figure for figure in mentions.figures if figure.event == event and not figure.flags & _ASIDE]
    told = [figure for figure in told if figure.kind != "vague" and figure.sentence < LEAD]
    whole = [figure for figure in told if figure.noun in _ALL and not _is_of_several(mentions, figure, event)]
    if not whole:
        return None
    often = Counter(figure.value for figure in whole)
    value, count = often.most_common(1)[0]
    rivals = len({figure.value for figure in told}) - 1
    if rivals and 2 * count <= sum(often.values()):
        return None
    return next(figure for figure in whole if figure.value == value)


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
