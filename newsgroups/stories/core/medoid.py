from collections.abc import Mapping, Sequence


def by_centrality(members: Sequence[int], links: Mapping[int, Mapping[int, float]]) -> list[int]:
    """The members, those first that are closest to all others by the sum of their links, equals in their order.

    `links[a][b]` is the probability that a and b tell the same story.
    """
    inside = set(members)
    return sorted(members, key=lambda each: -sum(v for other, v in links.get(each, {}).items() if other in inside))
