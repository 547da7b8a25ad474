"""What the cluster holds and how it gets there: mappings, documents, generations, the list of words."""
