"""Stories that follow a story, or share its people and place."""
