"""Pure: which articles are alike, and how: candidates, features, passages, probabilities."""
