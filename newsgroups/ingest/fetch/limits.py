"""How long a request may take, how much it may bring, and how long a host is left alone between two."""

# Seconds for a whole request, redirects included.
DEADLINE = 30.0
# Seconds between two requests to one host; crawlers of archives wait one to five seconds.
DELAY = 2.0
# Bytes of a response, before and after it is decompressed.
MAX_BODY = 5_000_000
