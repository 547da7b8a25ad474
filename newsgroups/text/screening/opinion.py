"""Recognize opinion pieces by what the outlet itself calls them, in the headline or in the address."""

import re
from urllib.parse import urlsplit

_LABELS = (
    "opinion|op-?ed|editorial|commentary|comment|column|columnist|viewpoint|perspective|guest essay|"
    "letters?(?: to the editor)?|kommentar|meinung|leitartikel|glosse|gastbeitrag|kolumne|standpunkt|tribune|édito|"
    "éditorial|chronique|point de vue|billet|opini[oó]n|columna|tribuna|carta al director|opinione|editoriale|"
    "il commento|commento|opinião|coluna|opinie|commentaar|opinia|komentarz|felieton|мнение|колонка|комментарий|社説|"
    "コラム|评论|社评|사설|칼럼"
)
_LABEL = re.compile(
    rf"^\W*(?:{_LABELS})\s*(?:[:|»/–—：】』」]|\s-\s)|[\[(【](?:{_LABELS})[\])】]|(?:[|:–—]|\s-)\s*(?:{_LABELS})\W*$",
    re.IGNORECASE,
)
_FOLDER = re.compile(
    "opinions?|op-?eds?|editorials?|commentary|commentisfree|columnists?|columns?|viewpoints?|perspectives?|letters|"
    "kommentare?|meinung|leitartikel|kolumnen?|gastbeitraege|tribunes?|editos?|chroniques?|idees|debats|"
    "opinion(?:es)?|columnas?|tribunas?|editoriales|opinioni|commenti|editoriali|opiniao|colunas?|opinie|"
    "opinie-debat|felietony|komentarze|mneni[ey]a?|kolonki|columnistas?",
    re.IGNORECASE,
)


def is_opinion(title: str, address: str = "") -> bool:
    """Return whether the headline bears the label of an opinion piece, or the address lies in their folder."""
    if _LABEL.search(title):
        return True
    try:
        # The last part is the page itself; its name may be any words.
        folders = urlsplit(address).path.split("/")[1:-1]
    except ValueError:
        return False
    return any(_FOLDER.fullmatch(folder) for folder in folders)
