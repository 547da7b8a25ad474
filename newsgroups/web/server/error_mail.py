"""Mails errors to the administrators, without anything that a visitor sent: no address, query, form, or cookie."""

import logging
import time

from django.conf import settings
from django.utils.log import AdminEmailHandler

from newsgroups.common.logs import TextFormatter

# Seconds in which the same error of a process is mailed once. Errors come in bursts.
QUIET_SECONDS = 600.0
_MAX_KINDS = 200


class ErrorMail(AdminEmailHandler):
    """Sends the log line and the traceback, which shows code but no values; the request id leads to other log lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setLevel(logging.ERROR)
        self.setFormatter(TextFormatter())
        self._mailed: dict[str, float] = {}

    def emit(self, record: logging.LogRecord) -> None:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "Error"
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        subject = f"{kind} in {match.route or '/' if match else record.name}"
        if settings.ADMINS and self._is_due(subject):
            self.send_mail(subject, self.format(record), fail_silently=True)

    def _is_due(self, subject: str) -> bool:
        now = time.monotonic()
        if now - self._mailed.get(subject, -QUIET_SECONDS) < QUIET_SECONDS or len(self._mailed) >= _MAX_KINDS:
            return False
        self._mailed[subject] = now
        return True
