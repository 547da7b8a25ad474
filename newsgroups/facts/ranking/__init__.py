"""The probability that two incompatible figures are a disagreement, and how it is learned."""
