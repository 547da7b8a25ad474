"""Progress on a terminal is one line that changes, in no color of errors; in a file it is nothing."""

import io

from django.core.management.base import OutputWrapper
from django.core.management.color import color_style

from newsgroups.management.bars import bars


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO) -> str:
    """What a stage of two steps shows, written as commands write to the stream of errors."""
    wrapped = OutputWrapper(stream)
    wrapped.style_func = color_style(force_color=True).ERROR
    with bars(wrapped) as progress:
        advance = progress("matching articles", 2)
        advance(1)
        advance(1)
    return stream.getvalue()


def test_a_stage_is_one_line_on_a_terminal() -> None:
    said = shown(Terminal())
    assert said.count("\n") == 1
    assert said.endswith("\n")
    assert "\rmatching articles: 100%" in said
    assert "\x1b[31" not in said


def test_nothing_is_shown_in_a_file() -> None:
    assert shown(io.StringIO()) == ""
