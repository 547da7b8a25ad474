"""Facts of a story: what its outlets agree on, where they differ, how quotations are cut, what only one reports."""
