"""Which two articles are compared, and what is stored about the pair."""
