"""The code page of a text in Latin letters, by the alphabets of the languages that use each."""

import re

# Each language's letters beyond ASCII, with its code page on the web; of equal matches the first wins.
_ALPHABETS = (
    ("cp1252", "àâæçéèêëîïôœùûüÿ"),  # French
    ("cp1252", "äöüß"),  # German
    ("cp1252", "áéíñóúüªº"),  # Spanish
    ("cp1252", "áàâãçéêíóôõúüªº"),  # Portuguese
    ("cp1252", "àèéìíîòóùú"),  # Italian
    ("cp1252", "åäöéæøü"),  # Swedish, Danish, Norwegian, Finnish
    ("cp1252", "áðéíóúýþæö"),  # Icelandic
    ("cp1252", "ëïéèáóöüê"),  # Dutch
    ("cp1252", "àçèéíïòóúü"),  # Catalan
    ("cp1250", "ąćęłńóśźż"),  # Polish
    ("cp1250", "áčďéěíňóřšťúůýž"),  # Czech
    ("cp1250", "áäčďéíĺľňóôŕšťúýž"),  # Slovak
    ("cp1250", "áéíóöőúüű"),  # Hungarian
    ("cp1250", "ăâîşţ"),  # Romanian
    ("cp1250", "čćđšž"),  # Croatian, Slovene
    ("cp1254", "âçğıîöşüû"),  # Turkish
    ("cp1257", "āčēģīķļņšūž"),  # Latvian
    ("cp1257", "ąčęėįšųūž"),  # Lithuanian
    ("cp1257", "äõöüšž"),  # Estonian
)
# ISO code pages have the same alphabets in other positions, and nothing where Windows has quotation marks and dashes.
_ISO = {"cp1250": "iso8859_2", "cp1257": "iso8859_13"}
LATIN = frozenset(("cp1252", "iso8859_2", *(codec for codec, _ in _ALPHABETS)))
_C1 = re.compile("[\x80-\x9f]")
_LETTERS = re.compile(r"[^\W\d_a-zA-Z]|(?<=[a-z])[^\x00-\x7f\w\s’‘'–—](?=[a-z])")


def latin_codec(data: bytes) -> str:
    """The code page in which most letters beyond ASCII belong to one language; Windows-1252 if none is better."""
    best, most = "cp1252", 0.0
    texts = {codec: _letters(data, codec) for codec in dict.fromkeys([*LATIN, *_ISO.values()])}
    for codec, alphabet in _ALPHABETS:
        for name in (codec, _ISO.get(codec)):
            if name and (share := _share(texts[name], alphabet)) > most:
                best, most = name, share
    return best


def _letters(data: bytes, codec: str) -> list[str]:
    text = data.decode(codec, errors="replace").lower()
    return [*_LETTERS.findall(text), *_C1.findall(text), *("\ufffd" * text.count("\ufffd"))]


def _share(letters: list[str], alphabet: str) -> float:
    return sum(letter in alphabet for letter in letters) / len(letters) if letters else 0.0
