"""Which shared passages are no copied reporting: captions, galleries, forms, and lines about the writer or the site."""

import re
from collections.abc import Sequence
from enum import StrEnum

from newsgroups.matching.passages import Passage


class Form(StrEnum):
    """What a passage is instead of reporting."""

    CAPTION = "caption"
    GALLERY = "gallery"
    FORM = "form"
    BOILERPLATE = "stands in many articles"


# A passage is a form if the lines of that kind hold this share of its characters.
MOSTLY = 0.6
# A line longer than this is a paragraph, whatever it ends with.
_MAX_CAPTION = 420
_MAX_FORM = 260
# A picture credit is at the end of its caption, or at the beginning.
_CREDIT_FROM_END, _CREDIT_FROM_START = 130, 30
# In a longer line, the sign of a form must be within the passage.
_MAX_WHOLE_FORM = 120
_CAPTION = re.compile(
    r"\((?:[^()\n]{0,60}[\s/,:])?(?:Photo|Image|Picture|Foto|Bild|Illustration|Credit|Source)\b[^()\n]{0,80}\)"
    r"|\b(?:Getty(?:\sImages)?|AP\sPhoto|Shutterstock|iStock|EPA-EFE|imago|picture\s?alliance|Zuma\sPress|Flickr)\b"
    r"|\b(?:Photo|Photograph|Image|Foto|Bild|Photographie|Imagen|Fotografía)\s?(?:by|credit|courtesy|copyright|von|de|di|:|©)"
    r"|\b(?:REUTERS|AFP|AP|dpa|EFE|ANSA)/(?!Ipsos)[A-Z]\w+"
    r"|\b(?:Image|Media)\s(?:caption|copyright)\b|(?:^|\s)©\s?\w+|^(?:FILE|File)(?:\sphoto)?\s?[-–—:]\s"
    r"|\((?:AP|AFP|Reuters|REUTERS|EPA|dpa)(?:\sPhoto)?(?:/[^()\n]{1,60})?\)\s*$"
)
_GALLERY = re.compile(
    r"^\s*(?:\d{1,3}\s?(?:of|/|von|sur|de|di)\s?\d{1,3}\b|(?:slide|photo|image|bild|foto)\s?\d{1,3}\b"
    r"|(?:slideshow|photo\sgallery|gallery|bildergalerie|fotostrecke|diaporama|galería|galleria)\b)",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"\b(?:sign\sup\s(?:for|to)|subscribe\s(?:to|now|here|today)|newsletter|click\shere|read\smore|related:|watch:|follow\s(?:us|him|her"
    r"|@\w+|\w+\s\w+)\son|like\sus\son|all\srights\sreserved|terms\sof\s(?:use|service)|privacy\spolicy|email\saddress"
    r"|advertisement|download\sthe\sapp|share\sthis|comments?\s(?:below|are\sclosed)|send\s(?:tips|letters|us)"
    r"|(?:is|was)\s(?:an?|the)\s(?:\w+\s){0,4}(?:reporter|columnist|correspondent|contributor|contributing|fellow|editor|author|host|professor"
    r"|writer|journalist)\b[^.\n]{0,140}\.?$"
    r"|views\sexpressed|opinions\sexpressed|can\sbe\s(?:reached|followed|found)\s(?:at|on)|contact\s(?:him|her|us|the\swriter)"
    r"|margin\sof\s(?:sampling\s)?error|was\sconducted\s(?:by\s(?:phone|telephone)|online|among|from)"
    r"|abonnieren|newsletter|alle\srechte\svorbehalten|abonnez|tous\sdroits|suscríb|todos\slos\sderechos|iscriviti|tutti\si\sdiritti)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d")
_WORD = re.compile(r"\w+")
# A line of a table, a box score, or a list of quotations has a figure for every few words.
_WORDS_PER_FIGURE = 2.5
_MIN_TABLE_LINES = 3


def form_of(text: str, start: int, end: int) -> Form | None:
    """Return what characters `start` to `end` of a text are instead of reporting, or None if they are reporting."""
    lines = _lines(text, start, end)
    total = sum(len(words) for _, words in lines)
    if not total:
        return None
    shares = dict.fromkeys(Form, 0)
    tabular = in_table = 0
    for line, words in lines:
        inside = len(words)
        if _GALLERY.match(line):
            shares[Form.GALLERY] += inside
        elif _is_caption(line):
            shares[Form.CAPTION] += inside
        elif len(line) <= _MAX_FORM and _FORM.search(line if len(line) <= _MAX_WHOLE_FORM else words):
            shares[Form.FORM] += inside
        elif _is_tabular(line):
            shares[Form.FORM] += inside
            in_table += inside
            tabular += 1
    if 0 < tabular < _MIN_TABLE_LINES:
        # Two lines of figures are no table.
        shares[Form.FORM] -= in_table
    form, share = max(shares.items(), key=lambda each: each[1])
    return form if sum(shares.values()) >= MOSTLY * total and share > 0 else None


def copied_passages(left: str, right: str, passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages of two texts that are shared reporting or speech.

    Boilerplate, reworded passages, and those that are a form on either side are left out.
    """
    return [
        each
        for each in passages
        if not each.boilerplate
        and each.kind != "reworded"
        and form_of(left, each.query_start, each.query_end) is None
        and form_of(right, each.article_start, each.article_end) is None
    ]


def _lines(text: str, start: int, end: int) -> list[tuple[str, str]]:
    """Return the lines that some characters touch, whole, and what of each is among the characters."""
    found = []
    at = text.rfind("\n", 0, start) + 1
    while at < end:
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        words = text[max(at, start) : min(stop, end)]
        if words and text[at:stop].strip():
            found.append((text[at:stop], words))
        at = stop + 1
    return found


def _is_caption(line: str) -> bool:
    if len(line) > _MAX_CAPTION:
        return False
    ends = (match.span() for match in _CAPTION.finditer(line))
    return any(end > len(line) - _CREDIT_FROM_END or start < _CREDIT_FROM_START for start, end in ends)


def _is_tabular(line: str) -> bool:
    words = _WORD.findall(line)
    figures = sum(1 for word in words if _DIGITS.search(word))
    return 2 <= len(words) <= 30 and figures * _WORDS_PER_FIGURE >= len(words)
