"""What is taken for chance before an archive has shown it: of news at large, so that a few articles say something."""

import numpy as np

# As many pairs: an archive of 25 articles counts as much as these.
PAIRS = 300
# Of pairs of 3,000 articles of news at large that are months apart, how alike words, names, first sentences and
# beginnings are beyond the first few hundredths: so many of all, falling off exponentially with such a mean.
_ANY = (0.3, 0.12, 0.06, 0.13)
_MEAN = (0.037, 0.06, 0.043, 0.034)

_RANKS = (np.arange(PAIRS) + 0.5) / PAIRS
# Of each of the four the values at equal shares, none of them above 1.
UNSEEN = [
    np.minimum(np.maximum(-mean * np.log(np.maximum(_RANKS, 1e-9) / share), 0), 1).astype(np.float16)
    for share, mean in zip(_ANY, _MEAN, strict=True)
]
