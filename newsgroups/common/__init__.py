"""General utilities that depend on neither Django nor the models."""
