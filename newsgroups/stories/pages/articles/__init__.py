"""One article and its changes as readers see them."""
