"""Select the pairs worth comparing in full, and the terms to find an article by."""
