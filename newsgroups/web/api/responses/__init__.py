"""What the API answers, one file a resource: every key with its meaning, its unit, and an example."""
