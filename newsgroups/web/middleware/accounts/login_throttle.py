"""Slows down log-ins to one account from one address after several failures."""

from django.http import HttpRequest

from newsgroups.web.middleware.rate_limit import MINUTE, count, forget

# Failed log-ins per account and address: this many at once, then one every three minutes.
FAILURES = 5
FAILURES_WITHIN = 15 * MINUTE
_MAX_ACCOUNT_LENGTH = 150


def count_login(request: HttpRequest, account: str) -> None:
    """Count a log-in attempt before the password is checked. Raises TooMany after too many failures."""
    count(request, _kind(account), FAILURES, FAILURES_WITHIN)


def forget_logins(request: HttpRequest, account: str) -> None:
    """Reset the count after a successful log-in."""
    forget(request, _kind(account))


def _kind(account: str) -> str:
    return f"log-in {account.casefold()[:_MAX_ACCOUNT_LENGTH]}"
