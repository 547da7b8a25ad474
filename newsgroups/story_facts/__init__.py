"""The facts of a story: stored, judged by curators, and prepared for pages."""
