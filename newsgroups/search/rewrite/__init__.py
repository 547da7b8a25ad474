"""From the tree to Whoosh's query, wildcards and slips expanded, other spellings."""
