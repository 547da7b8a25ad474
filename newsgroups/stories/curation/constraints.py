"""Curators' decisions as constraints for the grouping, and the conflicts between them and a new decision."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise

from django.db import connection

from newsgroups.models import Article, Constraint, CurationEvent, Story
from newsgroups.stories.core.constraint_graph import Contradiction, Decisions, Link

from . import wording
from .log import RefusedCuration

Pair = tuple[int, int]
# Maximum number of links of a chain named in an error message; the log has the rest.
MAX_LINKS_NAMED = 6


@dataclass(frozen=True)
class CuratorsConstraints:
    """Pairs of ids of visible articles that are kept together or apart, and the articles of each locked story."""

    must_link: list[Pair] = field(default_factory=list)
    cannot_link: list[Pair] = field(default_factory=list)
    locked: dict[int, list[int]] = field(default_factory=dict)


def curators_constraints() -> CuratorsConstraints:
    """Return all constraints in force, in terms of visible articles.

    Articles held together by a hidden one stay together.
    """
    if not _is_anything_decided():
        return CuratorsConstraints()
    decided = decisions()
    together, kept_apart = list(decided.must_link_sets()), list(decided.cannot_link_pairs())
    hidden = set(Article.objects.filter(hidden=True).values_list("pk", flat=True)) if together or kept_apart else set()
    seen = [[each for each in members if each not in hidden] for members in together]
    first = {decided.root(members[0]): members[0] for members in seen if members}
    apart = ((first.get(left, left), first.get(right, right)) for left, right in kept_apart)
    return CuratorsConstraints(
        must_link=sorted(link for members in seen for link in pairwise(members)),
        cannot_link=sorted((min(a, b), max(a, b)) for a, b in apart if not {a, b} & hidden),
        locked=_locked(),
    )


def _is_anything_decided() -> bool:
    """Return whether there is any constraint. Most archives need only this one cheap query after each new article."""
    links, stories = Constraint._meta.db_table, Story._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT EXISTS (SELECT 1 FROM {links}) OR EXISTS (SELECT 1 FROM {stories} WHERE locked)"  # noqa: S608
        )
        return bool(cursor.fetchone()[0])


def decisions() -> Decisions:
    """Return every active constraint, with one query. Of two that contradict each other, the newer one holds."""
    found = Decisions()
    active = Constraint.objects.active().order_by("-event__at", "-event_id", "id")
    for left, right, kind, event in active.values_list("left_id", "right_id", "kind", "event_id").iterator():
        with suppress(Contradiction):
            found.add(Link(left, right, kind == Constraint.Kind.MUST_LINK, event))
    return found


def constrain(event: CurationEvent, kind: Constraint.Kind, links: Iterable[Pair]) -> None:
    """Store links under a decision.

    Raises RefusedCuration, with the chain in words, if one contradicts earlier decisions.
    """
    store_links(event, kind, links, beside=decisions())


def store_links(event: CurationEvent, kind: Constraint.Kind, links: Iterable[Pair], *, beside: Decisions) -> None:
    """Like `constrain`, with decisions that are already loaded; adds the links to them."""
    ordered = sorted({(min(link), max(link)) for link in links})
    for left, right in ordered:
        try:
            beside.add(Link(left, right, kind == Constraint.Kind.MUST_LINK, event.pk))
        except Contradiction as contradiction:
            raise RefusedCuration(contradiction_message(contradiction)) from None
    Constraint.objects.bulk_create(
        [Constraint(event=event, kind=kind, left_id=left, right_id=right) for left, right in ordered], batch_size=500
    )


def contradiction_message(contradiction: Contradiction) -> str:
    """Describe the chain in words: who put what together or apart, and when."""
    link, chain = contradiction.link, contradiction.chain
    titles = dict(Article.objects.filter(pk__in=_articles(chain)).values_list("pk", "title"))
    events = CurationEvent.objects.select_related("by").in_bulk({each.event for each in chain} - {link.event})
    steps = [_step(each, titles, events.get(each.event)) for each in chain[:MAX_LINKS_NAMED]]
    return wording.contradicted(_pair(link, titles), link.together, steps, more=len(chain) - len(steps))


def _articles(chain: list[Link]) -> set[int]:
    return {article for link in chain for article in (link.left, link.right)}


def _step(link: Link, titles: dict[int, str], event: CurationEvent | None) -> str:
    pair = _pair(link, titles)
    if event is None:
        return wording.linked_now(pair, link.together)
    return wording.linked_before(pair, link.together, by=event.by, on=event.at, number=event.pk)


def _pair(link: Link, titles: dict[int, str]) -> str:
    return wording.pair([(article, titles.get(article, "")) for article in (link.left, link.right)])


def _locked() -> dict[int, list[int]]:
    locked: dict[int, list[int]] = {}
    rows = Article.objects.visible().filter(story__in=Story.objects.filter(locked=True)).order_by("id")
    for story, article in rows.values_list("story_id", "id"):
        locked.setdefault(story, []).append(article)
    return locked


def refuse_broken_locks() -> None:
    """Raise RefusedCuration if a decision would pull an article into a locked story or split a locked one."""
    decided = decisions()
    story_of = {member: story for story, members in _locked().items() for member in members}
    locked_roots = {decided.root(member): story for member, story in story_of.items()}
    for left, right in decided.cannot_link_pairs():
        if left in locked_roots and locked_roots[left] == locked_roots.get(right):
            raise RefusedCuration(wording.cannot_lock_apart(_title(locked_roots[left])))
    for root, story in locked_roots.items():
        outside = [each for each in decided.members(root) if story_of.get(each) != story]
        if stray := Article.objects.visible().filter(pk__in=outside).first():
            raise RefusedCuration(wording.cannot_lock_together(_title(story), stray.title, stray.pk))


def _title(story: int) -> str:
    return Story.objects.get(pk=story).title
