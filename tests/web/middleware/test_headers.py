"""Every response tells the browser to run and load nothing but the site's own files."""

import re

import pytest
from django.templatetags.static import static
from django.test import Client

from tests.web.conftest import address

PAGES = """
    / /groups/ group group_all /similar/ compare /compare/ /search/ /search/?q=bridge /search/help/ /lookup/ /browse/
    /browse/?month=2026-11 article article_changes source /about/ /healthz /readyz /robots.txt /groups/feed/ /groups.csv
    /api/v1/openapi.json /api/v1/search?q=bridge /api/v1/groups /no-such-page/ /articles/0/ /api/v1/articles/0
    /admin/login/ /admin/ /admin/newsgroups/article/ /admin/newsgroups/story/ /admin/newsgroups/source/
""".split()
POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def directives(response) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


def assert_closed(response) -> None:
    assert directives(response) == POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"


def inline(html: str) -> list[str]:
    """Returns inline scripts, style elements, style and on… attributes, and script URLs."""
    scripts = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>", html)
    tags = re.findall(r"<[a-z][^>]*>", html)
    attributes = [tag for tag in tags if re.search(r"\s(?:style|on[a-z]+)\s*=|javascript:", tag)]
    return scripts + re.findall(r"<style[^>]*>", html) + attributes


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("is_curator", [False, True])
def test_every_page_has_a_policy_and_nothing_inline(
    client: Client, admin_client: Client, archive, page, is_curator
) -> None:
    response = (admin_client if is_curator else client).get(address(page, archive))
    assert_closed(response)
    if not response.streaming:
        assert inline(response.content.decode()) == []


def test_an_error_of_ours_has_the_policy_too(client: Client, archive, monkeypatch) -> None:
    from newsgroups.web.views import about

    def fail() -> None:
        raise RuntimeError("the disk is on fire")

    monkeypatch.setattr(about, "archive_figures", fail)
    client.raise_request_exception = False
    response = client.get("/about/")
    assert response.status_code == 500
    assert_closed(response)
    assert "the disk is on fire" not in response.content.decode()


def test_nothing_is_loaded_from_elsewhere(client: Client, archive) -> None:
    for page in PAGES:
        html = client.get(address(page, archive))
        if "html" in html["Content-Type"] and html.status_code == 200:
            found = re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="(https?:)?//', html.content.decode())
            assert found == []
            assert re.search(r'<(?:script|link)[^>]*(?:src|href)="/static/', html.content.decode())


def test_the_check_for_what_is_inline_sees_it() -> None:
    assert len(inline('<script>x</script><p onclick="x"><style></style><a href="javascript:x">')) == 4


def test_a_browser_that_asks_for_an_icon_by_its_old_name_gets_that_of_the_site(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert (response.status_code, response["Location"]) == (302, static("icon.svg"))
