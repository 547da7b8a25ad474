"""Building blocks of alignment: documents, shared runs, blocks, quotations, result types."""
