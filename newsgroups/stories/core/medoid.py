from collections.abc import Collection, Mapping, Sequence


def by_centrality(members: Sequence[int], links: Mapping[int, Mapping[int, float]]) -> list[int]:
    """Return the members sorted by centrality: the greatest sum of links to all others first; ties keep their order.

    `links[a][b]` is the probability that a and b cover the same story.
    """
    inside = set(members)
    return sorted(members, key=lambda each: -sum(v for other, v in links.get(each, {}).items() if other in inside))


def reports_first(ranked: Sequence[int], opinions: Collection[int]) -> list[int]:
    """Return the members in the same order, but opinion pieces last: a story is shown by what reports it."""
    return sorted(ranked, key=lambda each: each in opinions)
