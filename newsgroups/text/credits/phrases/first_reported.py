"""Wording that names who reported something first."""

import re

SIGNS = (
    "irst reported",
    "irst re",
    "irst pub",
    "irst obt",
    "irst dis",
    "irst bro",
    "irst app",
    "irst to",
    "broke the",
    "lly reported",
    "lly pub",
    "lly app",
)
FIRST_REPORTED = re.compile(
    r"\b(?:[Ff]irst|[Oo]riginally|[Ii]nitially)\s(?P<verb>reported|revealed|published|disclosed"
    r"|obtained|broke|appeared)\b"
    r"|\b(?:was|were)\s(?:the\s)?first\s(?P<to>to\sreport|to\sreveal|to\spublish)\b"
    r"|\b(?P<broke>broke\sthe\s(?:news|story))\b"
)
# A period ends a sentence, except within a word, after an initial, or in "St. Louis": "to CNBC. The Daily Beast first
# reported", "published in the Daily Lantern. Follow us".
_PERIOD = r"(?:[\w&’'-]|\.(?=\w)|(?<=\b[A-Z])\.|(?<=\b(?:St|Ft|Mt))\.)*+"
_OUTLET = (
    rf"(?P<name>(?:[Tt]he\s)?[A-Z]{_PERIOD}(?:\s(?:of|the|and|&)(?=\s[A-Z])|\s[A-Z0-9]{_PERIOD}){{0,4}})(?!\w)"
    # No noun may follow that the name would merely modify: "on Confederate monuments", "by German newspapers".
    r"(?=\s*(?:$|[^a-z\s]|(?:on|in|and|that|as|last|this|earlier|who|which|but|with|after|when|where|is|was|has|had|the|an?"
    r"|to|for|at|by|under|or|shows?|said|would)\b))"
)
REPORTED_BY = re.compile(rf"\s(?:\w+\s){{0,2}}?by\s{_OUTLET}")
# Not "first appeared on Obama's watch".
PUBLISHED_IN = re.compile(rf"\s(?:\w+\s){{0,2}}?(?:by|in|on|at)\s(?!(?:\w+\s){{0,3}}\w+['’]s\b){_OUTLET}")
REPORTER = re.compile(
    rf"(?P<name>(?:The\s)?[A-Z]{_PERIOD}(?:\s(?:of|[A-Z]{_PERIOD})){{0,3}})(?:,\swhich)?(?:\s(?:had|has))?\s\Z"
)

# A single word before "first reported" may be a family name, unless it is one of these, or in capitals.
ONE_WORD = re.compile(
    r"[A-Z0-9&-]{2,}|\w*[a-z][A-Z]\w*|[\w-]+\.[a-z]{2,4}|Axios|Politico|Reuters|Bloomberg|Deadline|Variety|Newsweek|Time|Slate|Salon"
    r"|Breitbart|Haaretz|Kotaku|Engadget|Gizmodo|Wired|Recode|Quartz|Fortune|Forbes|Barron|Mashable|Jezebel|Deadspin|Mic|Vice"
    r"|Intercept|Hill|Atlantic|Nation|Lantern|Root|Verge|Vox|Mediaite|Gothamist|Rappler|Meduza|Bellingcat|Spiegel|Mediapart|Insider|Roll\sCall|Semafor|Puck|Polygon|Kyodo|Xinhua"
)
OF_OUTLETS = re.compile(
    r"\b(?:News|Times|Post|Journal|Herald|Chronicle|Tribune|Star|Globe|Sun|Press|Daily|Today|Magazine|Radio|TV|Standard|Memo|Beacon"
    r"|Gazette|Observer|Guardian|Telegraph|Independent|Mail|Examiner|Inquirer|Mirror|Register|Courier|Ledger|Monitor|Bee|Beast"
    r"|Record|Review|Online|Report|Wire|Insider|Network|Dispatch|Republic|Reporter|Lantern|Weekly|Call|Week|Health)\b"
)

