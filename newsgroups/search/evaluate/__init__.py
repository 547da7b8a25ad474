"""Documents and scores of a Whoosh query, by arrays; masks; the time budget."""
