"""Nothing that an outlet, a feed or a visitor wrote is ever executed on any page, including curators' pages.

The content security policy is disabled here: escaping alone has to suffice. The pages come from the site's own URL
patterns, so a new page is tested as soon as it exists; one with parameters that these tests do not know fails them.
"""

from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import quote

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import models
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from playwright.sync_api import Browser

from newsgroups.ingest.feeds.address_queue import enqueue
from newsgroups.models import (
    Article,
    Dossier,
    Feed,
    Pair,
    QueuedAddress,
    Revision,
    SharedLookup,
    Source,
    Story,
    Subscription,
)
from newsgroups.pipeline.process import process_articles
from tests.makers import make_article

from .running import Listener
from .vectors import VECTORS, vector

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Few enough to fit into a name of 200 and a title of 500 characters.
NAMES = [range(start, min(start + 3, len(VECTORS))) for start in range(0, len(VECTORS), 3)]
TITLES = [range(start, min(start + 8, len(VECTORS))) for start in range(0, len(VECTORS), 8)]
# Places on a page where a vector may appear.
PLACES = (
    "<title>{}</title><body><p>{}</p>",
    '<body><input value="{}">',
    "<body><input value='{}'>",
    '<body><a href="{}">x</a>',
    "<body><textarea>{}</textarea>",
    "<body><!-- {} -->",
    "<style>{}</style>",
)
SENTENCE = "The harbour bridge of Port Calder was closed on Monday after a diver found a crack in its eastern pylon."
# Pages that show nothing from the archive, or that end the session that the test needs.
LEFT_OUT = {
    "admin:logout",
    "admin:jsi18n",
    "admin:autocomplete",
    "admin:password_change",
    "admin:password_change_done",
    "admin:login",
}
MAX_LIST_LENGTH = 30


def chunk(numbers: range) -> str:
    return " ".join(vector(number) for number in numbers)


@pytest.fixture(scope="module")
def listener(chromium: Browser) -> Iterator[Listener]:
    context = chromium.new_context(bypass_csp=True)
    yield Listener(context, patience=10)
    context.close()


@pytest.fixture
def curator(listener: Listener, live_server) -> Client:
    """An administrator, who sees everything that curators see and more, in the browser and as a client."""
    client = Client()
    client.force_login(User.objects.create_superuser("admin"))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    listener.page.context.add_cookies([cookie])
    return client


@pytest.fixture
def evil(db) -> list[Article]:
    """Articles with vectors in every field (all of them in each text), with feeds, a queue, a story and revisions."""
    sources = [evil_source(number, chunk(numbers)[:200]) for number, numbers in enumerate(NAMES)]
    articles = [evil_article(number, chunk(numbers)[:500], sources) for number, numbers in enumerate(TITLES)]
    process_articles()
    Story.objects.update(title=chunk(TITLES[0])[:500])
    for article in articles:
        article.refresh_from_db()
    return articles


def evil_source(number: int, said: str) -> Source:
    source = Source.objects.create(name=said, slug=f"outlet-{number}", home_page="https://news.example/")
    feed = Feed(source=source, url=f"https://news.example/feed/{number}?{quote(said)}", title=said)
    feed.record_failure(timezone.now(), said)
    feed.save()
    return source


def evil_article(number: int, said: str, sources: list[Source]) -> Article:
    text = f"{SENTENCE} {SENTENCE}\n\n{said}\n\n{said} {SENTENCE}"
    article = make_article(text, title=f"Bridge {said}"[:500], source=sources[number], authors=said)
    Revision.objects.create(article=article, title=said, text=f"{said} {SENTENCE}", content_hash="0")
    queued = enqueue(f"https://news.example/story/{number}", known={"title": said, "source": said})
    queued.url_given = f"https://news.example/{said}"
    queued.record_refusal(timezone.now(), said)
    queued.save()
    return article


def test_the_listener_hears_every_vector_on_a_page_that_shows_it_as_it_is(chromium: Browser) -> None:
    context = chromium.new_context(bypass_csp=True)
    listener = Listener(context, patience=60)
    heard: set[int] = set()
    for place in PLACES:
        for number in sorted(set(range(len(VECTORS))) - heard):
            heard |= listener.ran_in(place.replace("{}", vector(number)))
    context.close()
    assert len(VECTORS) >= 100
    assert [vector(number) for number in range(len(VECTORS)) if number not in heard] == []


