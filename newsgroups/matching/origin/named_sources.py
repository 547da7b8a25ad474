"""Find where one text names the other's outlet or authors as its source."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsgroups.text.credits.outlets import names_in_text, outlet_key

from .rules import NEAR_INTERVIEW, NEAR_PASSAGE, NEAR_SENTENCE
from .types import Write

# "told X", "in an interview with X", "spoke exclusively to X". In other languages, whoever spoke may be between the
# verb and the outlet.
_TOLD = (
    r"(?:told|tells|telling|interview(?:s|ed)?\s(?:with|by|on)"
    r"|(?:spoke|speaking|spoken|talked|speaks)\s(?:\w+\s){0,2}?(?:to|with)"
    r"|sat\sdown\swith|appear(?:ed|ing|ance)\son|(?:said|says)\son|statement\sto|gegenüber(?:\s(?:der|dem))?"
    r"|(?:Gespräch|Interview)\smit(?:\s(?:der|dem))?"
    r"|(?:sagte|sagten|erklärte|bestätigte|äußerte)\b[^.!?\n]{0,70}?\s(?:der|dem|gegenüber(?:\s(?:der|dem))?)"
    r"|(?:dit|déclaré|confié|expliqué|affirmé|indiqué|assuré)\b[^.!?\n]{0,70}?\s(?:au|aux|à(?:\sla)?)|interview\s(?:\w+\s)?(?:au|à)"
    r"|(?:dijo|declaró|explicó|aseguró|señaló|contó|afirmó)\b[^.!?\n]{0,70}?\sal?(?:\sla)?|entrevista\s(?:con|al?)"
    r"|declaraciones\sal?|(?:detto|dichiarato|spiegato|raccontato)\b[^.!?\n]{0,70}?\s(?:al|alla|a)|intervista\s(?:al|alla|a|con))"
)
# "according to X", "reported by X", "published in X", "via X", "from X".
_FROM = (
    r"(?:according\sto|reported\s(?:by|in|on)|published\s(?:by|in|on)|obtained\sby|revealed\sby|reviewed\sby|written\s(?:by|in|for)"
    r"|reports?\s(?:by|from|in|on)|(?:article|story|piece|post|column|essay|interview|editorial)\s(?:by|from|in|on|at|for)|via"
    r"|(?:originally|first)\sappeared\s(?:in|on|at)"
    r"|laut|nach\s(?:informationen|angaben)|unter\sberufung\sauf|(?:berichtet|berichtete|meldet|meldete|schreibt|schrieb)(?:\szuerst)?"
    r"|erschien(?:en)?\szuerst\s(?:in|im|bei)|zuerst\s(?:hatte|berichtete|meldete)"
    r"|selon|d['’]après|rapporte|révélé(?:e|s|es)?\spar|(?:comme|ainsi\sque)\sl['’]a\s(?:révélé|écrit|rapporté)|(?:paru|publiée?)\s(?:dans|par)"
    r"|según(?:\s(?:informa|publica|recoge|adelanta|adelantó|informó|publicó))?|de\sacuerdo\scon|como\s(?:adelantó|informó|publicó)"
    r"|(?:publicad|adelantad)[oa]s?\s(?:por|en)"
    r"|secondo(?:\squanto\s(?:riporta|riferisce|scrive))?|(?:come|lo)\s(?:riporta|riferisce|scrive|rivela)|(?:anticipat|pubblicat|rivelat)[oaie](?:\s(?:da|su))?)"
)
_SAYS = (
    r"(?:['’]s?)?\s(?:(?:also|first|has|had|have|later|previously|exclusively|columnist|reporter|correspondent|editor|host|writer"
    r"|zuerst|a|avait|ha|hatte)\s)*"
    r"(?:reported|reports|wrote|writes|writing|revealed|reveals|found|noted|notes|published|obtained|explains|explained|says|said"
    r"|broke|described|describes|interviewed|was\s(?:the\s)?first\sto\sreport"
    r"|berichtet|berichtete|meldet|meldete|schreibt|schrieb|rapporte|rapporté|écrit|révèle|révélé|informa|informó|publica|publicó"
    r"|adelantó|revela|reveló|riporta|riferisce|scrive|rivela|anticipa|anticipato|rivelato)\b"
)
_BETWEEN = (
    r"\s(?:(?:an?|the|numbers|figures|data|recent|new|exclusive|the\snewspaper|the\swebsite|host|on|by|in"
    r"|der|die|das|dem|den|des|le|la|les|du|au|el|al|del|il|lo|alla|dal|dalla|della|sul|sulla|journal|quotidien|site|periódico|diario"
    r"|quotidiano|giornale|Zeitung|Magazin)\s|(?:d?all|l|d)['’]){0,3}"
)


_ARTICLE = re.compile(r"(?:Le|La|El|Il|Der|Die|Das)\s(?=[A-ZÀ-Þ])")
_DECLINED = ("au", "du", "dem", "den", "des", "al", "del", "dal")
_SHORT_NAMES = frozenset(("times", "post", "journal", "tribune", "globe", "herald", "beast", "telegraph", "chronicle"))
_ON_AIR = re.compile(r"(?:said|says|appear\w*)\son\b")
_EXCLUSIVE = re.compile(r"exclusive|interview|sat\sdown")
_SENTENCE_END = re.compile(r"(?<![.!?])[.!?]+[\"”’»)]*\s+(?=[^a-z\s])")
# What people say otherwise than to an outlet, and characters before and after a quotation that say where it is from.
_DOCUMENT = re.compile(
    r"\b(?:(?:press|news)\s(?:release|conference|briefing)|statement|tweet(?:ed|s)?|testif(?:ied|ies)|testimony|speech"
    r"|letter|memo|hearing|Erklärung|Mitteilung|Rede|communiqué|déclaration|comunicado|declaración|comunicato)\b",
    re.IGNORECASE,
)
_ATTRIBUTION = 60
# "a report in The Times, ProPublica and The Guardian": skips the names listed before it.
_LIST = r"(?:(?:report|story|article)\s(?:in|by)\s)?(?:(?:[Tt]he\s)?[A-Z][\w.&’' -]{1,30},\s(?:and\s)?){0,3}"


@dataclass(frozen=True)
class Mention:
    """Characters of a text that name the other outlet, as one that was told something or as the owner of the text.

    What somebody said on the air (`is_broadcast`) is anybody's to report.
    """

    start: int
    end: int
    is_told: bool
    is_interview: bool = False
    is_author: bool = False
    is_broadcast: bool = False

    @property
    def reach(self) -> int:
        """Return how far from a passage, in characters, the mention still applies to it."""
        if self.is_interview:
            return NEAR_INTERVIEW
        return NEAR_SENTENCE if self.is_told else NEAR_PASSAGE


@lru_cache(maxsize=512)
def _patterns(
    outlet: str, by_short_name: bool
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]] | None:
    names = _aliases(outlet)
    if by_short_name:
        names += [f"the {_last_word(outlet).title()}"]
    if not names:
        return None
    spellings = [re.escape(name) for name in names]
    if article := _ARTICLE.match(outlet):
        # "au Monde", "dem Spiegel": the article of the name is declined or contracted.
        bare = re.escape(outlet[article.end() :])
        spellings += [rf"(?<=\b{declined}\s){bare}" for declined in _DECLINED]
    spelled = "|".join(spellings)
    # In quotation marks only by itself: “Fox News Sunday” is a program.
    either = rf"(?:(?:[Tt]he\s)?(?:{spelled})(?![\w@-]|\sof\b)|[„“«\"]\s?(?:{spelled})\s?[“”»\"])"
    return (
        re.compile(rf"(?<!\w){_TOLD}{_BETWEEN}{_LIST}{either}"),
        re.compile(
            rf"(?<!\w)(?!via\s[^\n]{{0,60}}['’]s\b)(?:{_FROM}){_BETWEEN}{_LIST}{either}",
            re.IGNORECASE if len(names[0]) > 5 else 0,
        ),
        # Not "a slew of Fox News reports".
        re.compile(rf"(?<![\w@])(?<!\bof\s){either}{_SAYS}"),
        # "Ada Quill, The Daily Lantern" at the end of an excerpt.
        re.compile(rf"(?m)(?:^|[—–-]\s?|\()[A-Z][\w.'’-]+(?:\s[\w.'’-]+){{1,5}},\s{either}(?=[\s)]*$|\))"),
    )


def _aliases(outlet: str) -> list[str]:
    """Return the names of an outlet, except names that are common words."""
    names = [name for name in names_in_text(outlet) if len(name) > 3 or name.isupper()]
    names += [name.upper() for name in names if " " not in name]
    return list(dict.fromkeys(names))


def _last_word(outlet: str) -> str:
    return (outlet_key(outlet).split() or [""])[-1]


def _is_called_shortly(text: str, outlet: str) -> bool:
    """Return whether a text can mean this outlet by "the Times".

    It has to name the outlet in full, and no other outlet that is called so: "the Post" is in New York for some, and in
    Washington for most.
    """
    last = _last_word(outlet)
    if last not in _SHORT_NAMES or last == outlet_key(outlet):
        return False
    of_others = re.findall(rf"(?<![\w-])((?:[A-Z][\w.-]+\s){{1,3}}){last.title()}\b", text)
    before = {" ".join(words.split()).casefold() for words in of_others} - {"the"}
    own = outlet_key(outlet).removesuffix(last).strip()
    return bool(before) and all(words == own or words.endswith(f" {own}") for words in before)


def mentions(text: str, other: Write, passages: Sequence[tuple[int, int]]) -> list[Mention]:
    """Return where a text names the other's outlet as its source, in or near one of the shared passages."""
    authors = (each for each in _of_authors(text, other.authors) if not _is_elsewhere(text, each, other.outlet))
    found = [*_of_outlet(text, other.outlet), *authors]
    near = [each for each in found if any(_is_near(each, start, end) for start, end in passages)]
    # A writer's name inside the shared text is just a line about the writer.
    near = [each for each in near if not each.is_author or not any(a <= each.start < b for a, b in passages)]
    return sorted(near, key=lambda mention: (mention.start, mention.end))


