"""What feeds carry, taken into the archive."""
