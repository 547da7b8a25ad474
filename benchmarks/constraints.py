"""Regroups under many curators' decisions: all of them must hold, and it may take at most twice as long.

    python benchmarks/constraints.py [CONSTRAINTS] [ARTICLES]      # default: 10,000 and 40,000

An archive of synthetic articles gets the pairs of stories of one to eight articles with random links between them.
Random decisions contradict neither each other nor a lock: half are must-links, half cannot-links, and a hundred groups
are locked. Regrouping is timed (processor time, median of five) without and with them; the step that first applies them
is timed separately. Exits with status 1 if one does not hold or if it takes more than twice as long.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
ROUNDS, LOCKED, CHANCE_LINKS = 5, 100, 0.5


def main(constraints: int, articles: int) -> int:
    from newsgroups.models import Article, CurationEvent
    from newsgroups.stories.groups.regroup import regroup

    draw = Random(11)
    ids = make_articles(articles)
    make_pairs(ids, draw)
    regroup()
    free = timed(regroup)
    links = make_decisions(ids, constraints, draw)
    started = time.process_time()
    regroup()
    first = time.process_time() - started
    bound = timed(regroup)
    story = dict(Article.objects.values_list("pk", "story_id"))
    broken = sum((story[a] is not None and story[a] == story[b]) != together for a, b, together in links)
    assert CurationEvent.objects.count() == 1
    print(f"{articles:,} articles, {len(links):,} constraints and {LOCKED} locked groups")
    print(f"without: {free:.2f} s; first time with them: {first:.2f} s; from then on: {bound:.2f} s")
    print(f"{max(first, bound) / free:.2f} times as long; {broken} of {len(links):,} broken")
    return int(bool(broken) or max(first, bound) > 2 * free)


def timed(work) -> float:  # type: ignore[no-untyped-def]
    seconds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        seconds.append(time.process_time() - started)
    return statistics.median(seconds)


def make_articles(number: int) -> list[int]:
    from newsgroups.models import Article, Source

    sources = [Source.objects.create(name=f"Outlet {each}", slug=f"outlet-{each}") for each in range(40)]
    rows = []
    for each in range(number):
        url = f"https://news.example/{each}"
        rows.append(Article(source=sources[each % 40], url=url, url_given=url, title=f"Title {each}", text="x"))
        rows[-1].mark_changed()
    Article.objects.bulk_create(rows, batch_size=2_000)
    return list(Article.objects.order_by("pk").values_list("pk", flat=True))


def make_pairs(ids: list[int], draw: Random) -> None:
    from newsgroups.models import Pair

    probability: dict[tuple[int, int], float] = {}
    start = 0
    while start < len(ids):
        story = ids[start : start + draw.choice((1, 1, 1, 2, 2, 3, 5, 8))]
        start += len(story)
        probability |= {(a, b): draw.uniform(0.4, 0.99) for a in story for b in story if a < b}
    for _ in range(int(len(ids) * CHANCE_LINKS)):
        a, b = sorted(draw.sample(ids, 2))
        probability.setdefault((a, b), draw.uniform(0.05, 0.6))
    rows = [
        Pair(left_id=a, right_id=b, kind="same story", score=p, probability=p, same_source=False)
        for (a, b), p in probability.items()
    ]
    Pair.objects.bulk_create(rows, batch_size=2_000)


def make_decisions(ids: list[int], number: int, draw: Random) -> list[tuple[int, int, bool]]:
    """Stores decisions that can all hold. Half of the cannot-links split a group; the others are any two articles."""
    from django.contrib.auth.models import User

    from newsgroups.models import Article, Constraint, CurationEvent, Pair, Story
    from newsgroups.stories.core.constraint_graph import Contradiction, Decisions, Link

    Story.objects.filter(pk__in=Story.objects.groups().order_by("pk").values("pk")[:LOCKED]).update(locked=True)
    locked = set(Article.objects.filter(story__locked=True).values_list("pk", flat=True))
    open_ids = [each for each in ids if each not in locked]
    pairs = [pair for pair in Pair.objects.order_by("pk").values_list("left_id", "right_id") if not locked & {*pair}]
    decided, links = Decisions(), []
    while len(links) < number:
        together = len(links) % 2 == 0
        a, b = draw.choice(pairs) if draw.random() < 0.5 else sorted(draw.sample(open_ids, 2))
        try:
            decided.add(Link(a, b, together))
        except Contradiction:
            continue
        if (a, b, together) not in links[-1:]:
            links.append((a, b, together))
    links = list(dict.fromkeys(links))
    event = CurationEvent.objects.create(action="merge", by=User.objects.create_user("bench"), summary="Benchmark")
    rows = [Constraint(kind="must" if t else "cannot", left_id=a, right_id=b, event=event) for a, b, t in links]
    Constraint.objects.bulk_create(rows, batch_size=1_000)
    return links


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    with tempfile.TemporaryDirectory(prefix="newsgroups-constraints-") as folder:
        os.environ |= {
            "NEWSGROUPS_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "newsgroups.settings",
            "DATABASE_URL": f"sqlite:///{folder}/newsgroups.sqlite3",
        }
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        given = [int(each.replace(",", "")) for each in sys.argv[1:]] + [10_000, 40_000][len(sys.argv) - 1 :]
        sys.exit(main(*given[:2]))
