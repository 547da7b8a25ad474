"""Views of articles and outlets, and the Browse page."""
