"""Dates in query parameters."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _written_as_a_day(value: Any) -> Any:
    """On its own, pydantic accepts `0` as the first day of 1970."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("This is not a date; use YYYY-MM-DD.")
    return value


Day = Annotated[date, BeforeValidator(_written_as_a_day)]
