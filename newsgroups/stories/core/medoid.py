from collections.abc import Mapping, Sequence


def by_centrality(members: Sequence[int], links: Mapping[int, Mapping[int, float]]) -> list[int]:
    """Return the members sorted by centrality: the greatest sum of links to all others first; ties keep their order.

    `links[a][b]` is the probability that a and b cover the same story.
    """
    inside = set(members)
    return sorted(members, key=lambda each: -sum(v for other, v in links.get(each, {}).items() if other in inside))
