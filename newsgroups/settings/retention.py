"""Days for which the pipeline keeps data that grows without limit."""

from newsgroups import environment

from .base import env

# 0 keeps it forever. `KEEP_DAYS=runs=30,queue=0` overrides some.
KEEP_DAYS = environment.keep_days(
    env.str("KEEP_DAYS", default=""), {"revisions": 0, "runs": 400, "queue": 60, "audit": 400, "messages": 30}
)
