"""Regular expressions that find credits. Each is bounded in length, so that all run in linear time."""

import re

from .agencies import NAMES, NEWS_NAMES, SYNDICATES, TAGS

DATELINE = re.compile(
    rf"(?:\(|(?<=\s)/)(?P<tags>(?:{TAGS})(?:\s?[/,&]\s?(?:{TAGS})){{0,4}})[)/](?P<after>\s?\.?\s?(?:--|[-–—:])"
    r"|\s(?=[\"“‘'«„A-ZÀ-Þ0-9$]))"
)
# What precedes the parentheses on a line: the start of the line or the end of a sentence, then a place.
PLACE = re.compile(r"(?:^|(?<=[.!?”\"):\]]\ ))(?P<place>[^\W_a-z][^\n()]{0,70}?\s?)?\Z")
# Lowercase words that a place or a date before an agency may contain.
PLACE_WORDS = frozenset(
    "de del la las los el da do di du des le les den der am im in an bei van von of on and und et y the près"
    " jan feb mar apr may jun jul aug sep sept oct nov dec januar februar märz april mai juni juli august september"
    " oktober november dezember janvier février mars avril juin juillet août septembre octobre novembre décembre"
    " enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ene abr ago dic"
    " gennaio febbraio aprile maggio giugno luglio settembre ottobre novembre dicembre gen mag giu lug set ott".split()
)

# The dateline of whomever: "PORT CALDER, Oct 14 (Northline) -" at the start of a line.
ANY_DATELINE = re.compile(
    r"(?m)^(?:[^\W\d_a-z][^\n().!?]{0,70}(?:\.[^\n().!?]{1,20}){0,2}?\s)?"
    r"\((?P<tag>[^\W_a-z][\w .&-]{1,30})\)\s?\.?\s?(?:--|[-–—])"
)

BYLINE = re.compile(
    rf"(?m)^(?:(?:By|Von|Par|Por|Di|De)\s(?:[^\n]{{0,120}}?[,|/]\s?|[^\n]{{0,80}}?\s(?:of|for|mit|avec|con)\s)?"
    rf"|(?:[A-ZÀ-Þ][\w.'’-]+\s){{1,3}}(?:[^\n]{{0,90}}?),\s?)?(?P<name>(?:The\s)?(?:{NEWS_NAMES}))"
    r"(?:,?\s(?:staff\s|political\s|business\s|national\s)?(?:writers?|staff|correspondents?|reporters?))?[ \t]*$"
)
BYLINE_CNN = re.compile(r"(?m)^By\s[A-Z][^\n]{2,100},\s(?P<name>CNN)[ \t]*$")

# Words, one of which a text must contain before the expression is tried, then the expression.
FOOT = tuple(
    (signs, re.compile(pattern))
    for signs, pattern in (
        (
            ("©", "(c)", "copyright"),
            rf"(?i:(?:©|\(c\)|copyright)[\s:]{{0,3}}(?:copyright\s)?(?:\d{{4}}(?:[-–]\d{{2,4}})?,?\s)?(?:by\s)?)"
            rf"(?P<name>(?:[Tt]he\s)?(?:{NAMES}|(?i:{SYNDICATES})))",
        ),
        (
            ("creators",),
            r"(?i:(?:©|\(c\)|copyright|distributed by)\s(?:\d{4}\s)?(?:by\s)?(?P<creators>creators(?:\.com"
            r"| syndicate)?)\b)",
        ),
        (
            ("distributed by", "syndicated by", "provided by"),
            rf"(?i:distributed by|syndicated by|provided by)\s(?P<name>(?:[Tt]he\s)?(?:{NAMES}|(?i:{SYNDICATES})))",
        ),
        (
            ("may not be published",),
            r"(?P<ap>This material may not be published, broadcast, rewritten,? or redistributed)",
        ),
        (
            ("editing by", "reporting by", "writing by"),
            r"(?P<reuters>\((?:Additional\s)?(?:[Rr]eporting|[Ww]riting)\s(?:and\s(?:writing"
            r"|editing)\s)?by\s[^()\n]{5,400}?"
            r"(?:[Ee]diting|[Rr]eporting|[Ww]riting)\s(?:and\s\w+\s)?by\s[^()\n]{4,120}\)?)",
        ),
        (
            ("source", "quelle", "fuente", "fonte"),
            rf"(?m:^|(?<=[.\n]\s))(?:Source|Quelle|Fuente|Fonte)\s?:\s?(?P<name>(?:{NAMES}))(?=[\s.,/)]|$)",
        ),
        (
            ("this story", "this article", "this report", "this dispatch"),
            rf"(?i:this (?:story|article|report|dispatch) (?:was|is) (?:reported|written|produced"
            rf"|provided)(?: and \w+)? by)"
            rf"\s(?P<name>(?:[Tt]he\s)?(?:{NAMES}))",
        ),
    )
)

