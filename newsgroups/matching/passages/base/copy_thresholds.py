"""From how many words on text counts as copied, and when a copy is a near copy."""

from newsgroups.text.fingerprints.winnowing import GUARANTEED_RUN

# 12, by the shingles and the window of `text/fingerprints/winnowing.py`. A passage needs this many equal words, small
# edits between them allowed. Shared fingerprints find every such run; with fewer words, some would be found and others
# not.
MIN_COPIED_WORDS = GUARANTEED_RUN
# Two articles whose shares both reach this value read as one text, whatever was edited at the edges.
NEAR_COPY_SHARE = 0.8
