"""Look-up by text: search, answer, and what to say when nothing was found."""
