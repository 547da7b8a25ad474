"""Stories, their facts, and pairs of articles."""
