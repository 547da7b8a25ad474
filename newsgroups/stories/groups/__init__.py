"""From stored pairs to stories with ids, and their export."""
