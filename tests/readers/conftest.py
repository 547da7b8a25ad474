import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from tests.web.conftest import archive

__all__ = ["archive"]


@pytest.fixture
def ada(db) -> User:
    """A reader: may log in, and has no permission."""
    return User.objects.create_user("ada", email="ada@reader.example", password="harbour-bridge-9")


@pytest.fixture
def reader(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


@pytest.fixture
def curator(db) -> User:
    user = User.objects.create_user("ruth", email="ruth@paper.example", is_staff=True)
    user.groups.add(Group.objects.get(name="Curators"))
    return user
