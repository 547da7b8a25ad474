"""The words of subtitle files (SubRip .srt, WebVTT .vtt) as running text."""

import re
from typing import Any

from . import Refusal
from .decoding.encoding import decoded, looks_binary

# "00:01:02,500 --> 00:01:05,000", with a point in WebVTT, which may leave out the hours and adds settings behind.
_TIMES = re.compile(r"^\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->")
# <i>, <c.yellow>, <00:00:01.500>, {\an8}; nothing longer is markup.
_MARKUP = re.compile(r"<[^<>\n]{1,80}>|\{\\[^{}\n]{1,80}\}")
_UNSPOKEN = ("NOTE", "STYLE", "REGION")
_SPEAKER = re.compile(r"<v(?:\.[^\s<>]{1,40})?\s+([^<>\n]{1,80})>")
# A line that ends so ends a sentence, and the next one begins on a line of its own.
_ENDS = ".!?…。！？"


def read_subtitles(data: bytes) -> dict[str, Any]:
    """Return what is said, sentence by sentence; lines that roll over from one caption to the next occur once."""
    text = "" if looks_binary(data) else decoded(data)
    if "\0" in text or not _has_times(text):
        raise Refusal("It is not a subtitle file: it has no times such as 00:01:02,500 --> 00:01:05,000.")
    said: list[str] = []
    for line in _spoken(text):
        # Rolling captions repeat their last line or two.
        if line and line not in said[-2:]:
            said.append(line)
    return {"text": _joined(said)}


def _has_times(text: str) -> bool:
    return any(_TIMES.match(line) for line in text.splitlines())


def _spoken(text: str) -> list[str]:
    lines: list[str] = []
    in_cue = False
    for line in text.splitlines():
        if _TIMES.match(line):
            in_cue = True
        elif not line.strip() or line.startswith(_UNSPOKEN):
            in_cue = False
        elif in_cue:
            named = _SPEAKER.sub(lambda match: f"{match[1]}: ", line)
            lines.append(" ".join(_MARKUP.sub("", named).split()))
    return lines


def _joined(lines: list[str]) -> str:
    """Join lines into sentences, one per line, because captions break them anywhere."""
    return "".join(line + ("\n" if line[-1] in _ENDS else " ") for line in lines).strip()
