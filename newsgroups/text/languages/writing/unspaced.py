"""Forms in scripts without spaces: Chinese and Japanese."""

import re

HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HIRAGANA, KATAKANA = "\u3041-\u309f", "\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f"
_ANY = re.compile(f"[{HAN}{HIRAGANA}{KATAKANA}]")
# A run of katakana is a foreign word, often a name; of other characters, two in a row carry about as much as a word.
_PARTS = re.compile(
    f"[{KATAKANA}]{{2,}}|(?:(?![{KATAKANA}]{{2}})[{HAN}{HIRAGANA}{KATAKANA}])+|[^{HAN}{HIRAGANA}{KATAKANA}]+"
)
_KATAKANA = re.compile(f"[{KATAKANA}]{{2,}}")
# Two hiragana are mostly endings and particles.
_ENDING = re.compile(f"[{HIRAGANA}]+")


def has_unspaced(text: str) -> bool:
    return not text.isascii() and _ANY.search(text) is not None


def is_katakana(form: str) -> bool:
    return not form.isascii() and _KATAKANA.fullmatch(form) is not None


def split_unspaced(forms: list[str]) -> list[str]:
    """Return the forms, with each Chinese or Japanese run split into pairs, except pairs of only hiragana."""
    found: list[str] = []
    for form in forms:
        if form.isascii() or not _ANY.search(form):
            found.append(form)
            continue
        for part in _PARTS.findall(form):
            found += [part] if not _ANY.match(part) or len(part) == 1 or _KATAKANA.fullmatch(part) else _pairs(part)
    return found


def _pairs(run: str) -> list[str]:
    pairs = (run[place : place + 2] for place in range(len(run) - 1))
    return [pair for pair in pairs if not _ENDING.fullmatch(pair)]
