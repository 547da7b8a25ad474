"""Explain in sentences why two articles are in the same story, or why they are not."""

from newsgroups.common.dates.formats import DAY
from newsgroups.models import Article, CurationEvent, Pair
from newsgroups.stories.core.clustering import MIN_LINK
from newsgroups.stories.core.constraint_graph import Decisions
from newsgroups.stories.curation.constraints import decisions
from newsgroups.stories.pairs.build import MIN_PROBABILITY
from newsgroups.text.display.percentages import percent, probable


def explain_grouping(left: Article, right: Article) -> list[str]:
    """Describe how the archive relates two articles, which of that curators decided, and what it is based on.

    Both articles need their stories loaded.
    """
    pair = Pair.objects.filter(left=min(left.pk, right.pk), right=max(left.pk, right.pk)).first()
    together = left.story_id is not None and left.story_id == right.story_id
    decided = _by_decision(left, right, decisions())
    said = [_where(left, right, together), *decided]
    if not decided:
        said += _by_likeness(pair, together) if together or not _locked(left, right) else [_locked(left, right)]
    return said


def _where(left: Article, right: Article, together: bool) -> str:
    if together and left.story:
        return f"Both are in the story “{left.story.title}”."
    if left.story_id and right.story_id:
        return "They are in two different stories."
    if left.story_id or right.story_id:
        return "One is in a story; the other is in none."
    return "Neither is in a story."


def _by_decision(left: Article, right: Article, decided: Decisions) -> list[str]:
    """Describe the decision that settles the pair, or the first decision of the chain that does."""
    if decided.are_together(left.pk, right.pk):
        chain, verb = decided.chain(left.pk, right.pk), "put them together"
    elif decided.are_apart(left.pk, right.pk):
        chain, verb = decided.apart_by(left.pk, right.pk), "kept them apart"
    else:
        return []
    event = CurationEvent.objects.filter(pk=chain[0].event).first()
    when = f" on {event.at:{DAY}}" if event else ""
    reason = f": “{event.reason}”" if event and event.reason else ""
    how = "A curator" if len(chain) == 1 else f"A chain of {len(chain)} decisions by curators"
    return [f"{how} {verb}{when}{reason}."]


def _locked(left: Article, right: Article) -> str:
    locked = next((each.story for each in (left, right) if each.story and each.story.locked), None)
    return f"A curator locked “{locked.title}”, so no article joins it automatically." if locked else ""


def _by_likeness(pair: Pair | None, together: bool) -> list[str]:
    if pair is None or pair.probability < MIN_PROBABILITY:
        if together:
            return ["On their own they have little in common, but each is close to other articles of the story."]
        if pair and pair.copied:
            return ["They share a passage, but too few rare names and words outside it to count as one story."]
        return ["They share too few rare names, words, and passages to count as one story."]
    said = f"The model puts the chance that both cover one story at {probable(pair.probability)}"
    if together:
        more = "" if pair.probability >= MIN_LINK else "; each is closer to other articles of the story"
        return [f"{said}{more}."]
    if pair.probability < MIN_LINK:
        return [f"{said}; articles are grouped only at {percent(MIN_LINK)} or more."]
    return [
        f"{said}. That alone is not enough: the articles around them are too different, and one chance"
        " resemblance must not merge two stories."
    ]
