"""Log records: adds the request they belong to, and formats them as text or as JSON for log collectors."""

import json
import logging
import time
from contextvars import ContextVar

# The id of the request that this thread is answering; empty outside requests.
request_id: ContextVar[str] = ContextVar("request_id", default="")
# The extra fields that a record may have. Others are dropped, so that no caller can leak data by accident.
FIELDS = ("method", "route", "status", "milliseconds", "user")


# Django logs "Not Found: /the/path" for each response with a status of 400 or more, and the path of a forged form.
_WITH_PATHS = ("django.request", "django.security.csrf")


class RequestFilter(logging.Filter):
    """Adds `request_id` to every record and removes request URLs, which contain queries and tokens."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get() or "-"
        if record.name in _WITH_PATHS and isinstance(record.args, tuple) and len(record.args) == 2:
            match = getattr(getattr(record, "request", None), "resolver_match", None)
            record.args = record.args[0], match.route if match else "unknown"
        return True


class JsonFormatter(logging.Formatter):
    """Writes one JSON object per line.

    Its keys are time (ISO 8601, UTC), level, logger, request_id, message, and the fields that are set.
    """

    def format(self, record: logging.LogRecord) -> str:
        written = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03}Z",
            "level": record.levelname,
            "logger": record.name,
            "request_id": getattr(record, "request_id", "-"),
            "message": record.getMessage(),
        }
        written |= {name: value for name in FIELDS if (value := getattr(record, name, None)) is not None}
        if record.exc_info:
            written["exception"] = self.formatException(record.exc_info)
        return json.dumps(written, ensure_ascii=False)


class TextFormatter(logging.Formatter):
    """Writes the same for people; line breaks in a message are escaped, so that a record is always one line."""

    def __init__(self) -> None:
        super().__init__("{asctime}Z {levelname} {name} [{request_id}] {message}", "%Y-%m-%dT%H:%M:%S", style="{")

    def converter(self, timestamp: float | None) -> time.struct_time:
        return time.gmtime(timestamp)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is logging's
        record.message = record.message.replace("\r", "\\r").replace("\n", "\\n")
        return super().formatMessage(record)
