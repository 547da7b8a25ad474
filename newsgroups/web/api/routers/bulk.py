"""Many look-ups in one request: one JSON object per line in, one JSON object per line out (NDJSON)."""

import json
import time
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Field, Router
from ninja.errors import HttpError
from ninja.errors import ValidationError as ValidationErrors
from ninja.responses import NinjaJSONEncoder
from pydantic import ValidationError

from newsgroups.common.processes.concurrency_limit import Busy
from newsgroups.stories.lookup.text_limits import RefusedText
from newsgroups.web.api.openapi import schema_of
from newsgroups.web.api.responses.shared_text import BulkLine
from newsgroups.web.middleware.rate_limit import TooMany

from .search import LookupQuestion, lookup

router = Router(tags=["Look up"])

MAX_LINES = 100
# A worker thread answers one request at a time; a longer one would keep it from others.
MAX_SECONDS = 60.0
NDJSON = "application/x-ndjson"


class BulkQuestion(LookupQuestion):
    id: str | int | None = Field(None, description="Returned with the answer.", examples=["draft-7"])


_BODY = {
    "required": True,
    "description": f"One object per line, at most {MAX_LINES} lines and 3 MB.",
    "content": {NDJSON: {"schema": schema_of(BulkQuestion)}},
}
_ANSWER = {
    "description": "One object per line, in the order of the request, each sent as soon as it is ready.",
    "content": {NDJSON: {"schema": schema_of(BulkLine)}},
}


@router.post(
    "lookup/bulk",
    summary="Look up many texts; each counts as a look-up",
    openapi_extra={"requestBody": _BODY, "responses": {200: _ANSWER}},
)
def lookup_bulk(request: HttpRequest) -> StreamingHttpResponse:
    """Rejected lines say so (`status`, `detail`); the others are answered. Lines that do not fit into a
    minute have status 503, and those beyond the rate limit 429 with `retry_after` in seconds; send them again.
    """
    lines = request.body.splitlines()
    if not any(line.strip() for line in lines):
        raise HttpError(422, "The body has no lines. Send one JSON object per line.")
    if len(lines) > MAX_LINES:
        raise HttpError(413, f"The body has {len(lines):,} lines; at most {MAX_LINES} can be looked up at once.")
    return StreamingHttpResponse(_answers(request, lines), content_type=NDJSON)


def _answers(request: HttpRequest, lines: list[bytes]) -> Iterator[str]:
    until = time.monotonic() + MAX_SECONDS
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        late = time.monotonic() > until
        answer = {"status": 503, "detail": "Time ran out.", "retry_after": 1} if late else _answer(request, line)
        yield json.dumps({"line": number} | answer, cls=NinjaJSONEncoder) + "\n"


def _answer(request: HttpRequest, line: bytes) -> dict[str, Any]:
    try:
        question = BulkQuestion.model_validate_json(line)
    except ValidationError as error:
        said = "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}".lstrip(": ") for item in error.errors())
        return {"id": None, "status": 422, "detail": said}
    try:
        return {"id": question.id, "status": 200} | lookup(request, question)
    except RefusedText as error:
        return {"id": question.id, "status": 422, "detail": str(error)}
    except Busy as error:
        return {"id": question.id, "status": 503, "detail": str(error), "retry_after": error.seconds}
    except ValidationErrors as error:
        return {"id": question.id, "status": 422, "detail": "; ".join(detail["msg"] for detail in error.errors)}
    except TooMany as error:
        return {"id": question.id, "status": 429, "detail": str(error), "retry_after": error.seconds}
