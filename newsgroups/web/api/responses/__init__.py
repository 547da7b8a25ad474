"""Response schemas of the API, one module per resource; every key has a description, a unit and an example."""
