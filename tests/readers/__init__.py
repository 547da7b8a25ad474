"""Pages and messages for readers with an account."""
