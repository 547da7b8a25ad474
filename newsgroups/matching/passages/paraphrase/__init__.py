"""Find reworded passages: similarity of sentences, stretches, summaries, scrambled text."""
