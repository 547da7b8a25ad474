"""Undo a curator's decision."""

from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from newsgroups.models import Article, CurationEvent, FactVerdict, Judgement, Source, Story
from newsgroups.story_facts.verdicts import recount_disagreements

from . import wording
from .constraints import refuse_broken_locks
from .hide import set_hidden
from .log import RefusedCuration, State, decision, mark_for_rematching, recount, security
from .origins import look_again
from .outlets import take_effect


@decision
def undo(event: CurationEvent, *, by: User) -> CurationEvent:
    """Undo a decision: restore what it changed, and lift its constraints and its verdict.

    Raises RefusedCuration if the decision has already been undone or a later one depends on it.
    """
    event = CurationEvent.objects.select_for_update().get(pk=event.pk)
    if event.undone_at:
        raise RefusedCuration(wording.ALREADY_UNDONE)
    if later := _standing_on(event):
        raise RefusedCuration(wording.depended_on(later.summary, later.pk))
    event.undone_at, event.undone_by = timezone.now(), by
    event.save()
    security.info("decision %d undone: account %r", event.pk, by.get_username())
    Judgement.objects.filter(event=event).delete()
    _lift_fact_verdict(event)
    _restore(event.before)
    look_again(set(event.origins.values_list("left_id", "right_id")))
    refuse_broken_locks()
    touched = {article for link in event.constraints.values_list("left_id", "right_id") for article in link}
    mark_for_rematching(touched | {int(pk) for pk in event.before.get("articles", ())})
    return event


def _lift_fact_verdict(event: CurationEvent) -> None:
    verdict = FactVerdict.objects.filter(event=event).first()
    if verdict:
        verdict.delete()
        recount_disagreements([verdict.first_id, verdict.second_id])


def _standing_on(event: CurationEvent) -> CurationEvent | None:
    """Return the latest active decision that changed a field this one changed."""
    mine = _changed(event.before)
    if not mine:
        return None
    later = CurationEvent.objects.filter(undone_at=None, pk__gt=event.pk).order_by("-pk")
    return next((each for each in later.iterator() if mine & _changed(each.before)), None)


def _changed(before: State) -> set[tuple[str, str, str]]:
    return {
        (kind, pk, name)
        for kind in ("stories", "articles", "sources")
        for pk, row in before.get(kind, {}).items()
        for name in row
    }


def _restore(before: State) -> None:
    stories = Story.objects.in_bulk([int(pk) for pk in before.get("stories", ())])
    for story in stories.values():
        for name, value in before["stories"][str(story.pk)].items():
            setattr(story, name, value)
        story.save()
    _restore_outlets(before.get("sources", {}))
    touched = set(stories)
    for article in Article.objects.filter(pk__in=[int(pk) for pk in before.get("articles", ())]).defer("text"):
        touched.add(article.story_id)
        _restore_article(article, before["articles"][str(article.pk)])
        touched.add(article.story_id)
    for story in Story.objects.filter(pk__in=touched - {None}):
        recount(story)


def _restore_outlets(was: dict[str, dict[str, Any]]) -> None:
    """Restore which outlet a source is another name of; one that has become another name itself is followed."""
    sources = Source.objects.in_bulk([int(pk) for pk in was])
    touched = [pk for source in sources.values() for pk in (source.pk, source.outlet_id) if pk]
    for source in sources.values():
        fields = was[str(source.pk)]
        outlet = Source.objects.filter(pk=fields["outlet_id"]).first() if fields["outlet_id"] else None
        source.outlet = outlet.main if outlet and outlet.main != source else None
        source.outlet_by_curator = fields["outlet_by_curator"]
        source.save(update_fields=["outlet", "outlet_by_curator"])
        touched += [source.outlet_id] if source.outlet_id else []
    if touched:
        take_effect(touched)


def _restore_article(article: Article, was: dict[str, Any]) -> None:
    """Restore an article. If its story has been merged since, the article goes to the surviving story."""
    if "story_id" in was:
        story = Story.objects.filter(pk=was["story_id"]).first()
        article.story = story.surviving() if story else None
        article.save(update_fields=["story"])
    if "hidden" in was:
        set_hidden([article.pk], was["hidden"], aside=was.get("aside", ""), is_article=was.get("is_article", False))
