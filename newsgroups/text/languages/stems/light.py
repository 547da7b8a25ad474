"""Light stemming by lists of endings, for languages that Snowball lacks or handles poorly."""

import re
from collections.abc import Callable, Iterator

from newsgroups.text.languages.read_lists import read_lists
from newsgroups.text.languages.writing.folding import fold

# Minimum number of letters left of a word; Hebrew writes no vowels.
MIN_LEFT = 3
_MIN_LEFT = {"he": 2}

_ENDINGS = read_lists("newsgroups.text.languages.stems", "endings.txt")
_PREFIXES = {
    # Larkey, Ballesteros, Connell: Light stemming for Arabic information retrieval (light10), 2007.
    "ar": ("وال", "بال", "كال", "فال", "لل", "ال", "و"),
    "he": ("וכש", "ומה", "של", "וה", "וב", "ול", "ומ", "וש", "שה", "שב", "מה", "כש", "ה", "ב", "ל", "מ", "ש", "כ", "ו"),
}
# In these languages, one listed ending may precede another: "ministerstw-ach", "القاهر-ي-ه".
_ROUNDS = {"ar": 2, "ka": 2, "kk": 2, "az": 2}
# Stems with more letters than this may lose a final vowel.
LONG = 4
_VOWELS_AT_END = frozenset("ro et eu fi lt hu hy tr cs pl sr sl el it es pt ca uk be ru nl".split())
_VOWELS = frozenset("aeiouyαεηιουωаеиоуыэюяա")
# Fleeting vowels before the last letter: "мешканець" and "мешканці", "rynek" and "rynki".
_FLEETING = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk"), re.compile("(?<=[^аеиоуыэюя])[ьи]?[еоё](?:ц|к|н)$")),
    "pl": re.compile("(?<=[^aeiouy])i?e[cknr]$"),
    "cs": re.compile("(?<=[^aeiouy])e[cknr]$"),
    "sl": re.compile("(?<=[^aeiouy])e[cknr]$"),
    "sr": re.compile("(?<=[^aeiou])a[ckn]$"),
}
# A k that a plural turns into c: "радник" and "радници", "strażak" and "strażacy".
_SOFTENED = frozenset("pl sr sl bg mk".split())
# Letters that a Germanic ending doubles ("flom", "flommen"), and the e that it drops ("fönster", "fönstren").
_NORDIC = frozenset("sv da no".split())
_DOUBLED = re.compile(r"([bdfgklmnprst])\1$")
_WITHOUT_E = re.compile("(?<=[bdfgkpt])[lr]$")
# Romanian stems have another vowel before some endings: "școală" and "școli", "seară" and "seri".
_BROKEN = re.compile("(?:oa|ea)(?=[^aeiou]{1,2}$)")
# Irish consonants are slender before some endings: "leabhar" and "leabhair".
_SLENDER = re.compile("(?<=[aou])i(?=[^aeiou]{1,2}$)")
# In these languages, an ending may be part of another, and each of them is tried.
_EACH_ENDING = frozenset(("ga", "bg", "mk", "lv", "et"))
_RESPELLED = {
    "ca": (("cio", "ció"), ("sio", "sió"), ("ques", "ca"), ("gues", "ga"), ("ces", "ça"), ("ges", "ja")),
    "fr": (("ee", "ée"), ("ees", "ées"), ("ite", "ité"), ("ites", "ités")),
    "it": (("ta", "tà"),),
    "pt": (("ais", "al"), ("eis", "el"), ("ois", "ol"), ("uis", "ul"), ("cao", "ção"), ("coes", "ções")),
    "ro": (("tie", "ție"), ("tii", "ții")),
}


def light_stemmer(code: str) -> Callable[[str], Iterator[str]] | None:
    """Return a function that yields a folded word without its ending, with and without prefix; None without a list."""
    endings = sorted({fold(each) for each in _ENDINGS.get(code, ())} - {""}, key=lambda each: (-len(each), each))
    prefixes = tuple(fold(each) for each in _PREFIXES.get(code, ()))
    if not endings:
        return None
    rounds, least = _ROUNDS.get(code, 1), _MIN_LEFT.get(code, MIN_LEFT)

    def stems(word: str) -> Iterator[str]:
        if code in _EACH_ENDING:
            yield from (
                word[: -len(each)] for each in endings if word.endswith(each) and len(word) - len(each) >= least
            )
        for begun in dict.fromkeys((_without_prefix(word, prefixes, least), word)):
            for _ in range(rounds):
                begun = _without_ending(begun, endings)
            yield begun

    return stems


def shortened(stem: str, code: str) -> Iterator[str]:
    """Yield the stem without what Snowball leaves in one form of a word but removes in another."""
    if code in _VOWELS_AT_END and len(stem) > LONG and stem[-1] in _VOWELS:
        yield stem[:-1]
    if code == "cs" and stem.endswith("k"):
        # "nemocnice" is stemmed as if it were a form of "nemocnik".
        yield f"{stem[:-1]}c"
    if code in _SOFTENED and len(stem) > LONG and stem[-1] in "cц":
        yield stem[:-1] + ("k" if stem[-1] == "c" else "к")
    if code == "pl" and len(stem) > LONG and stem.endswith(("dz", "c")):
        # "autostrada" and "autostradzie", "policjant" and "policjanci".
        yield stem[:-1] if stem.endswith("dz") else f"{stem[:-1]}t"
    if code == "sr" and len(stem) > LONG and stem.endswith(("ov", "ev")):
        # The plural of words of one syllable: "most" and "mostovi".
        yield stem[:-2]
    if code in _NORDIC and len(stem) >= LONG:
        if _DOUBLED.search(stem):
            yield stem[:-1]
        elif match := _WITHOUT_E.search(stem):
            yield f"{stem[:-1]}e{stem[-1]}" if stem[-1] == "l" else stem[:-1]
    for language, pattern, instead in (("ro", _BROKEN, "oa:o ea:e"), ("ga", _SLENDER, "i:")):
        if code == language and (match := pattern.search(stem)):
            changes = dict(each.split(":") for each in instead.split())
            yield stem[: match.start()] + changes[match[0]] + stem[match.end() :]
    if match := _FLEETING[code].search(stem) if code in _FLEETING else None:
        yield stem[: match.start()] + stem[-1]


def respelled(folded: str, code: str) -> Iterator[str]:
    """Yield an unaccented word with the accents that its ending, or its singular, is written with."""
    for ending, other in _RESPELLED.get(code, ()):
        if folded.endswith(ending) and len(folded) > len(ending) + 1:
            yield folded[: -len(ending)] + other


def _without_prefix(word: str, prefixes: tuple[str, ...], least: int) -> str:
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= least:
            return word[len(prefix) :]
    return word


def _without_ending(word: str, endings: list[str]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= MIN_LEFT:
            return word[: -len(ending)]
    return word
