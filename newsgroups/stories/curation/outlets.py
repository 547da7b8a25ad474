"""Join names to one outlet, or part them, as a curator's decision; and what follows from that."""

from collections.abc import Collection, Sequence

from django.contrib.auth.models import User
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from newsgroups.models import Article, CurationEvent, Pair, Source, Story

from . import wording
from .log import RefusedCuration, decision, record, source_state

Action = CurationEvent.Action
_STORIES_BATCH_SIZE = 500


@decision
def join_outlets(sources: Collection[Source], *, by: User, reason: str = "") -> CurationEvent:
    """Make outlets other names of the one of them with most articles. No later rule changes that."""
    chosen = list(Source.objects.select_for_update(of=("self",)).filter(pk__in=[each.pk for each in sources]))
    mains = {each.outlet_id or each.pk for each in chosen}
    if len(mains) < 2:
        raise RefusedCuration(wording.TOO_FEW_OUTLETS)
    main, *others = Source.objects.filter(pk__in=mains).biggest_first()
    joined = list(Source.objects.filter(pk__in=Source.objects.names_of(others)).order_by("name"))
    summary = wording.joined(joined, main.name)
    event = record(Action.OUTLETS, by=by, reason=reason, summary=summary, before=source_state(joined))
    Source.objects.filter(pk__in=[each.pk for each in joined]).update(outlet=main, outlet_by_curator=True)
    take_effect([main.pk, *(each.pk for each in joined)])
    return event


@decision
def part_outlets(sources: Collection[Source], *, by: User, reason: str = "") -> CurationEvent:
    """Make other names of an outlet outlets of their own again. No later rule joins them."""
    chosen = list(Source.objects.select_for_update(of=("self",)).filter(pk__in=[each.pk for each in sources]))
    parted = [each for each in chosen if each.outlet_id]
    if not parted:
        raise RefusedCuration(wording.NO_OTHER_NAME)
    before = source_state(parted)
    event = record(Action.OUTLETS, by=by, reason=reason, summary=wording.parted(parted), before=before)
    Source.objects.filter(pk__in=[each.pk for each in parted]).update(outlet=None, outlet_by_curator=True)
    take_effect([*(each.pk for each in parted), *(each.outlet_id for each in parted if each.outlet_id)])
    return event


def take_effect(sources: Sequence[int]) -> None:
    """Update what depends on which outlets are one: pairs, figures of stories, and, with the next processing, search.

    Origins of pairs whose standing changed are determined anew.
    """
    names = Source.objects.names_of(sources)
    pairs = Pair.objects.filter(Q(left__source__in=names) | Q(right__source__in=names)).annotate(
        left_outlet=Coalesce("left__source__outlet_id", "left__source_id"),
        right_outlet=Coalesce("right__source__outlet_id", "right__source_id"),
    )
    now_one = list(pairs.filter(left_outlet=F("right_outlet"), same_source=False).values_list("pk", flat=True))
    now_two = list(pairs.exclude(left_outlet=F("right_outlet")).filter(same_source=True).values_list("pk", flat=True))
    Pair.objects.filter(pk__among=now_one).update(same_source=True, origin="")
    Pair.objects.filter(pk__among=now_two).update(same_source=False, origin="")
    articles = Article.objects.filter(source__in=names)
    articles.update(needs_index=True)
    _recount(Story.objects.current().filter(pk__in=articles.order_by().values("story")))


def _recount(stories: "Collection[Story]") -> None:
    changed = []
    for story in stories:
        before = story.source_count
        story.recount()
        if story.source_count != before:
            changed.append(story)
    fields = ["source_count", "outlets_per_day", "independent_reports"]
    Story.objects.bulk_update(changed, fields, batch_size=_STORIES_BATCH_SIZE)
