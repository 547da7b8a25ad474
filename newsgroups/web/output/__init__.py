"""The forms that lists take: pages of rows, CSV, Atom, and JSON Feed."""
