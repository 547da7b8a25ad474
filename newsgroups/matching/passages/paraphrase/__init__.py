"""Passages in other words: similarity of sentences, stretches, summaries, scrambled text."""
