"""What lies on disk and how it is opened: generations, schema, Whoosh's files read in place, columns, snapshot."""
