"""The search index: its engine, and the shards and copies of a cluster."""

from newsgroups import environment

from .base import DATA_DIR, env

HAYSTACK_CONNECTIONS = {
    "default": environment.search(
        env.str("SEARCH_URL", default=f"whoosh:{DATA_DIR / 'index'}"),
        user=env.str("SEARCH_USER", default=""),
        password=env.str("SEARCH_PASSWORD", default=""),
        ca=env.str("SEARCH_CA", default=""),
        shards=env.int("SEARCH_SHARDS", default=3),
        replicas=env.int("SEARCH_REPLICAS", default=1),
    )
}
