"""The texts of one story, prepared for comparison: which are copies, and how much of them is read."""