def test_nothing_that_is_stored_runs_on_any_page(listener: Listener, curator: Client, evil, live_server) -> None:
    addresses = [*every_page(), *every_list(curator)]
    assert len(addresses) > 2 * len(NAMES) + 10 * len(TITLES)
    ran = {address: found for address in addresses if (found := listener.ran_on(live_server.url + address))}
    assert ran == {}


def test_nothing_that_is_asked_runs(listener: Listener, curator: Client, evil, live_server) -> None:
    asked = quote(" ".join(vector(number) for number in range(len(VECTORS)))[:900])
    addresses = [f"/search/?q={quote(chunk(numbers))}" for numbers in TITLES]
    names = ("q", "source", "from", "page", "kind", "month", "url", "a", "text")
    for page in (
        "/groups/",
        "/similar/",
        "/search/",
        "/browse/",
        "/lookup/",
        "/compare/",
        "/add/",
        "/admin/newsgroups/article/",
    ):
        addresses += [f"{page}?{name}={asked}" for name in names]
    ran = {address[:80]: found for address in addresses if (found := listener.ran_on(live_server.url + address))}
    assert ran == {}
    assert listener.page.title().startswith("Select article to change")


def test_nothing_of_a_text_that_is_looked_up_runs(listener: Listener, curator: Client, evil, live_server) -> None:
    listener.ran_on(f"{live_server.url}/lookup/")
    text = " ".join(f"{vector(number)} {SENTENCE}" for number in range(len(VECTORS)))
    listener.page.get_by_label("Text or address").fill(text)
    listener.page.get_by_role("button", name="Look up").click()
    listener.page.wait_for_load_state()
    assert listener.ran_here() == set()
    assert SENTENCE in listener.page.content()


