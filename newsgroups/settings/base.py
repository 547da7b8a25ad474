"""Where the site keeps its data, and how it is reached."""

from pathlib import Path

import environ

from newsgroups import environment

BASE_DIR = Path(__file__).resolve().parents[2]
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
