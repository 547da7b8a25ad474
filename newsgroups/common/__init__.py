"""Small tools that know neither Django nor the models."""
