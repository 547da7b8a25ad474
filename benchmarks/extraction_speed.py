"""Pages per second on one core, from the bytes of a page to the text, title, authors, and date of its article.

Pages are made from the demo articles, with what surrounds an article on real sites: menus, teasers, comments, styles,
half a megabyte of scripts and data. Each is parsed in a child process under its limits, as in a real run, and the
figure counts the processor time of the reader and its children. `extraction_speed.py [PAGES]`
"""

import json
import os
import random
import resource
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ["OPENBLAS_NUM_THREADS"] = "1"

from newsgroups.ingest.sandbox.pool import end_readers, run_in_sandbox  # noqa: E402

DEMO = ROOT / "newsgroups" / "ingest" / "demo"
PROGRAM = "function f{0}(a,b){{var c=[{0},a,b];return c.map(function(x){{return x*{0}}}).join('-')}};"


def page_of(article: dict[str, str], others: list[dict[str, str]], chance: random.Random) -> bytes:
    """A page of some hundred kilobytes around one article."""
    paragraphs = "".join(
        f"<p class='body-{number}'>{text}</p>" for number, text in enumerate(article["text"].split("\n"))
    )
    menu = "".join(
        f"<li class='menu-item'><a href='/section/{number}'>Section {number}</a></li>" for number in range(60)
    )
    teasers = "".join(
        f"<div class='teaser'><a href='/t/{number}'><img src='/{number}.jpg' alt=''><h3>{each['title']}</h3></a></div>"
        for number, each in enumerate(chance.sample(others, 30))
    )
    comments = "".join(
        f"<li class='comment'><b>Reader {n}</b><p>{chance.choice(others)['title']}</p></li>" for n in range(40)
    )
    programs = "".join(PROGRAM.format(chance.randrange(10**6)) for _ in range(5_000))
    data = json.dumps({"@type": "NewsArticle", "headline": article["title"], "datePublished": "2026-11-02T09:00:00Z"})
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{article["title"]} | Outlet</title>
<meta property="og:title" content="{article["title"]}"><link rel="canonical" href="{article["url"]}">
<script type="application/ld+json">{data}</script><style>{".a{color:red}" * 3_000}</style>
<script>{programs}</script></head>
<body><header><nav><ul>{menu}</ul></nav></header><main><article><h1>{article["title"]}</h1>{paragraphs}</article>
<aside>{teasers}</aside><section id="comments"><ol>{comments}</ol></section></main>
<footer><ul>{menu}</ul></footer></body></html>""".encode()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    chance = random.Random(7)
    articles = [json.loads(line) for file in sorted(DEMO.glob("*.jsonl")) for line in file.read_text().splitlines()]
    pages = [page_of(article, articles, chance) for article in chance.choices(articles, k=count)]
    run_in_sandbox("page", pages[0])
    walls = []
    for page in pages:
        started = time.perf_counter()
        assert run_in_sandbox("page", page)["text"]
        walls.append(time.perf_counter() - started)
    end_readers()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime
    print(f"{count} pages of {statistics.mean(map(len, pages)) / 1000:,.0f} kB on average")
    print(f"{count / cpu:,.0f} pages a second of one core, the start of the reader included")
    print(f"median {statistics.median(walls) * 1000:,.0f} ms a page, largest child {used.ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    main()
