"""What is shown of a pair: segments, differing facts, word diff, shared words."""
