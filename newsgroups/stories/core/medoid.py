from collections.abc import Mapping, Sequence


def central(members: Sequence[int], links: Mapping[int, Mapping[int, float]]) -> int:
    """The member that is closest to all others by the sum of its links; the first among equals.

    `links[a][b]` is the probability that a and b tell the same story.
    """
    inside = set(members)

    def closeness(member: int) -> float:
        return sum(value for other, value in links.get(member, {}).items() if other in inside)

    return max(members, key=closeness)
