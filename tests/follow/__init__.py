"""Messages about what readers follow."""
