"""Search recall by language, on small articles and queries written for this purpose.

    python benchmarks/search_languages.py

The files in benchmarks/search_languages/ contain the articles and, for each query, the URLs that must be found and
those that must not.
"""

# ruff: noqa: E402 - Django must be set up before the imports that need it.
import csv
import json
import os
import sys
import tempfile
import warnings
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
WORK = tempfile.TemporaryDirectory(prefix="newsgroups-search-languages-")
os.environ |= {
    "NEWSGROUPS_DATA_DIR": WORK.name,
    "NEWSGROUPS_DEMO": "0",
    "HTTPS": "0",
    "DJANGO_SETTINGS_MODULE": "newsgroups.settings",
}
for inherited in ("DATABASE_URL", "SEARCH_URL"):
    os.environ.pop(inherited, None)
warnings.filterwarnings("ignore", module="whoosh")

import django

django.setup()

from django.core.management import call_command

from newsgroups.search.service import search

FILES = Path(__file__).with_suffix("")


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("import_articles", str(FILES / "articles.jsonl"), verbosity=0)
    with (FILES / "articles.jsonl").open() as lines:
        languages = {row["url"]: row["language"] for row in map(json.loads, lines)}
    found: Counter[str] = Counter()
    missed: defaultdict[str, list[str]] = defaultdict(list)
    with (FILES / "queries.tsv").open(newline="") as lines:
        for query, must, never in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            urls = {hit.article.url for hit in search(query, page_size=50).hits}
            wanted, unwanted = set(must.split()) - {"-"}, set(never.split()) - {"-"}
            language = languages[min(wanted | unwanted)]
            if wanted <= urls and not urls & unwanted:
                found[language] += 1
            else:
                missed[language].append(query)
    for language in sorted({*found, *missed}):
        asked = found[language] + len(missed[language])
        print(f"{language:3} {found[language]:3} of {asked:3}  {' '.join(missed[language])}")
    print(f"all {found.total()} of {found.total() + sum(map(len, missed.values()))}")


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
        sys.exit()
    main()
