"""Recognize pages that are not articles by their title and text."""
