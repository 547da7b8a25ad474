"""Output formats of lists: HTML pages, CSV, Atom and JSON Feed."""
