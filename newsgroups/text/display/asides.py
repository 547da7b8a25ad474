"""Find the sentences of a text that are beside its report: appeals, notices, teasers, captions, lines on the writer."""

import re
from functools import cache
from pathlib import Path

from newsgroups.text.languages.read_lists import read_sections

# The writer is introduced in the last sentences of a text; earlier ones introduce those who are quoted.
LAST_SENTENCES = 6
_FILE = Path(__file__).with_suffix(".txt")
_ANYWHERE = ("appeal", "notice", "teaser", "caption")
# Only so many characters of a sentence are read: no line of a page is longer.
_READ = 600
# "James Norman MattisSeven days in March ... MORE": headlines that a page links from a name, in the middle of its text.
_LINKED = re.compile(r"[a-zà-ÿ][A-ZÀ-Ý][a-zà-ÿ].{0,400}\bMORE\b")
# "Clinton arrives at a ceremony in New York on September 11." The present tense with a date tells what a picture shows.
_SHOWN = re.compile(
    r"^(?:\S+ ){1,9}?(?:speaks|listens|arrives|waves|looks|walks|talks|attends|addresses|greets|shakes|holds|takes|"
    r"sits|stands|departs|boards|leaves|gestures|smiles|answers|delivers|meets|testifies|participates|hugs|kisses|poses|"
    r"campaigns|laughs|reacts|reads|appears|introduces|pushes|confronts|carries|raises|wears|performs|"
    r"speak|listen|arrive|wave|look|walk|attend|greet|shake|hold|take|sit|stand|gather|protest|rally|march|pose|push|"
    r"confront|clash|carry|raise|wear|perform|demonstrate|line up|wait) (?!.{0,200}\b(?:said|says|told)\b)"
)
_DATED = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Aug|Sept|Oct|"
    r"Nov|Dec)\.? \d{1,2}\b[^.]{0,60}\.?$"
)
_QUOTATION = ('"', "“", "„", "«", "‘", "»")
_DASH = re.compile(r"[–—•*■▪-]+ ?(?=\w)")


def is_aside(sentence: str, language: str = "en", *, is_last: bool = False) -> bool:
    """Return whether a sentence, on one line, is beside the report; `is_last` if it is among the last of its text.

    Tries what is said in English, as many pages in other languages do, and in the language of the text.
    """
    sentence = sentence[:_READ]
    if _LINKED.search(sentence) or (_SHOWN.match(sentence) and _DATED.search(sentence)):
        return True
    if sentence.startswith(_QUOTATION):
        return False
    kinds = (*_ANYWHERE, "writer") if is_last or _DASH.match(sentence) else _ANYWHERE
    begins, contains = _expressions(kinds, language)
    return bool(begins.match(sentence) or contains.search(sentence))


@cache
def _expressions(kinds: tuple[str, ...], language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what a sentence begins with, and what occurs anywhere in it. Together, they take three times as long."""
    sections = read_sections(_FILE)
    names = [f"{kind} {code}" for kind in kinds for code in dict.fromkeys(("all", "en", language))]
    lines = [line for name in names for line in sections.get(name, [])]
    return _any([line for line in lines if line[0] == "^"]), _any([line for line in lines if line[0] != "^"])


def _any(lines: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in lines), re.IGNORECASE)
