"""Names of outlets as other articles write them."""

import re

from .phrases.first_reported import OF_OUTLETS

# Names of one house on several sites; the first one counts. Curators can add more by renaming outlets.
_PARENTHESIS = re.compile(r"\s*\([^)]*\)\s*$")
_SUFFIX = re.compile(
    r"\s+(?:Online\s+News|Online|Digital|\.com)$|\.com$|(?<=\w)\.com\b|\s+News\s+Online$", re.IGNORECASE
)


def outlet_key(name: str) -> str:
    """Return the key that outlets of one house share: `Fox News (Online)`, `Fox Online News` give `fox news`."""
    plain = _PARENTHESIS.sub("", name).strip()
    plain = re.sub(r"\bOnline News\b", "News", plain, flags=re.IGNORECASE)
    plain = _SUFFIX.sub("", plain)
    plain = re.sub(r"\.(?:com|org|net|co\.uk|de|fr|es|it)$", "", plain, flags=re.IGNORECASE)
    return re.sub(r"\s+", " ", plain).casefold().removeprefix("the ").strip()


def names_in_text(name: str) -> list[str]:
    """Return what an outlet is called in running text: its name without "(Online)" or ".com".

    Names have at least four characters, which excludes short common words.
    """
    key = outlet_key(name)
    plain = re.sub(r"\s+", " ", _PARENTHESIS.sub("", name)).strip()
    plain = (
        re.sub(r"(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])", " ", plain) if plain.lower().endswith(".com") else plain
    )
    names = {plain, re.sub(r"\bOnline News\b", "News", plain), _SUFFIX.sub("", plain)}
    names |= {each.removeprefix("The ") for each in names}
    return sorted((each for each in names if len(each) >= 3 and key), key=len, reverse=True)


def is_edition_of(name: str, outlet: str) -> bool:
    """Return whether a name is that of an outlet or of an edition of it for some place: "Vice Canada" of "Vice"."""
    one, other = outlet_key(name), outlet_key(outlet)
    if one == other:
        return bool(other)
    return bool(other) and one.startswith(f"{other} ") and not OF_OUTLETS.search(one[len(other) :].title())
