"""Array-based evaluation of Whoosh queries: matching documents, scores, masks and a time budget."""
