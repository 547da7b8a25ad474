"""Sources of a look-up with one text as one entry, and whose text that is."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsgroups.common.dates.who_was_first import first_among
from newsgroups.models import Credit, Pair
from newsgroups.models.articles.article import TextKind
from newsgroups.stories.lookup.look_up import Match
from newsgroups.text.credits import full_name, is_release


@dataclass(frozen=True)
class Entry:
    """Articles with one text: the one that leads, and the others.

    `whose` is "origin" if the leading one is known to be that of another's text, or names the agency or distributor.
    """

    match: Match
    also: tuple[Match, ...] = ()
    whose: str = ""

    @property
    def matches(self) -> tuple[Match, ...]:
        return self.match, *self.also


def entries_of(matches: Sequence[Match]) -> list[Entry]:
    """Fold matches with one text, each entry at the place of its first match. Two queries.

    One text are copies, and articles known to carry another one's text that have no more of the text looked up than
    that one. The origin leads if it is known, then the article known to be the earliest, then the first in order.
    """
    ids = [match.article.pk for match in matches]
    shared = Pair.objects.filter(left__in=ids, right__in=ids).exclude(kind=Pair.Kind.SAME_STORY).order_by("id")
    by_id = {match.article.pk: match for match in matches}
    rows = list(shared.values_list("left_id", "right_id", "origin", "kind"))
    pairs = [
        (left, right)
        for left, right, origin, kind in rows
        if kind in Pair.COPIES or _carries(by_id[left], by_id[right], origin)
    ]
    credits = Credit.objects.filter(article__in=ids).of_whole_texts().order_by("id")
    credited: dict[int, set[str]] = {}
    for article, agency in credits.values_list("article_id", "agency"):
        credited.setdefault(article, set()).add(agency)
    groups = _groups(matches, pairs)
    origins = {left if origin == Pair.Origin.LEFT else right for left, right, origin, _ in rows if origin in _SIDES}
    return [_entry(group, origins, credited) for group in groups]


_SIDES = (Pair.Origin.LEFT, Pair.Origin.RIGHT)
# Characters by which the ends of one passage differ between two articles that carry it: a word or two.
_SLACK = 12


def _carries(left: Match, right: Match, origin: str) -> bool:
    """Return whether one side is known to be the origin of the other and has all that the other has of the text."""
    if origin not in _SIDES:
        return False
    giver, taker = (left, right) if origin == Pair.Origin.LEFT else (right, left)
    given = [(each.query_start, each.query_end) for each in giver.alignment.passages if not each.boilerplate]
    return all(
        any(start - _SLACK <= each.query_start and each.query_end <= end + _SLACK for start, end in given)
        for each in taker.alignment.passages
        if not each.boilerplate
    )


def _groups(matches: Sequence[Match], pairs: Sequence[tuple[int, int]]) -> list[list[Match]]:
    """Join matches with the same words or an identical pair; groups and members in order."""
    group_of: dict[int, list[Match]] = {}
    of_text: dict[int, list[Match]] = {}
    others: dict[int, list[int]] = {}
    for left, right in pairs:
        others.setdefault(left, []).append(right)
        others.setdefault(right, []).append(left)
    groups = []
    for match in matches:
        article = match.article
        known = next((group_of[pk] for pk in others.get(article.pk, ()) if pk in group_of), None)
        group = known or of_text.get(article.text_hash)
        if group is None:
            group = []
            groups.append(group)
        group.append(match)
        group_of[article.pk] = group
        of_text.setdefault(article.text_hash, group)
    return groups


def _entry(group: Sequence[Match], origins: set[int], credited: dict[int, set[str]]) -> Entry:
    by_id = {match.article.pk: match for match in group}
    first = first_among((match.article.pk, match.article.moment) for match in group)
    if any(match.article.credits_agency for match in group):
        first = None
    lead = next((match for match in group if match.article.pk in origins), by_id.get(first or 0, group[0]))
    also = tuple(match for match in group if match is not lead)
    agencies = set().union(*(credited.get(pk, ()) for pk in by_id))
    whose = _whose(agencies, [match.article.text_kind for match in group])
    return Entry(lead, also, "origin" if lead.article.pk in origins else whose)


def _whose(agencies: set[str], kinds: Sequence[str]) -> str:
    """Return whose text it is in a few words; several agencies, or none, are not named."""
    if len(agencies) == 1:
        (agency,) = agencies
        return full_name(agency) if is_release(agency) else f"agency text: {full_name(agency)}"
    return "agency or syndicated text" if TextKind.AGENCY in kinds else ""
