"""What a number in a text counts: people, ages, amounts, and tolls."""