def test_nothing_of_a_draft_or_of_files_runs(listener: Listener, curator: Client, evil, live_server) -> None:
    text = " ".join(f"{vector(number)} 240 shopkeepers met Tomas Velde. {SENTENCE}" for number in range(len(VECTORS)))
    story = Story.objects.groups().first()
    listener.ran_on(live_server.url + reverse("check_draft", args=[story.pk]))
    listener.page.get_by_label("Draft", exact=True).fill(text)
    listener.page.get_by_role("button", name="Check").click()
    listener.page.wait_for_load_state()
    assert listener.ran_here() == set()
    assert "240 shopkeepers" in listener.page.locator("mark").nth(1).inner_text()
    listener.ran_on(f"{live_server.url}/lookup/")
    names = [chunk(numbers).replace("/", " ")[:200] + ".txt" for numbers in NAMES[:2]]
    files = [{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name in names]
    listener.page.set_input_files("input[type=file]", files)
    listener.page.get_by_role("button", name="Look up", exact=True).click()
    listener.page.wait_for_load_state()
    assert listener.ran_here() == set()
    assert "2 files compared" in listener.page.content()


def test_nothing_that_a_curator_sends_runs_in_the_answer(
    listener: Listener, curator: Client, evil, live_server
) -> None:
    listener.ran_on(f"{live_server.url}/add/")
    listener.page.get_by_label("Addresses").fill("\n".join(f"ftp://{vector(n)}" for n in range(50)))
    listener.page.get_by_role("button", name="Fetch", exact=True).click()
    listener.page.wait_for_load_state()
    assert listener.ran_here() == set()
    assert "ftp://" in listener.page.content()
    listener.ran_on(f"{live_server.url}/admin/newsgroups/article/")
    listener.page.locator("#action-toggle").check()
    listener.page.locator("select[name=action]").select_option("hide")
    listener.page.get_by_role("button", name="Run").or_(listener.page.get_by_role("button", name="Go")).click()
    listener.page.get_by_role("button", name="Yes, continue").click()
    assert listener.ran_here() == set()
    assert Article.objects.filter(hidden=True).exists()


def kept() -> tuple[Dossier, Subscription]:
    """What the administrator keeps as a reader, with vectors in every field."""
    said = " ".join(f"{vector(number)} {SENTENCE}" for number in range(len(VECTORS)))
    owner = User.objects.get(username="admin")
    dossier, is_new = Dossier.objects.get_or_create(
        owner=owner, title=chunk(TITLES[0])[:200], description=said[:5_000], is_shared=True
    )
    if is_new:
        story = Story.objects.order_by("pk").first()
        for number, article in enumerate(Article.objects.order_by("pk")[:2]):
            dossier.entries.create(position=number, article=article, note=said[:5_000], tags=said[:200])
        dossier.entries.create(position=2, story=story, note=said[-5_000:])
    subscription, _ = Subscription.objects.get_or_create(
        owner=owner,
        what=Subscription.What.STORIES,
        title=chunk(TITLES[0])[:200],
        way=Subscription.Way.MAIL,
        paused=said[:300],
    )
    return dossier, subscription


def every_page() -> list[str]:
    """Every URL: each pattern with everything in the archive that its parameters may refer to."""
    kept()
    return [address for pattern, name in patterns(get_resolver()) for address in filled(pattern, name)]


def every_list(client: Client) -> list[str]:
    """The further pages of the lists."""
    found = []
    for page in (
        "/groups/",
        "/similar/?same_outlet=on&share=0",
        "/search/?q=bridge",
        "/browse/",
        "/browse/?month=2026-11",
    ):
        for number in range(1, MAX_LIST_LENGTH + 1):
            address = f"{page}{'&' if '?' in page else '?'}page={number}"
            found.append(address)
            if b'rel="next"' not in client.get(address).content:
                break
    return found


def patterns(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[URLPattern, str]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each, f"{namespace}{each.namespace}:" if each.namespace else namespace)
        elif each.name and namespace + each.name not in LEFT_OUT:
            yield each, namespace + each.name


def filled(pattern: URLPattern, name: str) -> list[str]:
    parameters = list(pattern.pattern.converters)
    if not parameters:
        return [reverse(name)] if pattern.pattern.regex.groups == 0 else []
    return [reverse(name, kwargs=values) for values in stand_for(parameters, name)]


def stand_for(parameters: list[str], name: str) -> list[dict[str, object]]:
    """Values for the parameters of a page. Numbers are tried as ids of articles, stories and other objects."""
    if parameters == ["object_id"]:
        model = apps.get_model(name.removeprefix("admin:").rsplit("_", 1)[0].replace("_", ".", 1))
        # Histories and deletions show only the name of the object.
        return [{"object_id": pk} for pk in ids(model)[: None if name.endswith("_change") else 2]]
    if parameters == ["slug"]:
        return [{"slug": slug} for slug in Source.objects.values_list("slug", flat=True)]
    if name in ("shared_dossier", "export_shared_dossier"):
        forms = [{}] if name == "shared_dossier" else [{"form": form} for form in ("html", "ris")]
        return [{"token": kept()[0].token, **form} for form in forms]
    if name == "export_dossier":
        return [{"pk": kept()[0].pk, "form": form} for form in ("html", "ris")]
    if name == "change_entry":
        return [{"pk": each.dossier_id, "entry": each.pk} for each in kept()[0].entries.all()]
    if name == "unsubscribe":
        return [{"token": kept()[1].token}]
    if parameters == ["section"]:
        return [{"section": section} for section in ("articles", "stories", "outlets")]
    if parameters == ["token"]:
        said = " ".join(f"{vector(number)} {SENTENCE}" for number in range(len(VECTORS)))
        return [{"token": SharedLookup.objects.make(text=said, asked={}, days=1)[0].token}]
    if len(parameters) == 1 and parameters[0] in ("pk", "id", "article_id", "group_id", "story_id"):
        kinds = [Article, Story, QueuedAddress]
        return [{parameters[0]: pk} for pk in dict.fromkeys(pk for kind in kinds for pk in ids(kind))]
    if parameters in (["left", "right"], ["a", "b"]):
        articles = ids(Article)
        return [dict(zip(parameters, pair, strict=True)) for pair in pairwise(articles)]
    if parameters == ["month"]:
        return [{"month": "2026-11"}]
    if parameters == ["name"]:
        # The short name of a session; ending one requires a form.
        return [{"name": "0123456789abcdef"}]
    if parameters == ["pk", "form"]:
        cited = Article if name == "cite_article" else Story
        return [{"pk": pk, "form": form} for pk in ids(cited) for form in ("ris", "bib")]
    if parameters == ["uidb64", "token"]:
        return [{"uidb64": "MQ", "token": "expired-link"}]
    if parameters in (["app_label"], ["content_type_id", "object_id"]):
        return []
    raise AssertionError(f"Say here what {parameters} of the page {name} stand for, so that it is tried, too.")


def ids(model: type[models.Model]) -> list[object]:
    return list(model._default_manager.order_by("pk").values_list("pk", flat=True)[: len(NAMES)])


def test_the_archive_that_is_tried_has_something_on_every_kind_of_page(evil) -> None:
    assert Story.objects.groups().count() >= 1
    assert Pair.objects.count() > len(TITLES)
