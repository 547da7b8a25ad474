"""Credits as each language words them, on invented texts."""
