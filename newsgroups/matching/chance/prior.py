"""Prior for chance similarity in a new archive, so that two articles alone are not joined for the little they share."""

import numpy as np

# Weight of the prior: as much as an archive of ten articles.
PAIRS = 40
# Share of pairs with anything in common, by words, names, first sentences, and beginnings; similarity then falls off
# exponentially with the mean given here. The mean is twice the similarity of news articles published months apart,
# because a young archive tends to hold one kind of article. With the value of general news, archives of six incidents
# or feed items have a precision (pairs of articles in stories) of .5 and .3; with this one, .9 and 1. Recall falls
# from .94 to .82 for six political items, and hardly for more.
_ANY = (0.5, 0.3, 0.2, 0.3)
_MEAN = (0.07, 0.12, 0.08, 0.06)

_RANKS = (np.arange(PAIRS) + 0.5) / PAIRS
# For each of the four similarities, the values at equally spaced shares, all at most 1.
UNSEEN = [
    np.clip(-mean * np.log(_RANKS / share), 0, 1).astype(np.float16) for share, mean in zip(_ANY, _MEAN, strict=True)
]