# Agency abbreviations that end a text: "mgo/dpa/AFP", "(ANSA)".
LAST_WORDS = (
    re.compile(
        rf"(?m)^\(?(?:[a-zäöü]{{2,4}}/){{0,3}}(?P<name>{TAGS})(?:/(?:{TAGS}|[a-zäöü]{{2,4}})){{0,4}}\)?[ \t]*\Z"
    ),
    re.compile(rf"(?m)(?<=[.!?»”\"])\s\((?P<name>{TAGS})(?:[/,]\s?(?:{TAGS}|[a-z]{{2,4}})){{0,4}}\)\.?[ \t]*\Z"),
)

_LIST = r"[^\n]{0,260}?"
CONTRIBUTED = tuple(
    (signs, re.compile(pattern))
    for signs, pattern in (
        (
            ("contributed",),
            rf"(?:(?<=\n)|(?<=[.!?”\"_\)]\ )|^)(?P<line>(?=[^\n]{{0,320}}?(?<!\w)(?:{NAMES})(?!\w))[^\n]{{0,400}}?"
            r"\bcontributed(?:\s(?:reporting|material|to)\b[^\n.]{0,60})?)",
        ),
        (
            ("was used", "were used", "been used", "also used"),
            rf"(?P<line>\b(?:[Mm]aterial|[Ii]nformation|[Rr]eporting|[Rr]eports|[Ff]iles?"
            rf"|[Dd]ispatches)\s(?:was\s|were\s)?"
            rf"(?:from|by|of)\s(?:[Tt]he\s)?[^\n.]{{0,60}}?(?<!\w)(?:{NAMES})(?!\w)[^\n.]{{0,60}}?\s(?:was"
            rf"|were|has been)\s"
            r"(?:also\s)?used)",
        ),
        (
            ("aterial from", "nformation from", "eporting from", "ontent from", "eports from"),
            rf"(?P<line>(?:(?i:this|the) (?:story|article|report|post)\s)?(?:also\s)?(?:contains|includes"
            rf"|uses|used|containing"
            rf"|including)\s(?:\w+\s)?(?:material|information|reporting|content"
            rf"|reports)\sfrom\s(?:the\s)?[^\n.]{{0,60}}?"
            rf"(?:{NAMES})(?!\w))",
        ),
        (
            ("Contributing:",),
            rf"(?P<line>\bContributing:\s{_LIST}(?<!\w)(?:{NAMES})(?!\w))",
        ),
        (
            (
                "iles from",
                "eporting from",
                "eporting by",
                "eports from",
                "nformation from",
                "ontributions from",
                "aterial from",
            ),
            rf"(?P<line>(?i:with (?:files|reporting|reports|additional reporting|information|contributions"
            rf"|material) (?:from|by))"
            rf"\s(?:[Tt]he\s)?[^\n.]{{0,80}}?(?<!\w)(?:{NAMES})(?!\w))",
        ),
        (
            ("ompiled from", "ased on", "ased in part on", "dapted from"),
            rf"(?P<line>(?i:compiled from|based (?:in part )?on|adapted from)\s(?:[Tt]he\s)?[^\n.]{{0,40}}?(?<!\w)"
            rf"(?:{NAMES})(?!\w)[^\n.]{{0,10}}?\s(?:material|reports?|dispatches))",
        ),
        (
            ("wire",),
            r"(?P<wire>(?i:(?:this|the) (?:article|story|report) (?:is|was) (?:based (?:in part )?on"
            r"|compiled (?:in part )?from)"
            r" wire[- ](?:service )?(?:reports|dispatches|stories)))",
        ),
        (
            ("ires", "wire services"),
            r"(?P<wire>\bWith(?:\sPost|\sTimes)?\s[Ww]ires\b|(?i:wire services contributed)"
            r"|(?i:from (?:our )?wire services))",
        ),
        (
            ("Material", "Informationen", "Verwendung", "vec ", "on informaci", "on datos", "on informazioni"),
            rf"(?P<line>\b(?:[Mm]it (?:Material|Informationen|Agenturmaterial) (?:von|der|des)|[Uu]nter Verwendung von"
            rf"|(?<![\w])[Aa]vec (?:l['’]\s?)?|[Cc]on (?:informaci[oó]n|informazioni|datos) (?:de|di|d['’])\s?(?:la\s)?"
            rf"(?:agencia\s|agenzia\s)?)\s?[^\n.]{{0,40}}?(?<!\w)(?:{NAMES})(?!\w))",
        ),
    )
)

