"""Pure: what is read from one text: words, fingerprints, terms, sentences."""
