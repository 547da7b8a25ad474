"""What other texts say as well: articles outside the story, and earlier texts of it."""
