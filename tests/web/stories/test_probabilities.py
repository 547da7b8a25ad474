"""A probability reads the same on every page; the API returns the number."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from newsgroups.models import Article, Pair
from tests.web.conftest import address


@pytest.mark.parametrize(
    ("probability", "said"), [(0.9962, "99%"), (1.0, "99%"), (0.8749, "87%"), (0.345, "34%"), (0.001, "1%")]
)
@pytest.mark.parametrize("page", ["group", "article", "compare", "/similar/?share=0"])
def test_every_page_tells_it_in_per_cent(client: Client, archive, page: str, probability: float, said: str) -> None:
    Pair.objects.update(probability=probability, copied_left=0.5, kind=Pair.Kind.PARTIAL_COPY)
    text = re.sub(r"<[^>]+>|\s+", " ", client.get(address(page, archive)).content.decode())
    patterns = (
        r"[Ss]ame story ([\d.]+%)",
        r"one story at ([\d.]+%)",
        r"([\d.]+%) likely the same story",
        r"different stories \(([\d.]+%)\)",
    )
    assert {each for pattern in patterns for each in re.findall(pattern, text)} == {said}


def test_a_text_that_is_looked_up_is_told_in_per_cent(client: Client, archive: dict[str, Article]) -> None:
    html = client.post(reverse("lookup"), {"text": archive["own"].text}).content.decode()
    assert re.findall(r"([\d.]+%) likely the same story", html) != []
    assert re.findall(r"same story [01]?\.\d+", html) == []


def test_the_api_gives_the_number(client: Client, archive) -> None:
    Pair.objects.update(probability=0.9962, score=0.9962)
    rows = client.get(f"/api/v1/articles/{archive['agency'].pk}/similar").json()["results"]
    assert {row["same_story"] for row in rows} == {0.9962}
