"""How much visitors may send, and how often; whose word on addresses counts."""

from newsgroups import environment

from .base import env

# A pasted text may have 200,000 characters: up to 800 kB in UTF-8, and three times that when percent-encoded.
DATA_UPLOAD_MAX_MEMORY_SIZE = 3_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
# An uploaded file is read and discarded; it never touches the disk.
FILE_UPLOAD_HANDLERS = ["newsgroups.web.middleware.uploads.UploadInMemory"]

# Requests per minute and address, by kind; `RATE_LIMITS=paste=600,search=0` overrides some, and 0 removes a limit.
RATE_LIMITS = environment.rate_limits(
    env.str("RATE_LIMITS", default=""),
    {
        "paste": 120,
        "upload": 30,
        "address": 20,
        "search": 300,
        "complete": 600,
        "compare": 60,
        "similar": 120,
        "export": 20,
        "share": 10,
        "login": 20,
        "keep": 60,
        "write": 120,
    },
)
# Bytes of text per address and day in shared look-ups; the longest text has 800 kB.
SHARED_BYTES_A_DAY = 4_000_000
# X-Forwarded-For is trusted only from these addresses.
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])
# Addresses that may read /metrics.
METRICS_ALLOWED = env.list("METRICS_ALLOWED", default=["127.0.0.1", "::1"])
