"""What curators decided, as constraints that a grouping can keep: the newest decision wins."""

from dataclasses import dataclass, field

from newsgroups.models import Article, Constraint, Story

Link = tuple[int, int]


@dataclass(frozen=True)
class CuratorsConstraints:
    """Pairs of article ids that are together or apart, and the articles of each locked story."""

    must_link: list[Link] = field(default_factory=list)
    cannot_link: list[Link] = field(default_factory=list)
    locked: dict[int, list[int]] = field(default_factory=dict)


def curators_constraints() -> CuratorsConstraints:
    """All that holds now. An older decision that contradicts a newer one is left out."""
    decided = CuratorsConstraints(locked=_locked())
    together = _Together()
    active = Constraint.objects.active().order_by("-event__at", "-event_id", "id")
    for left, right, kind in active.values_list("left_id", "right_id", "kind"):
        if kind == Constraint.Kind.MUST_LINK and together.may_join(left, right):
            together.join(left, right)
            decided.must_link.append((left, right))
        elif kind == Constraint.Kind.CANNOT_LINK and together.part(left, right):
            decided.cannot_link.append((left, right))
    return decided


def _locked() -> dict[int, list[int]]:
    locked: dict[int, list[int]] = {}
    rows = Article.objects.visible().filter(story__in=Story.objects.filter(locked=True)).order_by("id")
    for story, article in rows.values_list("story_id", "id"):
        locked.setdefault(story, []).append(article)
    return locked


class _Together:
    """Articles joined by decisions so far, and which of these must stay apart."""

    def __init__(self) -> None:
        self.parent: dict[int, int] = {}
        self.apart: list[Link] = []

    def root(self, article: int) -> int:
        while (above := self.parent.get(article, article)) != article:
            article = above
        return article

    def may_join(self, left: int, right: int) -> bool:
        roots = {self.root(left), self.root(right)}
        return not any({self.root(a), self.root(b)} == roots for a, b in self.apart)

    def join(self, left: int, right: int) -> None:
        left, right = self.root(left), self.root(right)
        if left != right:
            self.parent[max(left, right)] = min(left, right)

    def part(self, left: int, right: int) -> bool:
        """Keeps the two apart from now on; false if a newer decision put them together."""
        if self.root(left) == self.root(right):
            return False
        self.apart.append((left, right))
        return True
