"""The database and the cache."""

from newsgroups import environment

from .base import DATA_DIR, env

DATABASES = {
    "default": environment.database(
        env.db_url("DATABASE_URL")
        if env.str("DATABASE_URL", default="")
        else env.db_url_config(f"sqlite:///{environment.private_file(DATA_DIR / 'newsgroups.sqlite3')}"),
        cache_mb=env.int("NEWSGROUPS_SQLITE_CACHE", default=64),
    )
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
