"""Look-up and its reports."""
