"""What a text says about its story: weighted stems, names, places, numbers, and days."""
