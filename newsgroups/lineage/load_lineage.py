"""Load the lineage of stories from their stored articles, credits, and pairs."""

from collections.abc import Iterable, Sequence

from django.db.models import F

from newsgroups.common.dates.who_was_first import Moment, own_moment
from newsgroups.models import Article, Credit, OriginCorrection, Pair, Story
from newsgroups.text.credits import agency_called, agency_of_outlet, full_name

from .graph import Edge, Lineage, Node

_ARTICLE = "pk", "story_id", "source__name", "url", "published", "first_seen", "published_precision"
_PAIR = (
    "left_id", "right_id", "story", "origin", "origin_name", "origin_confidence", "copied_left", "copied_right",
    "taken_left", "taken_right",
)  # fmt: skip
# Anything less is a name or a phrase.
_MIN_SHARE = 0.05
_SAID = {
    Pair.Origin.THIRD: "both quote or carry the same third party",
    Pair.Origin.UNKNOWN: "it is not known which of the two has it from whom",
    "": "not looked at yet",
}


def lineage_of(story: Story) -> Lineage:
    """Return the lineage of a story. Three queries, whatever the number of articles."""
    return lineages_of([story.pk]).get(story.pk, Lineage())


def lineages_of(stories: Sequence[int]) -> dict[int, Lineage]:
    """Return the lineage of each of the stories that has visible articles. Three queries."""
    articles = Article.objects.visible().filter(story__among=stories).order_by("id").values_list(*_ARTICLE)
    credits = Credit.objects.filter(article__story__among=stories, article__hidden=False).of_whole_texts()
    credited: dict[int, list[str]] = {}
    for article, agency in credits.order_by("id").values_list("article_id", "agency"):
        credited.setdefault(article, []).append(agency)
    nodes: dict[int, dict[str, Node]] = {}
    for pk, story, outlet, url, *date in articles:
        node = _node(pk, outlet, url, credited.get(pk, []), own_moment(*date))
        nodes.setdefault(story, {})[node.id] = node
    edges: dict[int, list[Edge]] = {story: [] for story in nodes}
    pairs = Pair.objects.visible().exclude(kind=Pair.Kind.SAME_STORY).filter(left__story__among=stories)
    pairs = pairs.filter(left__story=F("right__story")).annotate(story=F("left__story")).order_by("id")
    for left, right, story, *fields in pairs.values_list(*_PAIR):
        # The shares are the last two columns.
        if story in edges and max(fields[-2:]) >= _MIN_SHARE:
            edges[story] += _edges(left, right, nodes[story], *fields)
    return {story: Lineage(list(by_id.values()), _unique_edges(edges[story])) for story, by_id in nodes.items()}


def _node(pk: int, outlet: str, url: str, credited: list[str], moment: Moment | None) -> Node:
    own = agency_of_outlet(outlet, url)
    others = list(dict.fromkeys(agency for agency in credited if agency != own))
    # If several agencies are credited, it is not known whose text it is.
    agency = others[0] if len(others) == 1 else "" if others else own
    is_page = bool(own) and not others
    return Node(f"a{pk}", outlet, pk, agency, is_agency_page=is_page, published=moment.at if moment else None)


def _edges(
    left: int,
    right: int,
    nodes: dict[str, Node],
    origin: str,
    name: str,
    confidence: float,
    copied_left: float,
    copied_right: float,
    taken_left: float,
    taken_right: float,
) -> list[Edge]:
    """Return the edges that a pair implies. A third party that it names becomes a node."""
    one, other = f"a{left}", f"a{right}"
    copied = max(copied_left, copied_right)
    by_curator = ("a curator says so",) if confidence == OriginCorrection.CONFIDENCE else ()
    if origin == Pair.Origin.THIRD and (agency_called(name) or by_curator):
        source = _source(name, nodes)
        source_edges = [
            Edge(source, node, True, None, taken, confidence, (f"carries text of {full_name(name)}", *by_curator))
            for node, taken in ((one, taken_left), (other, taken_right))
            if source != node
        ]
        return [*source_edges, Edge(one, other, False, taken_left, taken_right, 0.0, (_SAID[origin],), copied)]
    if origin == Pair.Origin.RIGHT:
        one, other, taken_left, taken_right = other, one, taken_right, taken_left
    if origin in (Pair.Origin.LEFT, Pair.Origin.RIGHT):
        copied = copied_right if origin == Pair.Origin.LEFT else copied_left
    directed = origin in (Pair.Origin.LEFT, Pair.Origin.RIGHT)
    said = (f"{nodes[one].name} is the origin" if directed else _SAID[origin], *by_curator)
    return [Edge(one, other, directed, taken_left, taken_right, confidence if directed else 0.0, said, copied)]


def _source(name: str, nodes: dict[str, Node]) -> str:
    """Return the node of an agency: its own page if the story has one, else a new node."""
    page = next((node.id for node in nodes.values() if node.is_agency_page and node.agency == name), None)
    if page:
        return page
    return nodes.setdefault(f"s:{name}", Node(f"s:{name}", full_name(name), agency=name)).id


def _unique_edges(edges: Iterable[Edge]) -> list[Edge]:
    """Keep one edge per pair of nodes.

    Many pairs can say that an article has text of an agency; the greatest share counts.
    """
    best: dict[tuple[str, str], Edge] = {}
    for edge in edges:
        key = edge.source, edge.target
        if key not in best or edge.weight > best[key].weight:
            best[key] = edge
    return list(best.values())
