"""Format shares and probabilities for readers."""


def percent(share: float) -> str:
    """Format 0.873 as `87 %`. Only exactly 0 gives 0 %, and only exactly 1 gives 100 %."""
    rounded = round(share * 100)
    if 0 < share < 1:
        rounded = min(99, max(1, rounded))
    return f"{rounded} %"


def probable(probability: float) -> str:
    """Format 0.9996 as `99 %`, since a model is never certain."""
    return percent(min(0.99, max(0.01, probability)))
