"""The index on disk and how to open it: generations, schema, Whoosh's files read in place, columns, snapshot."""
