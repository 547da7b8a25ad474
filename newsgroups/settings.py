"""Settings: everything that differs between machines comes from the environment (see README, Settings)."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

from . import environment

BASE_DIR = Path(__file__).resolve().parent.parent
# `NAME_FILE` names a file with the value of `NAME`, such as a credential of systemd or a mounted secret.
env = environ.FileAwareEnv()

DATA_DIR = environment.data_dir(env.str("NEWSGROUPS_DATA_DIR", default=str(BASE_DIR / "var")))
DEBUG = env.bool("DEBUG", default=False)
# HTTPS=0 is for a site without a TLS proxy that is read only on its own machine, as `make run` does.
HTTPS = env.bool("HTTPS", default=not DEBUG)
SECRET_KEY = environment.secret_key(env.str("SECRET_KEY", default=""), DATA_DIR)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
LOAD_DEMO = env.bool("NEWSGROUPS_DEMO", default=True)

INSTALLED_APPS = [
    "newsgroups",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "bootstrap4",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "haystack",
]
MIDDLEWARE = [
    "newsgroups.web.middleware.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "newsgroups.web.views.health.probes",
    "newsgroups.web.middleware.api_problems.ConditionalApiMiddleware",
    "newsgroups.web.middleware.api_problems.ProblemMiddleware",
    "newsgroups.web.middleware.error_pages.OversizeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "newsgroups.web.middleware.accounts.end_old_sessions.SessionLimitsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "newsgroups.web.middleware.accounts.account_checks.AccountsMiddleware",
    "newsgroups.web.middleware.reader_languages.ReaderLanguageMiddleware",
    "newsgroups.web.middleware.gone.GoneMiddleware",
    "newsgroups.web.middleware.error_pages.TooManyMiddleware",
]
ROOT_URLCONF = "newsgroups.urls"
WSGI_APPLICATION = "newsgroups.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsgroups.web.navigation.archive_figures",
            ],
        },
    },
]

DATABASES = {
    "default": environment.database(
        env.db_url("DATABASE_URL")
        if env.str("DATABASE_URL", default="")
        else env.db_url_config(f"sqlite:///{environment.private_file(DATA_DIR / 'newsgroups.sqlite3')}"),
        cache_mb=env.int("NEWSGROUPS_SQLITE_CACHE", default=64),
    )
}
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
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Messages to readers. Without EMAIL_URL and SITE_URL, nothing is sent by mail; without SITE_URL, no webhooks either.
EMAIL_URL = env.str("EMAIL_URL", default="")
globals().update(environment.mail(EMAIL_URL))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="newsgroups@localhost")
SITE_URL = environment.site_url(env.str("SITE_URL", default=""))
# Started after each run of the pipeline, with the figures of the run as JSON on its standard input.
POST_RUN = env.str("NEWSGROUPS_POST_RUN", default="")

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "newsgroups.web.server.static_files.CollectedStaticFiles"},
}
# Until they are collected, static files are served directly from static/, so a fresh clone needs no collectstatic.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
BOOTSTRAP4 = {
    # The style sheet is linked by base.html, and no page needs Bootstrap's scripts; the defaults would link to a CDN.
    "css_url": None,
    "javascript_url": None,
    "jquery_url": None,
    "jquery_slim_url": None,
    "include_jquery": False,
    "required_css_class": "required",
    # A valid filter needs no green check mark.
    "success_css_class": "",
}

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

# Days for which the pipeline keeps data that grows without limit; 0 keeps it forever.
KEEP_DAYS = environment.keep_days(
    env.str("KEEP_DAYS", default=""), {"revisions": 0, "runs": 400, "queue": 60, "audit": 400, "messages": 30}
)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # Bootstrap's style sheet draws the arrows of selects and the menu button from data: images.
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# Probes come from within, by plain HTTP. The API refuses it, so that a client that sends secrets in the clear notices.
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$", r"^api/v"]
SESSION_COOKIE_HTTPONLY = True
SESSION_HOURS = env.int("SESSION_HOURS", default=12)
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=120)
# Whether every account needs codes from an authenticator app (required), or may set them up (optional).
SECOND_FACTOR = environment.one_of(
    "SECOND_FACTOR", env.str("SECOND_FACTOR", default="optional"), ("optional", "required")
)
OTP_TOTP_ISSUER = "Newsgroups"
SESSION_COOKIE_AGE = 3600 * SESSION_HOURS
if HTTPS:
    # Browsers accept these names only with Secure, for the whole site, and from no other host of the domain.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    # The preload list is built into browsers and takes months to leave, so the decision is the domain owner's.
    SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
    SILENCED_SYSTEM_CHECKS = ["security.W021"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
] + [{"NAME": "newsgroups.accounts.password_words.ContextWordsValidator"}]
LOGIN_URL = "admin:login"
# Errors are mailed to these, through the server that EMAIL_URL names.
ADMINS = [(address, address) for address in env.list("ADMINS", default=[])]
vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
EMAIL_TIMEOUT = 10
SERVER_EMAIL = env.str("SERVER_EMAIL", default="newsgroups@localhost")
LOGGING = environment.logging(env.str("LOG_FORMAT", default="text"), env.bool("ACCESS_LOG", default=False))