def _is_near(mention: Mention, start: int, end: int) -> bool:
    return mention.start < end + mention.reach and start - mention.reach < mention.end


def is_beside(text: str, mention: Mention, start: int, end: int) -> bool:
    """Return whether what was told may be the quoted passage.

    The mention is in it, or in the same or an adjacent sentence of its paragraph. An interview also covers what follows
    it for some paragraphs, unless that is said to come from elsewhere, as from a statement.
    """
    around = text[max(0, start - _ATTRIBUTION) : end + _ATTRIBUTION]
    if mention.is_interview and mention.end <= start:
        return not _DOCUMENT.search(around)
    between = text[min(mention.end, end) : max(mention.start, start) + 1]
    return "\n" not in between and len(_SENTENCE_END.findall(between)) <= 1


def _of_outlet(text: str, outlet: str) -> Iterator[Mention]:
    patterns = _patterns(outlet, _is_called_shortly(text, outlet))
    for number, pattern in enumerate(patterns or ()):
        for match in pattern.finditer(text):
            told = number == 0
            yield Mention(
                match.start(),
                match.end(),
                told,
                is_interview=told and bool(_EXCLUSIVE.search(match[0])),
                is_broadcast=bool(_ON_AIR.match(match[0])),
            )


def _of_authors(text: str, authors: str) -> Iterator[Mention]:
    """Yield where a text gives the full name of one of the other's authors, as it does when quoting a piece."""
    for author in map(str.strip, re.split(r",|;|&|\band\b", authors)[:6]):
        if not re.fullmatch(r"[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]*){1,3}", author) or _is_outlet(author):
            continue
        surname = author.split()[-1]
        pieces = r"['’]s?\s(?:\w+\s){0,2}?(?:piece|article|column|post|essay|story|report|analysis|colleague)"
        pattern = rf"(?<!\w)(?:{re.escape(author)}(?!\w)|{re.escape(surname)}{pieces})"
        for match in re.finditer(pattern, text):
            yield Mention(match.start(), match.end(), is_told=False, is_author=True)