_SAID = (
    "reported|reports|reporting|said|says|wrote|writes|found|finds|noted|notes|added|adds|quoted|quotes|cited|cites"
    "|learned|obtained|called|calls|declared|projected|projects|confirmed|confirms|revealed|reveals|published"
    "|estimated|estimates|asked|described|describes|explained|explains|tallied|reviewed|viewed|interviewed|meldet|meldete"
    "|berichtet|berichtete|zitierte|zitiert|rapporte|écrit|indique|informó|informa|reportó|señaló|citó|riporta"
    "|ha riferito|ha informato|ha indiqué|a rapporté|a indiqué"
)
_TOLD = (
    r"told|tells|telling|tell|according\sto|obtained\sby|reviewed\sby|seen\sby|viewed\sby|quoted\sby|cited\sby"
    r"|reported\sby|reports\sby|published\sby|released\sby|provided\sto|confirmed\sto|(?:spoke"
    r"|speaking|speak|spoken|talking"
    r"|talked)\s(?:to|with)|interviews?\swith|interviewed\sby|(?:statements?|e-?mail(?:ed)?|emails?"
    r"|letter|comments?)\s(?:sent\s)?to"
    r"|(?:reports?|story|stories|article)\s(?:by|from|in)|(?:analysis|investigation|survey|poll"
    r"|review|count|tally|photos?|video)\sby"
    r"|compiled\sby|conducted\sby|contacted\sby|reached\sby|asked\sby|citing|cites?d?|quoting|by|via"
    r"|sagte(?:\sder)?|gegenüber\s(?:der|dem)|nach\s(?:Angaben|Informationen)\s(?:der|von)|laut|selon|à|dijo\sa|según"
    r"|ha\sdetto\sall|a\sdéclaré\sà|secondo|declaró\sa|as\sper|per"
)
# What surrounds the name of an agency that is quoted, not credited with the text.
TOLD_BY = re.compile(
    rf"(?<!\w)(?:{_TOLD})\s(?:(?:[Tt]he|an?|der|die|l['’]|la|agency|agencia|agenzia|news\sagency"
    rf"|Nachrichtenagentur|agence"
    r"|wire\sservice|newswire)\s)*\Z"
)
SAID = re.compile(
    r"(?:['’]s)?(?:\s(?:news\sagency|newswire|news\sservice))?\s(?:(?:has|have|had|also|first|later"
    r"|previously|exclusively"
    rf"|earlier|recently|separately|hat|a|ha)\s){{0,4}}(?P<said>{_SAID})(?!\w)"
)

FIRST_REPORTED = re.compile(
    r"\b(?:[Ff]irst|[Oo]riginally|[Ii]nitially)\s(?P<verb>reported|revealed|published|disclosed"
    r"|obtained|broke|appeared)\b"
)
_OUTLET = (
    r"(?P<name>(?:[Tt]he\s)?[A-Z][\w.&’'-]*(?:\s(?:of|the|and|&)(?=\s[A-Z])|\s[A-Z0-9][\w.&’'-]*){0,4})"
    # No noun may follow that the name would merely modify: "on Confederate monuments".
    r"(?=\s*(?:$|[^a-z\s]|(?:on|in|and|that|as|last|this|earlier|who|which|but|with|after|when|where|is|was|has|had|the|an?"
    r"|to|for|at|by|under|or|shows?|said|would)\b))"
)
REPORTED_BY = re.compile(rf"\s(?:\w+\s){{0,2}}?by\s{_OUTLET}")
PUBLISHED_IN = re.compile(rf"\s(?:\w+\s){{0,2}}?(?:by|in|on|at)\s{_OUTLET}")
REPORTER = re.compile(r"(?P<name>(?:The\s)?[A-Z][\w.&’'-]*(?:\s(?:of|[A-Z][\w.&’'-]*)){0,3})\s\Z")

# A picture credit around the name of an agency.
PICTURE_AFTER = re.compile(r"\s(?:Photo|Images?|File|Pool)\b|/[A-Z]|(?:,\s(?:[Ff]ile|[Pp]ool))?\)")
PICTURE_BEFORE = re.compile(
    r"(?<!\w)(?:[Pp]hotos?|[Pp]ictures?|[Ii]mages?|Fotos?|[Bb]ild(?:er)?)\s?(?:[Bb]y|:|©|via|courtesy\sof)?\s?"
    r"[^\n()]{0,50}?[\s/]?\Z|[/(]\Z|\bvia\s\Z"
)
