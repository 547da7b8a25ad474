"""Lists of function words and stop words."""
