"""How long data is kept: what grows without limit, and what visitors leave."""

from newsgroups import environment

from .base import env

# 0 keeps it forever. `KEEP_DAYS=runs=30,queue=0` overrides some.
KEEP_DAYS = environment.keep_days(
    env.str("KEEP_DAYS", default=""), {"revisions": 0, "runs": 400, "queue": 60, "audit": 400, "messages": 30}
)
# Days that a visitor may choose for a shared look-up; the first is the default. Nobody would remember to delete one
# that is kept for years.
SHARED_LOOKUP_DAYS = (1, 7, 30)
