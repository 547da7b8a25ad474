"""Which pairs are worth a close look; what an article is found by."""
