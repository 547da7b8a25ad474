"""The curators' queue, verdicts, their files, quality figures, training."""
