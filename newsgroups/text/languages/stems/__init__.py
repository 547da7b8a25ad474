"""From a word to its stem: what is joined before and behind it, Snowball, and lists of endings."""
