"""Rules for individual languages: stemmer, letters, elision, script, stop words, and native name."""
