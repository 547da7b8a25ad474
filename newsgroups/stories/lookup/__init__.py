"""Look-up by text: search, answer, and the explanation when nothing is found."""
