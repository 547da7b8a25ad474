"""Shares and probabilities as readers are told them."""


def percent(share: float) -> str:
    """0.873 as `87 %`. Only nothing is 0 %, and only everything is 100 %."""
    rounded = round(share * 100)
    if 0 < share < 1:
        rounded = min(99, max(1, rounded))
    return f"{rounded} %"


def probable(probability: float) -> str:
    """0.9996 as `99 %`: certainty is not what a model has."""
    return percent(min(0.99, max(0.01, probability)))
