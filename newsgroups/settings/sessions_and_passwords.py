"""How long a login lasts, when it ends for lack of use, and what it takes to log in."""

from newsgroups import environment

from .base import env

SESSION_HOURS = env.int("SESSION_HOURS", default=12)
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=120)
# Whether every account needs codes from an authenticator app (required), or may set them up (optional).
SECOND_FACTOR = environment.one_of(
    "SECOND_FACTOR", env.str("SECOND_FACTOR", default="optional"), ("optional", "required")
)
OTP_TOTP_ISSUER = "Newsgroups"
SESSION_COOKIE_AGE = 3600 * SESSION_HOURS

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
] + [{"NAME": "newsgroups.accounts.password_words.ContextWordsValidator"}]
LOGIN_URL = "login"
# Links to set a new password work for a day.
PASSWORD_RESET_TIMEOUT = 86_400
