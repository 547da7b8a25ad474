"""What belongs to a language: its stemmer, letters, elided articles, script, stop words and own name."""
