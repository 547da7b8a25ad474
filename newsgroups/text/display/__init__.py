"""Words of an article as readers see them."""
