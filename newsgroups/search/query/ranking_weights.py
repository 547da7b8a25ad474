"""The choices that rank search results, in one place."""

from whoosh.scoring import BM25F

# BM25F: how fast further occurrences of a word lose weight, and how much long texts are held back (0 to 1). These are
# Whoosh's defaults, which its own documentation takes from Robertson and Zaragoza (2009).
K1 = 1.2
B = 0.75
# A query word that occurs in the title adds this much of its title score to the score of the text. Titles never decide
# alone: a word that occurs in the title only is found because the text field includes the title.
TITLE_WEIGHT = 1.0
# Relevance does not decay with age: readers of an archive sort by date when they want the news.
WEIGHTING = BM25F(B=B, K1=K1)
