"""The probability that two articles cover one story."""
