import pytest
from django.contrib.auth.models import User

from newsgroups.follow.new_entries import last_to_consider
from newsgroups.follow.webhook import new_secret
from newsgroups.models import Subscription
from tests.web.conftest import archive

__all__ = ["archive"]


@pytest.fixture(autouse=True)
def set_up(settings) -> None:
    """A site that can send mail, to Django's outbox."""
    settings.SITE_URL = "https://news.example"
    settings.EMAIL_URL = "smtp://mail.example"


@pytest.fixture
def ada(db) -> User:
    return User.objects.create_user("ada", email="ada@reader.example")


@pytest.fixture
def follow(ada):
    def make(what: str, *, way: str = "mail", rhythm: str = "at once", url: str = "", **query: object) -> Subscription:
        return Subscription.objects.create(
            owner=ada, what=what, query=query, title=str(query.get("q", what)), way=way, rhythm=rhythm, url=url,
            secret=new_secret() if url else "", seen=last_to_consider(what),
        )  # fmt: skip

    return make
