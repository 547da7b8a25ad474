"""Find similar articles and how they relate: candidates, features, passages, probabilities. No Django."""
