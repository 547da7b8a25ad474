"""A story and lists of stories as readers see them."""