# Other languages. There, whoever revealed something may be a person, so a name has to look like that of an outlet:
# in quotation marks, after "the newspaper", in capitals, or with a word that only names of outlets have.
_QUOTED = r"[„«“\"]\s?(?P<quoted>[^„“”«»\"\n]{2,40}?)\s?[“”»\"]"
_NOUN = (
    r"(?:(?:journal|quotidien|site|hebdomadaire|magazine|chaîne|diario|periódico|cadena|semanario|digital|quotidiano|giornale"
    r"|sito|settimanale|emittente|Zeitung|Magazin|Sender|Nachrichtenportal|Nachrichtenmagazin|Wochenzeitung|Tageszeitung)\s)"
)
_MARK = (
    r"(?:News|Press|Presse|Times|Post|TV|Info|Radio|Journal|Gazette|Tribune|Courrier|Figaro|Monde|Mediapart|Libération"
    r"|Parisien|Échos|Canard|Corriere|Repubblica|Stampa|Fatto|Messaggero|Giornale|Gazzetta|Mundo|País|Diario|Vanguardia"
    r"|Periódico|Confidencial|Español|Clarín|Nación|Universal|Heraldo|Zeitung|Spiegel|Tagesschau|Stern|Focus|Bild|Welt"
    r"|Handelsblatt|Tagesspiegel|Kurier|Anzeiger|Rundschau|Nachrichten|Blatt|Standard|Correctiv|Bloomberg|Reuters|Axios"
    r"|Politico|Guardian|BFMTV|BFM|RTL|RMC|TF1|LCI|CNN|BBC|NBC|CBS|ABC|ARD|ZDF|WDR|NDR|RBB|SWR|MDR|ORF|SRF|RTS|RTVE|RAI|La7"
    r"|ANSA|Ansa|AFP|AP|EFE|Efe|dpa|SZ|FAZ|NZZ|SER|COPE|[A-ZÀ-Þ][a-zß-ÿ]*(?:kurier|zeitung|anzeiger|blatt|rundschau|nachrichten"
    r"|magazin|spiegel|funk|merkur)|[A-Z][\w-]*\.(?:com|fr|de|es|it|ch|at))"
)
_PART = r"[A-ZÀ-Þ][\w’'-]*"
_LINK = r"\s(?:(?:du|de|des|della|dello|del|di|delle|la|le|et|y|und|der)\s){0,2}"
_MARKED = rf"(?P<marked>(?:{_PART}{_LINK}){{0,3}}?{_MARK}(?!\w)(?:{_LINK}{_PART}){{0,3}})"
_CALLED = rf"(?:{_NOUN}(?P<called>{_PART}(?:{_LINK}{_PART}){{0,3}})|{_NOUN}?{_QUOTED}|{_MARKED})"
_ARTICLE = r"(?:(?:der|die|das|dem|den|le|la|les|el|los|il|lo|i)\s|l['’])?"
OTHER_SIGNS = (
    "uerst ", "révélé", "dévoilé", "adelant", "desvel", "publicó prim", "publicó en prim", "rivelat",
    *(f"anticipat{ending} " for ending in "oaie"),
    "rsprünglich", "initialement", "est paru", "d'abord", "d’abord", "originalmente", "originariamente",
)  # fmt: skip
# "Dieser Artikel erschien zuerst in …": the text itself is from there.
_THIS = (
    r"[Dd]ieser\s(?:Artikel|Beitrag|Text)\s(?:erschien|ist)\s(?:zuerst|ursprünglich)\s(?:in|im|bei|beim|auf)\s"
    r"|[Cc](?:et\sarticle|e\stexte)\s(?:est|a\sété)\s(?:d['’]abord\s|initialement\s)?(?:paru|publié)\s"
    r"(?:d['’]abord\s|initialement\s)?(?:dans|par|sur)\s"
    r"|[Ee]ste\s(?:artículo|texto)\s(?:fue\spublicado|se\spublicó|apareció)\s(?:originalmente|primero)\s(?:en|por)\s"
    r"|[Qq]uesto\s(?:articolo|testo)\sè\s(?:stato\spubblicato|apparso|uscito)\s(?:originariamente|originalmente)\s"
    r"(?:su|in|da|sul|sulla|dal|dalla)\s"
)
OTHER_LANGUAGES = re.compile(
    r"(?<!\w)(?:[Zz]uerst\s(?:hatten?\s(?:darüber\s)?|berichteten?\s(?:hatten?\s)?(?:darüber\s)?|meldeten?\s)"
    r"|(?:révélée?s?|dévoilée?s?)\s(?:\w+\s)?par\s"
    r"|(?:[Cc]omme|[Aa]insi\sque)\sl['’](?:a|avait)\s(?:révélé|dévoilé)\s"
    r"|(?:adelantad[oa]s?|desvelad[oa]s?)\s(?:\w+\s)?por\s"
    r"|(?:[Ss]egún|como)\s(?:ha\s)?(?:adelantado|adelantó|desveló|desvelado|publicó\s(?:primero|en\sprimicia))\s"
    r"|(?:anticipat[oaie]|rivelat[oaie])\s(?:\w+\s)?(?:(?:da|dal|dalla|dai)\s|dall['’])"
    rf"|{_THIS})"
    rf"{_ARTICLE}{_CALLED}"
)
