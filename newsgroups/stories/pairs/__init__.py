"""Which two articles are compared, and how probable it is that they tell one story."""
