"""Judge which headlines say plainly what happened, and strip the outlet's name from them."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from newsgroups.text.languages.word_lists.function_words import is_function_word

# Number of headlines, from the most central articles, that a story's title is chosen from.
TITLES_READ = 30

_LABELS = (
    "opinion|analysis|live|live updates?|watch|video|photos?|pictures|exclusive|breaking(?: news)?|update "
    "\\d+|updated?|"
    "factbox|explainer|explained|q&a|review|editorial|commentary|column|podcast|quiz|gallery|fact.?check|the latest|"
    "interview|blog|poll|transcript|full text|timeline|sponsored|recap|preview|profile|feature|obituary|letters?|"
    "first read|the note|wrap(?:up)? \\d+|refile|correct(?:ed|ion)|insight|special report|in pictures|report|just in|"
    "kommentar|meinung|liveticker|liveblog|ticker|eilmeldung|analyse|podcast|video|fotos|opinión|análisis|en vivo|"
    "última hora|editorial|en direct|direct|tribune|édito|décryptage|vidéo|diretta|opinione|commento"
)
_LABEL = re.compile(
    rf"^\W*(?:{_LABELS})\b\s*(?:[:|\]»/]|\s[-–—]\s)|[\[(](?:{_LABELS})[\])]|[|:–—-]\s*(?:{_LABELS})\s*$", re.I
)
_LEADING_LABEL = re.compile(rf"^\W*(?:\w+ )?(?:{_LABELS})\b\s*(?:[:|\]»/]|\s[-–—]\s)\s*", re.I)
_TRAILING_LABEL = re.compile(
    rf",? (?:explained|in (?:photos|pictures|charts))\.?$|\s?[\[(](?:video|photos|watch|live)[\])]$|"
    rf"(?::|\s[|–—-])\s*(?:{_LABELS})\s*$",
    re.I,
)
_LIVE = re.compile(
    r"\blive (?:updates?|blog|coverage|stream)|\bas it happened\b|\bminute by minute\b|liveticker|en direct\b|"
    r"en vivo\b",
    re.I,
)
_TEASER = re.compile(
    r"(?:…|\.\.\.)|!\s*$|:\s*$|\b(?:here(?:'|’)?s|here is|here are|what (?:we|you|to) know|need to know|"
    r"things to|the reason|"
    r"won(?:'|’)?t believe|this is (?:why|what|how)|you can(?:'|’)?t|find out|the truth about|the real|inside "
    r"the|meet the|"
    r"what happens|what happened|what it means|what's next|could mean|explained|in one chart|in charts|the moment|"
    r"must.?see|must.?read|shocking|stunning|surprising|"
    r"secrets? (?:to|of|behind)|(?:brief|short) history|next big|darum|das müssen|so (?:geht|sieht)|voici|esto es)\b|"
    r"[–—:-]\s*(?:how|why|what|who)\b|^(?:this|these|see|meet|read|watch|listen|inside|behind|why|how|what|when|where|who|which|whose|should|is|are|can|could|will|"
    r"does|do|did|has|warum|wie|was|wer|pourquoi|comment|por qué|cómo|perché|come)\b",
    re.I,
)
_LIST = re.compile(
    r"^(?:the )?(?:top |best |worst )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten) "
    r"(?:\w+ ){0,2}(?:things|ways|reasons|takeaways|tips|facts|lessons|questions|charts|photos|moments|stories|signs|"
    r"highlights|points|quotes|tweets|dinge|gründe|choses|raisons|cosas|razones|cose)\b|"
    r"^(?:the )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten) (?:\w+ ){1,6}?"
    r"(?:you|we|to (?:watch|expect|follow|see)|(?:who|that) (?:are|is|have|could|will|may|might|show|explain|stood)|"
    r"from the)\b|"
    r"^(?:the )?(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten) (?:\w+ ){1,4}?(?:driving|behind|shaping|"
    r"worth|defining|explaining)\b|"
    r"^the (?:best|worst|biggest|top|most \w+) \w+ (?:from|of|in)\b|"
    r"\btakeaways\b|\bround.?up\b|\bbriefing\b|^today in\b|^this week\b|\bdigest\b|\bheadlines\b",
    re.I,
)
_SECOND_PERSON = re.compile(r"\b(?:you|your|you're|I|I'm|we|our|my)\b")
# "Christie?s choice" lost its apostrophe.
_LOST_APOSTROPHE = re.compile(r"(?<=\w)\?(?=(?:s|t|re|ve|ll|d)\b)")
_QUESTION = re.compile(r"[?？](?!\w)")
# Characters that a program read in another encoding: "Obamaâ€™s".
_GARBLED = re.compile(r"Ã[\x80-\xbf¢£©¨¶¼¤]|â€|Â[\x80-\xbf]|\ufffd")
# What a page counts behind its headline.
_SHARES = re.compile(r"\s\d[\d,.]*[KMkm]? (?:shares?|comments?|views|likes|reactions)$", re.IGNORECASE)
# Says what somebody ought to do.
_ADVICE = re.compile(
    r"\b(?:should|ought to|must|needs? to|deserves?|time (?:to|for)|let(?:'|’)?s|beware)\b|"
    r"^(?:roll|stop|let|don(?:'|’)?t|end|make|give|keep|forget|remember|expect|blame|thank|blow|bring|stand|say|think|look|abolish|"
    r"defund|save|fix|impeach|vote|get|go|take|put|send|tell|never|please) (?!\w+s\b)",
    re.IGNORECASE,
)
# "Why the bridge will close" and "How the council lost its majority" contain the statement.
_FRAME = re.compile(
    r"^\W*(?:(?:here(?:['’]?s| is)|this is|that['’]?s) )?(?:(?:exactly|just) )?(?:why|how) "
    r"(?!(?:is|are|was|were|do|does|did|has|have|can|could|will|would|should|to|not|much|many|long|come|big|bad|far|old|often|one|i|you|we|my|your|our)\b)",
    re.IGNORECASE,
)
_PIECES = re.compile(r"(?<=[?!]) |(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})\. |: | [-–—|]+ |; ")
_QUOTED = re.compile(r"^\W*[\"“”'‘«„].*[\"“”'’»]\W*$")
_LOADED = re.compile(
    r"\b(?:slams|slammed|blasts(?! (?:at|in|near|on|outside|kill|rock|hit|hurt|injure|leave))|rips|"
    r"ripped|epic|meltdown|disgusting|outrageous|insane|idiotic|hilarious|brutal|shreds|"
    r"humiliat\w+|bombshell|unhinged|disgrace\w*|finally|amazing|hysteri\w+|lunatic|clueless|pathetic|"
    r"dishonest\w*|whitewash|dumb|stupid\w*|ridiculous\w*|hypocri\w+|liars?|absurd\w*|sorry|caves?|big win|erupts?|"
    r"very bad|takedown|shameful\w*|scathing|actually|by storm|strikes? (?:a )?blow)\b",
    re.I,
)
# A second sentence, or a remark behind a comma, comments on the first.
_REMARK = re.compile(r"[.!] [A-Z]|[,;] (?:and )?it(?:'|’)s\b|\) \w+", re.UNICODE)
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Sgt|No|vs|U\.S|Va|Ala|Calif|Jr|Sr)\. ")
# "Donald Trump and the Ukraine connection" and "The mayor’s bridge dilemma" name a subject and say nothing of it.
_NO_VERB = re.compile(
    r"^(?:the )?(?:(?:\S+ ){1,3}and (?:the|his|her|its|their)|(?:\S+ ){0,2}\S+['’]s) (?:\S+ ){0,5}\S+$", re.IGNORECASE
)
_VERB = re.compile(r"^(?:the )?(?:\S+ ){1,3}and (?:the|his|her|its|their) (?:\S+ ){0,5}\S+$", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|to|will|may|can|lost|won|\w{2,}(?:ed|es))\b|\b[a-z]{3,}s\b", re.I
)
_SUFFIX = re.compile(r"\s+(?:[|»·•]|[-–—]{1,2}|::)\s+([^|»·•]{2,40})$")
_SITE = re.compile(
    r"\b(?:news|times|post|tv|radio|daily|online|magazine|press|herald|tribune|\w+\.(?:com|org|net|de|fr))\b", re.I
)
MIN_WORDS, MAX_WORDS = 4, 24
_CAPITALS = re.compile(r"\b[A-ZÄÖÜÉ]{4,}\b")
_ACRONYMS = frozenset(
    "NATO NASA ISIS ISIL OPEC AIDS COVID UNESCO UNICEF FIFA UEFA NAACP MSNBC FEMA NOAA DACA LGBT LGBTQ SWAT SARS CNBC "
    "PETA NAFTA USMCA ASEAN INTERPOL UNHCR OSCE OECD IAEA BREXIT OSHA AARP CPAC SCOTUS POTUS GDPR IPCC".split()
)
_MAX_ACRONYM_LENGTH = 5
_REPEATED = re.compile(r"([£$€!?*])\1")
# A headline with this score or more is used as a title only if there is no other.
GRAVE = 4


def faults(title: str) -> int:
    """Score what a headline does besides saying what happened.

    0 is a plain headline; GRAVE or more is a label, a question, a list, a teaser, or capitals.
    """
    words = title.split()
    capitals = [word for word in _CAPITALS.findall(title) if word not in _ACRONYMS]
    grave = (
        bool(_LABEL.search(title) or _LIVE.search(title)),
        bool(_QUESTION.search(title)),
        bool(_TEASER.search(title)),
        bool(_LIST.search(title)),
        len(capitals) > 1 or any(map(_is_shouted, capitals)),
        bool(_REPEATED.search(title)),
        bool(_GARBLED.search(title)),
        len(words) < MIN_WORDS,
        not any(letter.islower() or not letter.isascii() for letter in title),
    )
    light = (
        bool(_SECOND_PERSON.search(title)),
        bool(_QUOTED.match(title)),
        2 * bool(_LOADED.search(title)),
        len(words) > MAX_WORDS,
        title.count("“") + title.count('"') > 1,
        ": " in title,
        bool(_REMARK.search(_ABBREVIATED.sub("", title))),
        bool(_NO_VERB.match(title)) and not _VERB.search(title),
        bool(_ADVICE.search(title)),
        len(capitals) == 1,
    )
    return GRAVE * sum(grave) + sum(light)


def _is_shouted(word: str) -> bool:
    """Return whether a word in capitals is emphasis and no acronym: "CHAOS", "NEVER"; not "FISA"."""
    return len(word) > _MAX_ACRONYM_LENGTH - 1 or is_function_word(word.lower(), "en")


def without_outlet(title: str, outlet: str) -> str:
    """Return the headline without a trailing "| CNN" or "- The Daily Lantern", if enough is left."""
    title = " ".join(title.split())
    while found := _SUFFIX.search(title):
        name, rest = found[1].strip(), title[: found.start()].strip()
        if len(rest.split()) < MIN_WORDS or not (_is_outlet(name, outlet) or _SITE.search(name)):
            break
        title = rest
    return title


def _is_outlet(name: str, outlet: str) -> bool:
    a, b = (re.sub(r"\W|^the ", "", each.lower()) for each in (name, outlet))
    return bool(a) and bool(b) and (a in b or b in a)


def without_label(title: str) -> str:
    """Return the headline without a leading "Opinion:" or a trailing ", explained", if enough is left."""
    found = _LEADING_LABEL.match(title)
    rest = title[found.end() :].strip() if found else title
    rest = _TRAILING_LABEL.sub("", rest).rstrip()
    if len(rest.split()) < MIN_WORDS:
        return title
    return rest[:1].upper() + rest[1:]


def plainest(titles: Sequence[tuple[str, str]], leads: Callable[[], Iterable[str]] = tuple) -> str:
    """Return the first of the plainest headlines; `titles` are (headline, outlet), most central first.

    If none of them is plain, the title is a part of one that is, else the first plain one of `leads`, which returns
    sentences from the texts, else a headline without its label.
    """
    cleaned = [without_outlet(_read_again(title), outlet) for title, outlet in titles]
    best = min(cleaned, key=faults, default="")
    if faults(best) < GRAVE:
        return without_label(best)
    framed = (_FRAME.sub("", title) for title in cleaned if _FRAME.match(title))
    pieces = (piece for title in cleaned for piece in _pieces(title) if _VERB.search(piece))
    for found in (_plain(framed), _plain(pieces), _plain(leads())):
        if found:
            return found
    return without_label(best)


def _read_again(title: str) -> str:
    """Return a headline with its apostrophes, as it was before programs read it in wrong encodings, where possible."""
    for _ in range(2):
        if _GARBLED.search(title):
            try:
                title = title.encode("cp1252").decode("utf-8")
            except UnicodeError:
                break
    return _SHARES.sub("", _LOST_APOSTROPHE.sub("’", title)).rstrip()


def _pieces(title: str) -> Iterator[str]:
    """Yield what a headline says without its label, then its pieces, the longest first."""
    yield without_label(title)
    yield from sorted((_FRAME.sub("", piece) for piece in _PIECES.split(title)), key=len, reverse=True)


def _plain(candidates: Iterable[str]) -> str:
    """Return the plainest candidate, capitalized, or "" if each is a label, a question, or a teaser itself."""
    stripped = [each.strip(" .") for each in candidates]
    best = min(stripped, key=faults, default="")
    return best[:1].upper() + best[1:] if faults(best) < GRAVE else ""
