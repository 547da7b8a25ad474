"""Credits: the words in which an article says whose text, reporting, or pictures it carries."""

from .agencies import AGENCIES, agency_called, agency_of_outlet, full_name, is_release, outlet_names
from .agencies import UNNAMED as UNNAMED_AGENCY
from .find_credits import find_credits
from .mentions import is_outlet_name
from .outlets import is_edition_of, outlet_key
from .types import PART, WHOLE, Credit, CreditKind, credited_whole, is_republished

__all__ = [
    "AGENCIES",
    "PART",
    "UNNAMED_AGENCY",
    "WHOLE",
    "Credit",
    "CreditKind",
    "agency_called",
    "agency_of_outlet",
    "credited_whole",
    "find_credits",
    "full_name",
    "is_edition_of",
    "is_outlet_name",
    "is_release",
    "is_republished",
    "outlet_key",
    "outlet_names",
]
