"""What surrounds the name of an agency that is quoted, not credited with the text."""

import re

_SAID = (
    "reported|reports|reporting|said|says|wrote|writes|found|finds|noted|notes|added|adds|quoted|quotes|cited|cites"
    "|learned|obtained|called|calls|declared|projected|projects|confirmed|confirms|revealed|reveals|published"
    "|estimated|estimates|asked|described|describes|explained|explains|tallied|reviewed|viewed|interviewed|meldet|meldete"
    "|berichtet|berichtete|zitierte|zitiert|schreibt|rapporte|rapportait|écrit|indique|précise|informó|informa|reportó"
    "|señaló|citó|recoge|riporta|riferisce|scrive|ha riferito|ha informato|ha indiqué|a rapporté|a indiqué|apprend"
)
_TOLD = (
    r"told|tells|telling|tell|[Aa]ccording\sto|obtained\sby|reviewed\sby|seen\sby|viewed\sby|quoted\sby|cited\sby"
    r"|reported\sby|reports\sby|published\sby|released\sby|provided\sto|confirmed\sto|(?:spoke"
    r"|speaking|speak|spoken|talking"
    r"|talked)\s(?:to|with)|interviews?\swith|interviewed\sby|(?:statements?|e-?mail(?:ed)?|emails?"
    r"|letter|comments?)\s(?:sent\s)?to"
    r"|(?:reports?|story|stories|article)\s(?:by|from|in)|(?:analysis|investigation|survey|poll"
    r"|review|count|tally|photos?|video)\sby"
    r"|compiled\sby|conducted\sby|contacted\sby|reached\sby|asked\sby|[Cc]iting|cites?d?|quoting|by|via|as\sper|per"
    r"|sagten?(?:\sder)?|[Gg]egenüber(?:\s(?:der|dem))?|[Ll]aut"
    r"|[Nn]ach\s(?:Angaben|Informationen)(?:\s(?:der|von))?|(?:im|einem)\sGespräch\smit(?:\s(?:der|dem))?"
    r"|[Ss]elon|[Dd][’']après|à|auprès\sde|par|accordée?s?\sà"
    r"|(?:dijo|declaró|explicó|informó|informaron|señaló|indicó|aseguró|confirmó|contó|relató|comentó|manifestó|afirmó)\sa"
    r"|(?:[Dd]eclaraciones|[Ee]ntrevista|diálogo|conversación)\s(?:\w+\s)?(?:a|con)|(?:declarado|explicado|informado|dicho"
    r"|asegurado|señalado|confirmado)\sa|[Ss]egún(?:\s\w{3,12})?|[Dd]e\sacuerdo\scon"
    r"|[Ss]econdo|(?:detto|dichiarato|spiegato|riferito|raccontato|intervista|dice|spiega|racconta)\s(?:ad?)"
)
# An article or a noun between the words above and the name, with its space or apostrophe.
_NOUN = (
    r"(?:(?:[Tt]he|an?|der|die|la|las|el|il|una?|une|agency|news\sagency|wire\sservice|newswire|Nachrichtenagentur"
    r"|Presseagentur|Agentur|agencia(?:\sde\snoticias)?(?:\sestatal)?|agence(?:\sde\spresse)?|agenzia(?:\sdi\sstampa)?)\s"
    r"|l['’]\s?|l['’]ag(?:enc|enz)(?:e|ia)(?:\sde\spresse|\sdi\sstampa)?\s)"
)
TOLD_BY = re.compile(rf"(?<!\w)(?:{_TOLD})\s{_NOUN}{{0,3}}\Z")
# "ha detto all'ANSA", "all'agenzia Reuters".
_ITALIAN = (
    r"(?:detto|dichiarato|spiegato|riferito|raccontato|confermato|dice|spiega|racconta|intervista|intervistat[oaie]|contattat[oaie]|citat[oaie]|colloquio)"
    r"\s(?:all|dall|con\sl)['’](?:agenzia\s)?\Z"
)
# "sagte der Hafenmeister der dpa", "a indiqué le maire à l'AFP": whoever spoke is between the verb and the agency.
_FAR = (
    r"(?:sagte|sagten|erklärte|erklärten|bestätigte|teilte|berichtete|äußerte)\s[^.!?\n]{1,70}?\sder\s(?:Nachrichtenagentur\s)?\Z"
    r"|(?:dit|déclaré|indiqué|affirmé|expliqué|précisé|confié|annoncé|assuré)\s[^.!?\n]{1,70}?\sà\s(?:l['’]|l['’]agence\s)?\Z"
    r"|(?:dijo|declaró|explicó|informó|señaló|indicó|aseguró|confirmó)\s[^.!?\n]{1,70}?\sa\s(?:la\sagencia\s)?\Z"
    r"|(?:detto|dichiarato|spiegato|riferito)\s[^.!?\n]{1,70}?\sall['’](?:agenzia\s)?\Z"
)
TOLD_FAR = re.compile(rf"(?<!\w)(?:{_ITALIAN}|{_FAR})")
# "berichtet die Nachrichtenagentur AFP", "Lo riferisce l'ANSA", "informó la agencia EFE".
SAID_BEFORE = re.compile(
    r"(?<!\w)(?:berichtet|berichtete|meldet|meldete|schreibt|rapporte|rapportait|rapporté|annonce|indique|informó|informa"
    r"|reportó|señaló|[Rr]eseñó|recoge|publica|riferisce|riporta|scrive|informa|rende\snoto|lo\srivela)\s"
    rf"{_NOUN}{{0,3}}\Z"
)
SAID = re.compile(
    r"(?:['’]s)?(?:\s(?:news\sagency|newswire|news\sservice))?\s(?:(?:has|have|had|also|first|later"
    r"|previously|exclusively"
    rf"|earlier|recently|separately|hat|a|ha)\s){{0,4}}(?P<said>{_SAID})(?!\w)"
)
# "AP students", "AP exams": Advanced Placement.
IS_COURSE = re.compile(
    r"\s(?:[A-Z][a-z]+\s)?(?:students?|class(?:es)?|courses?|exams?|tests?|teachers?|scores?|credits?|biology|history"
    r"|calculus|english|chemistry|physics|program|curriculum)\b",
    re.IGNORECASE,
)
# How far before a name these expressions look.
REACH = 120
