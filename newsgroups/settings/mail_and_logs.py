"""Messages to readers and administrators, and what is logged."""

from newsgroups import environment

from .base import env

# Without EMAIL_URL and SITE_URL, readers get no mail; without SITE_URL, no webhooks either. Errors are mailed to ADMINS
# all the same: by the server at localhost, unless EMAIL_URL names another.
EMAIL_URL = env.str("EMAIL_URL", default="")
globals().update(environment.mail(EMAIL_URL))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="newsgroups@localhost")
SERVER_EMAIL = env.str("SERVER_EMAIL", default="newsgroups@localhost")
ADMINS = [(address, address) for address in env.list("ADMINS", default=[])]
SITE_URL = environment.site_url(env.str("SITE_URL", default=""))
LOGGING = environment.logging(env.str("LOG_FORMAT", default="text"), env.bool("ACCESS_LOG", default=False))
