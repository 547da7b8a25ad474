"""The same shares for many pairs at once, by arrays."""
