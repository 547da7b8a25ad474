"""What is boilerplate, and where it stands in a text."""
