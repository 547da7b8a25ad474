"""Everything that is read from a single text: words, fingerprints, terms, sentences. No Django."""
