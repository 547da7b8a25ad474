"""The words of decisions: the sentence under which the log keeps each, and why an action is refused.

The names of actions are `CurationEvent.Action` (models/curation.py).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from newsgroups.common.dates.formats import DAY

# Maximum numbers of titles and of outlets in a summary; the log refers to the rest by number.
_NAMED, _NAMED_OUTLETS = 3, 5
# Maximum length of a title in a summary with two of them.
_TITLE_LENGTH = 150

# Why an action is refused.
TOO_FEW_TO_MERGE = "Choose at least two stories to merge."
EMPTY_STORY = "A story without articles cannot be merged."
ALREADY_THERE = "These articles are already in that story."
NOTHING_CHOSEN = "Choose articles to move."
NOTHING_TO_SPLIT = "These are all the articles of the story, so there is nothing to split them from."
NOTHING_TO_CONFIRM = "A story with only one article has nothing to confirm."
ALREADY_TOGETHER = "Curators have already put all articles of this story together."
NO_TITLE = "A story needs a title."
SAME_TITLE = "It already has this title."
TOO_FEW_OUTLETS = "Choose at least two different outlets."
NO_OTHER_NAME = "None of these is another name of an outlet."
NO_ORIGIN = "Say where the text comes from."
NO_THIRD_PARTY = "A third party needs a name."
NO_SHARED_TEXT = "These two articles share no text."
ALREADY_UNDONE = "This has already been undone."
NO_PAIR_TO_JUDGE = "Choose two different visible articles to judge."
NO_VERDICT_TO_UNDO = "You have no verdict to undo."
ROW_CHANGED = "These facts have changed, or the row was judged. Please look at the table again."
ROW_HIDDEN = "An article of this row is no longer visible."
ROW_JUDGED = "This row was judged already. Undo that decision first."


class Titled(Protocol):
    """A story or an article."""

    title: str


class Named(Protocol):
    """An outlet."""

    name: str


def too_many_to_keep_apart(most: int) -> str:
    return f"Choose 2 to {most} articles that never belong together."


def is_locked(title: str) -> str:
    return f"“{title}” is locked. Unlock it first."


def lock_is_set(title: str, *, locked: bool) -> str:
    return f"“{title}” is {'already locked' if locked else 'not locked'}."


def cannot_lock_apart(title: str) -> str:
    return f"“{title}” cannot be locked: a decision keeps two of its articles apart."


def cannot_lock_together(title: str, stray: str, number: int) -> str:
    return f"“{title}” cannot be locked: a decision puts “{stray}” ({number}) together with its articles."


def none_to_set(*, hidden: bool) -> str:
    return f"None of these articles is {'visible' if hidden else 'hidden'}."


def depended_on(later: str, number: int) -> str:
    return f"A later decision depends on this one. Undo it first: {later} ({number})."


def already_judged(by: object, verdict: str) -> str:
    return f"{by} has already judged this pair: {verdict}."


def contradicted(pair: str, together: bool, steps: Sequence[str], *, more: int) -> str:
    wanted = "belong together" if together else "never belong together"
    others = f" (and {more} more)" if more > 0 else ""
    return (
        f"This contradicts earlier decisions, so nothing was changed. You say that {pair} {wanted}, "
        f"but {'; '.join(steps)}{others}. Undo one of these first."
    )


def linked_now(pair: str, together: bool) -> str:
    return f"{pair} {'are put together' if together else 'are kept apart'} by this same step"


def linked_before(pair: str, together: bool, *, by: object, on: datetime, number: int) -> str:
    verb = "were put together" if together else "were kept apart"
    return f"{pair} {verb} by {by} on {on:{DAY}} (decision {number})"


def pair(articles: Sequence[tuple[int, str]]) -> str:
    """Name articles, given as (id, title)."""
    return " and ".join(f"“{title}” ({number})" for number, title in articles)


# What the log says of a decision.


def merged(gone: Sequence[Titled], kept: str) -> str:
    return f"Merged {titles(gone)} into “{kept}”"


def moved(articles: Sequence[Titled], to: str) -> str:
    return f"Moved {titles(articles)} to “{to}”"


def split_off(articles: Sequence[Titled]) -> str:
    return f"Split {titles(articles)} off"


def kept_apart(articles: Sequence[Titled]) -> str:
    return f"Kept apart: {titles(articles)}"


def confirmed(title: str, articles: int) -> str:
    return f"Confirmed “{title}” with its {articles} articles"


def renamed(before: str, after: str) -> str:
    return f"Renamed “{before}” to “{after}”"


def set_locked(title: str, *, locked: bool) -> str:
    return f"{'Locked' if locked else 'Unlocked'} “{title}”"


def set_hidden(articles: Sequence[Titled], *, hidden: bool) -> str:
    return f"{'Hid' if hidden else 'Restored'} {titles(articles)}"


def joined(names: Sequence[Named], outlet: str) -> str:
    return f"Joined {_outlets(names)} to the outlet “{outlet}”"


def parted(names: Sequence[Named]) -> str:
    is_one = len(names) == 1
    return f"Made {_outlets(names)} {'an outlet' if is_one else 'outlets'} of {'its' if is_one else 'their'} own"


def corrected_origin(left: str, right: str, outlet: str | None) -> str:
    origin = f"comes from {outlet}" if outlet else "is of unknown origin"
    return f"Said that the text shared by “{left[:_TITLE_LENGTH]}” and “{right[:_TITLE_LENGTH]}” {origin}"


def judged(pair: Sequence[Titled], verdict: str) -> str:
    return f"Judged {titles(pair)}: {verdict}"


def judged_row(is_real: bool, about: str, values: Sequence[str]) -> str:
    label = "Real disagreement" if is_real else "No disagreement"
    return f"{label}: {about} ({', '.join(f'“{value}”' for value in values)})"


def titles(things: Sequence[Titled]) -> str:
    names = ", ".join(f"“{thing.title}”" for thing in things[:_NAMED])
    more = len(things) - _NAMED
    return f"{names} and {more} more" if more > 0 else names


def _outlets(outlets: Sequence[Named]) -> str:
    return ", ".join(f"“{each.name}”" for each in outlets[:_NAMED_OUTLETS])
