"""Documents, shared runs, blocks, quotations, result types."""
