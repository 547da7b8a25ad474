"""Three invented events, each in its own words and reworded, and a way to process them."""

from newsgroups.models import Article, Pair
from newsgroups.stories.derived.sketches import sketch_pending
from newsgroups.stories.groups.regroup import regroup
from newsgroups.stories.pairs.match_pending import match_pending
from tests.makers import make_article

FERRY = (
    "A passenger ferry struck the outer breakwater at Port Calder in thick fog, injuring 14 people, the coast guard "
    "said. The Maren Lisa was carrying 212 passengers from Skerrow, spokesman Henning Ruel told reporters. Tugs pushed "
    "the vessel to the fish quay, where its passengers walked ashore over a makeshift gangway."
)
FERRY_RETOLD = (
    "Fourteen were hurt when the Maren Lisa ran into the breakwater of Port Calder. Henning Ruel of the coast guard "
    "spoke of fog so thick that the ferry from Skerrow saw nothing. All 212 passengers could leave the vessel."
)
LEAK = (
    "The pharmacy chain Fernway has lost prescriptions of two million customers to thieves, chief executive Dorrit "
    "Aske admitted. The intruders used a password of the supplier Pillwright, which nobody had changed since 2019."
)
LEAK_RETOLD = (
    "Prescriptions of Fernway customers are for sale. A stale password at Pillwright, a supplier of the pharmacy "
    "chain, opened the door to the intruders, Dorrit Aske told customers in a letter of apology."
)
TRIAL = (
    "Aldous Renwick was sentenced to seven years in prison for emptying the Tessel pension fund. Judge Ottilie Crane "
    "said that teachers had trusted him with their old age and that he had bought racehorses instead."
)


def process() -> None:
    sketch_pending()
    match_pending()
    regroup()


def make_ferry() -> tuple[Article, Article]:
    return (
        make_article(FERRY, title="Ferry strikes breakwater at Port Calder", source="Northline"),
        make_article(FERRY_RETOLD, title="Ferry hits Port Calder breakwater in fog", source="Harbour Post"),
    )


def make_leak() -> tuple[Article, Article]:
    return (
        make_article(LEAK, title="Fernway loses prescriptions to thieves", source="Northline"),
        make_article(LEAK_RETOLD, title="Stolen Fernway prescriptions for sale", source="Harbour Post"),
    )


def make_trial(**fields: object) -> Article:
    return make_article(TRIAL, title="Pension boss jailed for seven years", source="Northline", **fields)


def pairs() -> dict[tuple[int, int], Pair]:
    return {(pair.left_id, pair.right_id): pair for pair in Pair.objects.order_by("left", "right")}


def members() -> dict[int, list[int]]:
    """The articles of each story, by id."""
    found: dict[int, list[int]] = {}
    for story, article in Article.objects.exclude(story=None).order_by("id").values_list("story_id", "id"):
        found.setdefault(story, []).append(article)
    return found
