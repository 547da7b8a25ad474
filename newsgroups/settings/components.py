"""What the site is made of: applications, middleware, templates, static files."""

from .base import BASE_DIR, DATA_DIR, DEBUG, env

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
                "newsgroups.web.context_processors.archive_figures",
            ],
        },
    },
]

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
