"""36 named features, trees, training, model files."""
