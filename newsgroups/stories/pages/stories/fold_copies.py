"""The articles of a story folded by text: own reports first, and copies under the text that they carry."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from newsgroups.lineage.graph import DEPENDENT_FROM, Lineage
from newsgroups.text.credits import full_name

from .origin_badges import Sign
from .story import StoryArticle

# Up to this many copies are open when the page loads.
OPEN_COPIES = 3


@dataclass
class FoldedText:
    """One text: the article that it comes from, and those that carry it.

    Without `head`, the text is that of `agency`, which is not in the archive.
    """

    head: StoryArticle | None
    agency: str = ""
    copies: list[StoryArticle] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return len(self.copies) <= OPEN_COPIES


def fold_copies(told: Sequence[StoryArticle], lineage: Lineage) -> list[FoldedText]:
    """Fold articles in their order. A copy of unknown origin stands for itself."""
    by_node = {f"a{each.article.pk}": each for each in told}
    parents = _parents(by_node, lineage)
    roots = {node: _root(node, parents) for node in by_node}
    texts: dict[str, FoldedText] = {}
    for node in sorted(by_node, key=lambda node: roots[node].startswith("s:")):
        root = roots[node]
        if root == node:
            texts[root] = FoldedText(by_node[node])
    for node, root in roots.items():
        if root != node:
            texts.setdefault(root, FoldedText(None, full_name(root.removeprefix("s:")))).copies.append(by_node[node])
    return list(texts.values())


def _parents(by_node: dict[str, StoryArticle], lineage: Lineage) -> dict[str, str]:
    """Map each copy to the node that its text is known to come from: an article on the page, or an agency."""
    copies = {node for node, told in by_node.items() if told.sign == Sign.COPY}
    best: dict[str, tuple[float, str]] = {}
    for edge in lineage.edges:
        share = edge.share_of_target or 0.0
        is_known = edge.source in by_node or edge.source.startswith("s:")
        if edge.directed and edge.target in copies and is_known and share >= DEPENDENT_FROM:
            best[edge.target] = max(best.get(edge.target, (0.0, "")), (share, edge.source))
    parents = {node: source for node, (_, source) in best.items()}
    for node in lineage.nodes:
        if node.id in copies and node.agency and not node.is_agency_page and node.id not in parents:
            parents[node.id] = _agency_node(node.agency, by_node, lineage)
    return parents


def _agency_node(agency: str, by_node: dict[str, StoryArticle], lineage: Lineage) -> str:
    """Return the agency's own page if the list has it, else the agency itself."""
    pages = (node.id for node in lineage.nodes if node.is_agency_page and node.agency == agency)
    return next((page for page in pages if page in by_node), f"s:{agency}")


def _root(node: str, parents: dict[str, str]) -> str:
    """Return the text that a node ultimately comes from; of texts that come from each other, the first by name."""
    walked = [node]
    while parent := parents.get(walked[-1]):
        if parent in walked:
            return min(walked[walked.index(parent) :])
        walked.append(parent)
    return walked[-1]
