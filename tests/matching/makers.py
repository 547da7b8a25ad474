"""Collections of short articles for comparisons."""

from datetime import datetime

import numpy as np

from newsgroups.matching.sparse.article_set import ArticleSet
from newsgroups.text.fingerprints.winnowing import fingerprints
from newsgroups.text.terms.extract import extract
from newsgroups.text.tokens.tokenizer import tokenize

FERRY = (
    "A passenger ferry struck the outer breakwater at Port Calder in thick fog, injuring 14 people, "
    "coast guard spokesman Henning Ruel said. Tugs pushed the Maren Lisa to the fish quay."
)
FERRY_RETOLD = (
    "Fourteen were hurt, Henning Ruel of the coast guard told us, when the Maren Lisa ran into the breakwater "
    "of Port Calder. The ferry now lies at the quay."
)
BRIDGE = "Engineers shut the Northgate harbour bridge after divers found a crack in a pylon, Mayor Ada Voss announced."


def collection(
    *texts: str, days: list[float] | None = None, sources: list[int] | None = None, published: datetime | None = None
) -> ArticleSet:
    """Articles of different outlets on one day, unless specified; event days are extracted if they were `published`."""
    return ArticleSet.build(
        [extract("", text, published) for text in texts],
        [fingerprints(tokenize(text)) for text in texts],
        np.array(days if days is not None else [0.0] * len(texts)),
        np.array(sources if sources is not None else range(len(texts)), dtype=np.int64),
    )
