"""Outlets on pages are in the reader's alphabetical order, and caches are told so."""

import pytest
from django.test import Client

from tests.makers import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "order"), [("sv", ["Zeit", "Åbo"]), ("de", ["Åbo", "Zeit"])])
def test_outlets_to_choose_from_are_in_the_order_of_the_reader(client: Client, language: str, order: list[str]) -> None:
    for name in ("Zeit", "Åbo"):
        make_article("A text of some words.", title=f"Of {name}", source=name)
    answer = client.get("/similar/", headers={"Accept-Language": f"{language}, en;q=0.5"})
    shown = answer.content.decode()
    assert sorted(order, key=lambda name: shown.index(f">{name}<")) == order
    assert "Accept-Language" in answer["Vary"]


def test_a_page_without_outlets_is_the_same_for_all_readers(client: Client) -> None:
    assert "Accept-Language" not in client.get("/healthz").get("Vary", "")
