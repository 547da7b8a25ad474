"""Settings by subject; what differs between machines comes from the environment (see docs/operations.md, Settings)."""

from .base import *  # noqa: F403
from .components import *  # noqa: F403
from .database import *  # noqa: F403
from .https_and_cookies import *  # noqa: F403
from .mail_and_logs import *  # noqa: F403
from .request_limits import *  # noqa: F403
from .retention import *  # noqa: F403
from .search import *  # noqa: F403
from .sessions_and_passwords import *  # noqa: F403
