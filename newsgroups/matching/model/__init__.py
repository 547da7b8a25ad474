"""The same-story model: pair features, trees, training, model files."""