def _is_elsewhere(text: str, author: Mention, outlet: str) -> bool:
    """Return whether a writer's name is a byline, or says that the writer writes for another outlet than this one."""
    start = text.rfind("\n", 0, author.start) + 1
    end = text.find("\n", author.end)
    line = text[start : end if end >= 0 else len(text)]
    if not re.sub(r"^[Bb]y\s", "", line.strip()).replace(text[author.start : author.end], "").strip(" ,.|"):
        return True
    named = re.match(
        r"(?:\sand\s[^,\n]{3,40})?,\s(?P<outlet>(?:[Tt]he\s)?[A-Z][^,.;:()\n]{2,40})\s*(?=[.;)]|$)",
        line[author.end - start :],
    )
    return named is not None and not any(alias.lower() in named["outlet"].lower() for alias in names_in_text(outlet))


def _is_outlet(author: str) -> bool:
    return bool(
        re.search(
            r"\b(?:News|Press|Staff|Times|Post|Editorial|Reuters|Associated|Team|Wire|Desk|Contributor)\b", author
        )
    )


def named_in_authors(write: Write, other: Write) -> bool:
    """Return whether the byline names the other outlet, as it does in republished text."""
    key = other.house
    parts = [outlet_key(part.strip()) for part in re.split(r"[,;|/&]", write.authors)]
    return len(key) > 3 and key in parts and key != write.house
