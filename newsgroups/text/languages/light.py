"""Light stemming by lists of endings, for languages that Snowball does not know, or knows too little of."""

import re
from collections.abc import Callable, Iterator

from .folding import fold

# What is left of a word has at least so many letters; Hebrew writes no vowels.
LEAST_LEFT = 3
_LEAST_LEFT = {"he": 2}

_ENDINGS = {
    "uk": "ями ами ові еві ому ого ими іми ією ею ою єю ями ах ях ам ям ів їв ей ий ій ої ії ів ам "
    "а я у ю о е є и і ї ь й ий ого ому ою",
    "be": "ямі амі аму ага ога яга ымі імі ай ей ях ах ам ям аў яў ёў ый ій ая яя ую юю ы і а я у ю е о ь й",
    "bg": "ията ията ите ята ата ето ове ият ът ят та то те ия ии и а я е о у й",
    "mk": "овите ите ата ото иот ови ма та то те от ја ии и а е о у",
    "sl": "ega emu imi ami ima ama ih im em om ov ev ah eh oh ju mi a e i o u",
    "lv": "ajiem ajām iem ām ēm īm ais ajā os us as es is ai ei ā ē ī ū a e i u s š",
    "is": "unum anna inni inna inum arnir urnar ana ina inn ins ið um ur ar ir nn i a u s",
    "sq": "eve ave ive ave at et it ut ën in un ja ia ve ja të se a e i ë u",
    "bn": "গুলির গুলো গুলি দের ের টির টি টা রা কে তে য় র ে ি",
    "mr": "ांच्या ांना ांनी ाच्या च्या ांचे ाला ाने ात ांत ने ला चा ची चे त ा े ी",
    "gu": "ોમાં ોના ોને માં ના ની નો ને થી ો ા ી ે",
    "pa": "ਾਂ ਿਆਂ ਾ ੇ ੀ",
    "te": "లను లకు లలో ులు లు ను కు లో ు ి",
    "kn": "ಗಳಲ್ಲಿ ಗಳನ್ನು ಗಳು ದಲ್ಲಿ ಲ್ಲಿ ನ್ನು ಗೆ ದ ು",
    "ml": "ങ്ങളിൽ ങ്ങളുടെ ങ്ങൾ യിൽ ിൽ ത്തിൽ ുടെ ിന്റെ ിന് ം",
    "ur": "وں یں ات ے ی",
    "ka": "ებისთვის ებმა ებში ებით ების ებს ები ში ზე თან დან ისთვის მა ით ად ის ს ი ა ო ე",
    "hy": "ներում ներից ներով ներին ների ները ներ երում երից երով երին երի երը եր ում ից ով ին ի ը",
    # Snowball leaves short words as they are: "broarna", "quartieri".
    "sv": "orna arna erna na en et or ar er n t",
    "da": "erne ene en et er",
    "no": "ene en et er a",
    "it": "i e a o",
    "pl": "owie ami ach owi ów om iem em ego emu ymi imi ych ich ym im ej ie y i e a u o ę ą",
    "kk": "лардың лердің дардың дердің тардың тердің ларда лерде дарда дерде тарда терде "
    "лар лер дар дер тар тер ның нің дың дің тың тің ға ге қа ке да де та те дан ден тан тен ды ді",
    "az": "larının lərinin larında lərində ların lərin larda lərdə lar lər nın nin nun nün ın in un ün da də dan dən ı i u ü a ə",
    "sw": "ni",
    "et": "idega idele idest idesse idel idelt ide ste test tega tele tes tel sse st ga le lt ks de te id ed us se d s l i a e u",
    "fi": "issa issä ista istä ille illa illä ilta iltä ien jen oita öitä eja ejä ssa ssä sta stä lle lla llä lta ltä ksi na nä "
    "iin aan een ään n t a ä i ja jä",
    "eu": "etako etatik etara etan ekin aren arekin ean era etik ak ek ko tik ra n a",
    "ga": "anna acha aí ta tha a e",
    "he": "יהם יהן ותיו ויות ים ות ית ון ה י",
    "ar": "ها ان ات ون ين يه ه ي ا",
}
_PREFIXES = {
    # Larkey, Ballesteros, Connell: Light stemming for Arabic information retrieval (light10), 2007.
    "ar": ("وال", "بال", "كال", "فال", "لل", "ال", "و"),
    "he": ("וכש", "ומה", "של", "וה", "וב", "ול", "ומ", "וש", "שה", "שב", "מה", "כש", "ה", "ב", "ל", "מ", "ש", "כ", "ו"),
}
# An ending of one of these lists may stand before another: "ministerstw-ach", "القاهر-ي-ه".
_ROUNDS = {"ar": 2, "ka": 2, "kk": 2, "az": 2}
# Stems of more letters than these may lose a vowel at their end.
LONG = 4
_VOWELS_AT_END = frozenset("ro et eu fi lt hu hy tr cs pl sr sl el it es pt ca uk be ru".split())
_VOWELS = frozenset("aeiouyαεηιουωаеиоуыэюяա")
# Vowels that come and go before the last letter: "мешканець" and "мешканці", "rynek" and "rynki", "starac" and "starci".
_FLEETING = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk"), re.compile("(?<=[^аеиоуыэюя])[ьи]?[еоё](?:ц|к|н)$")),
    "pl": re.compile("(?<=[^aeiouy])i?e[ckn]$"),
    "cs": re.compile("(?<=[^aeiouy])e[ckn]$"),
    "sl": re.compile("(?<=[^aeiouy])e[ckn]$"),
    "sr": re.compile("(?<=[^aeiou])a[ckn]$"),
}
_RESPELLED = {
    "ca": (("cio", "ció"), ("sio", "sió")),
    "fr": (("ee", "ée"), ("ees", "ées"), ("ite", "ité"), ("ites", "ités")),
    "it": (("ta", "tà"),),
    "pt": (("ais", "al"), ("eis", "el"), ("ois", "ol"), ("uis", "ul"), ("cao", "ção"), ("coes", "ções")),
    "ro": (("tie", "ție"), ("tii", "ții")),
}


def light_stemmer(code: str) -> Callable[[str], Iterator[str]] | None:
    """What a folded word may be without prefix, without ending and without both; None for a language without a list."""
    endings = sorted(
        {fold(each) for each in _ENDINGS.get(code, "").split()} - {""}, key=lambda each: (-len(each), each)
    )
    prefixes = tuple(fold(each) for each in _PREFIXES.get(code, ()))
    if not endings:
        return None
    rounds, least = _ROUNDS.get(code, 1), _LEAST_LEFT.get(code, LEAST_LEFT)

    def stems(word: str) -> Iterator[str]:
        for begun in dict.fromkeys((_without_prefix(word, prefixes, least), word)):
            for _ in range(rounds):
                begun = _without_ending(begun, endings)
            yield begun

    return stems


def shortened(stem: str, code: str) -> Iterator[str]:
    """What Snowball leaves at the end of a stem in one form of a word and takes off in another."""
    if code in _VOWELS_AT_END and len(stem) > LONG and stem[-1] in _VOWELS:
        yield stem[:-1]
    if code == "cs" and stem.endswith("k"):
        # "nemocnice" is read as if it came of "nemocnik".
        yield f"{stem[:-1]}c"
    if match := _FLEETING[code].search(stem) if code in _FLEETING else None:
        yield stem[: match.start()] + stem[-1]


def respelled(folded: str, code: str) -> Iterator[str]:
    """A word without accents with those that its ending, or its singular, has."""
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
        if word.endswith(ending) and len(word) - len(ending) >= LEAST_LEFT:
            return word[: -len(ending)]
    return word
