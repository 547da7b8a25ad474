"""Which two articles are compared, and what is stored of the pair."""
