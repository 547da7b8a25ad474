"""What the archive knows about an outlet: when it published, where it was first, and whose text it prints."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from newsgroups.models import Article, Source
from newsgroups.models.articles.article import TextKind
from newsgroups.models.db.date_functions import Period

from .outlet_firsts import Firsts, firsts_of
from .outlet_text import Delay, SharedText, credited_agencies, shared_text_of

# Maximum number of outlets in the list of those that text is shared with.
PARTNERS = 8
Partners = list[tuple[Source, int]]


@dataclass(frozen=True)
class OutletFigures:
    """Figures of one outlet. `months` are ("2018-09", articles).

    `firsts` counts the stories in which it was first. `shared` lists outlets with the number of this outlet's articles
    that share text with theirs; `mostly` is the number of its articles of which at least half occurs in another
    outlet's. `took` lists outlets known to be the origin of text in its articles, `gave` those with text that
    originates in its articles, both with numbers of pairs; `unordered` pairs are in neither. `took_as_agency` are the
    ids of origins whose text mostly counts as agency text, and `origins` is the number of all origins.

    `agencies` are those that its articles credit, unless it took text from them as outlets of the archive;
    `crediting` is the number of articles with agency text that say so. `language` is the code of the language of most
    articles. `text_kinds` are values, labels, and numbers of its articles, and `text_by_month` are such numbers by
    month.
    """

    articles: int
    language: str
    months: list[tuple[str, int]]
    firsts: Firsts
    mostly: int
    shared: Partners
    took: Partners
    took_as_agency: set[int]
    gave: Partners
    unordered: int
    agencies: list[tuple[str, int]]
    delay: Delay | None
    timed_copies: int
    crediting: int
    origins: int
    text_kinds: list[tuple[str, str, int]]
    text_by_month: list[tuple[str, dict[str, int]]]

    @property
    def span(self) -> str:
        """Return the months of its first and last dated articles in words: "from Nov 2025 to Oct 2026"."""
        first, last = (f"{date.fromisoformat(f'{month}-01'):%b %Y}" for month, _ in (self.months[0], self.months[-1]))
        return f"in {first}" if first == last else f"from {first} to {last}"

    @property
    def kinds(self) -> Mapping[str, int]:
        """Map each kind of text to the number of the outlet's articles with it."""
        numbers = {value: number for value, _, number in self.text_kinds}
        return {kind.value: numbers.get(kind.value, 0) for kind in TextKind}

    @property
    def most_pairs(self) -> int:
        return max((number for _, number in [*self.took, *self.gave, *self.agencies]), default=1)


def outlet_figures(source: Source) -> OutletFigures:
    outlet = Source.objects.names_of([source])
    text = shared_text_of(source)
    shared, took, gave = _partners(text)
    articles = _counted_articles(outlet)
    kinds, languages = (_summed(articles, column) for column in (0, 1))
    by_month = _text_by_month(outlet)
    origins = {outlet.name for outlet, _ in took}
    agencies = [(name, number) for name, number in credited_agencies(source) if name not in origins]
    return OutletFigures(
        articles=kinds.total(),
        language=max(languages, key=lambda code: (languages[code], code), default=""),
        months=[(month, sum(numbers.values())) for month, numbers in by_month],
        firsts=firsts_of(source, outlet),
        mostly=len(text.mostly),
        shared=shared,
        took=took,
        took_as_agency={outlet for outlet, number in text.took.items() if 2 * text.as_agency[outlet] > number},
        gave=gave,
        unordered=text.unordered,
        agencies=agencies[:PARTNERS],
        delay=text.delay,
        timed_copies=len(text.delays),
        crediting=sum(number for kind, _, credits, number in articles if kind == TextKind.AGENCY and credits),
        origins=len(text.took),
        text_kinds=[(kind.value, kind.label, kinds[kind.value]) for kind in TextKind if kinds[kind.value]],
        text_by_month=by_month,
    )


def _partners(text: SharedText) -> tuple[Partners, Partners, Partners]:
    """Return the outlets that share most text, that it took most from, and that it gave most to. One query."""
    articles = {outlet: len(own) for outlet, own in text.articles.items()}
    most = [
        sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:PARTNERS]
        for counted in (articles, text.took, text.gave)
    ]
    names = Source.objects.in_bulk({pk for partners in most for pk, _ in partners})
    shared, took, gave = ([(names[pk], number) for pk, number in partners] for partners in most)
    return shared, took, gave


def _counted_articles(outlet: Sequence[int]) -> list[tuple[str, str, bool, int]]:
    """Count the outlet's articles by kind of text, language, and whether they credit an agency. One query."""
    told = Article.objects.visible().of_names(outlet).order_by()
    return list(told.values_list("text_kind", "language", "credits_agency").annotate(Count("id")))


def _summed(counted: list[tuple[str, str, bool, int]], column: int) -> Counter[str]:
    sums = Counter[str]()
    for row in counted:
        sums[str(row[column])] += row[-1]
    return sums


def _text_by_month(outlet: Sequence[int]) -> list[tuple[str, dict[str, int]]]:
    """Return, for each month with articles, their numbers by the kind of their text."""
    found: dict[str, dict[str, int]] = {}
    told = Article.objects.published().of_names(outlet).order_by()
    counted = told.annotate(month=Period("published", 7)).values_list("month", "text_kind").annotate(Count("id"))
    for month, kind, number in counted:
        found.setdefault(month, {})[kind] = number
    return sorted(found.items())
