"""The curators' queue of pairs, verdicts, import and export of verdicts, quality figures, and training."""
