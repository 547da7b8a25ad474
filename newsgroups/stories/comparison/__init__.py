"""Two texts side by side and the verdict on them."""
