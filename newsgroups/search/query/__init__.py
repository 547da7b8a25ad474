"""Query parsing, word splitting and highlighting. This package does not depend on the index."""
