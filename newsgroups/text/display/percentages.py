"""Format shares and probabilities for readers."""


def percent(share: float) -> str:
    """Format a share (0..1) as a percentage: 0.873 gives `87%`. Only 0 itself gives 0%, and only 1 gives 100%."""
    rounded = round(share * 100)
    if 0 < share < 1:
        rounded = min(99, max(1, rounded))
    return f"{rounded}%"


def probable(probability: float) -> str:
    """Format a probability as 1% to 99%, since a model is never certain: 0.9996 gives `99%`."""
    return percent(min(0.99, max(0.01, probability)))
