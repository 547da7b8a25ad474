"""When a copy is a near copy."""

# Two articles whose shares both reach this value read as one text, whatever was edited at the edges.
NEAR_COPY_SHARE = 0.8
