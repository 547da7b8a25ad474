"""What is taken for chance before an archive has shown it, so that two articles alone are not taken for one story for
the little that they share.
"""

import numpy as np

# Counts as much as an archive of ten articles.
PAIRS = 40
# Words, names, first sentences and beginnings: so many of the pairs have something in common, falling off exponentially
# with such a mean. That is twice as much alike as articles of news at large are that came out months apart: what a
# young archive holds is of one kind. With the pairs of news at large, archives of six incidents or feed items have a
# precision of .5 and .3 (pairs of articles in groups), with these one of .9 and 1; recall falls from .94 to .82 among
# six political items, and hardly among more.
_ANY = (0.5, 0.3, 0.2, 0.3)
_MEAN = (0.07, 0.12, 0.08, 0.06)

_RANKS = (np.arange(PAIRS) + 0.5) / PAIRS
# Of each of the four the values at equal shares, none of them above 1.
UNSEEN = [
    np.clip(-mean * np.log(_RANKS / share), 0, 1).astype(np.float16) for share, mean in zip(_ANY, _MEAN, strict=True)
]
