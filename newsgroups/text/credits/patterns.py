"""Regular expressions that find credits. Each is bounded in length, so that all run in linear time."""

import re

from .agencies import NAMES, NEWS_NAMES, SYNDICATES, TAGS

# Words, one of which a text must contain before the expression after them is tried.
Wordings = tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]

# "(dpa/lno)" and "(Adnkronos/Ign)" add the service.
DATELINE = re.compile(
    rf"(?:\(|(?<=\s)/)(?P<tags>(?:{TAGS})(?:\s?[/,&]\s?(?:{TAGS})|/[A-Z]?[a-zäöü]{{2,9}}){{0,4}})[)/]"
    r"(?P<after>\s?\.?\s?(?:--|[-–—:])|\.?\s(?=[\"“‘'«„A-ZÀ-Þ0-9$]))"
)
# "AGI - Il ponte …", "Washington, AFP - …": only the beginning of a text tells it from a list.
BARE_DATELINE = re.compile(
    rf"(?P<line>(?:[A-ZÀ-Þ][^\n.!?()]{{2,40}},\s)?(?P<name>{NEWS_NAMES}|AGI))\s?[-–—]{{1,2}}\s(?=[\"“«„A-ZÀ-Þ0-9][^\n]{{60}})"
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

_BY = r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|De|La)\s?:?\s"
_STAFF = (
    r"(?:,?\s(?:[Ss]taff\s|political\s|business\s|national\s)?"
    r"(?:[Ww]riters?|[Ss]taff|[Cc]orrespondents?|[Rr]eporters?))?[ \t]*$"
)
_DESK = r"(?:Redazione|Redacción|Rédaction|rédaction|Redaktion|Agencia|Agence|Agenzia|Agentur)"
BYLINE = re.compile(
    rf"(?m)^(?:{_BY}(?:[^\n]{{0,120}}?[,|/]\s?|[^\n]{{0,80}}?\s(?:of|for|mit|avec|con)\s)?"
    rf"|(?:[A-ZÀ-Þ][\w.'’-]+\s){{1,3}}(?:[^\n]{{0,90}}?),\s?)?(?P<name>(?:The\s|THE\s)?(?:{NEWS_NAMES})){_STAFF}"
)
# "By ADA QUILL Associated Press": without a comma; "By Michael Bloomberg" is a man.
BYLINE_RUN_ON = re.compile(
    rf"(?m)^(?:By|BY)\s(?:[A-ZÀ-Þ][\w.'’-]+\s){{2,5}}?(?P<name>(?:The\s"
    rf"|THE\s)?(?!Bloomberg[ \t]*$)(?:{NEWS_NAMES})){_STAFF}"
)
# "Von Ada Quill (dpa)".
BYLINE_BRACKETS = re.compile(rf"(?m)^{_BY}[^\n()]{{3,100}}?\s?\((?P<name>{TAGS})\)[ \t]*$")
# "Di Redazione ANSA", "Redacción EFE", "EFE | Madrid".
BYLINE_DESK = re.compile(
    rf"(?m)^(?:(?:{_BY})?{_DESK}\s(?P<name>{NEWS_NAMES})[ \t]*$|(?P<other>{NEWS_NAMES})\s?\|\s?[A-ZÀ-Þ][^\n]{{2,40}}$)"
)
BYLINE_CNN = re.compile(r"(?m)^By\s[A-Z][^\n]{2,100},\s(?P<name>CNN)[ \t]*$")

# Further agencies in a list: ", AFP und Reuters".
_AND = r"(?:,\sand\b|,|/|&|\+|\b(?:and|und|et|y|e)\b)"
LIST = rf"(?:\s?{_AND}\s?(?:[Tt]he\s|der\s|l['’]|la\s)?(?:{TAGS})(?!\w)){{0,4}}"
MORE = re.compile(LIST)
# Every spelling, as a whole word.
ANY_NAME = re.compile(rf"(?<!\w)(?:{TAGS})(?!\w|\.com)")

FOOT: Wordings = tuple(
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
            ("source", "quelle", "fuente", "font"),
            rf"(?:(?m:^)[(\[*|\s]{{0,3}}|(?<=[.!?]\s))(?i:sources?|quellen?"
            rf"|fuentes?|fonti|fonte)(?:\s?:\s?|(?<=[a-z])\s(?=\w+[ )]*$))"
            rf"(?P<list>(?:[^\n:.]{{0,30}}(?:\.\w\w)?[,/]\s?)?(?:[a-zäöü]{{2,4}}/){{0,3}}"
            rf"(?:[Tt]he\s)?(?:{TAGS}){LIST})(?=[ \t.)*|]*(?m:$)|[,/])",
        ),
        (
            ("this story", "this article", "this report", "this dispatch"),
            rf"(?i:this (?:story|article|report|dispatch) (?:was|is) (?:reported|written|produced"
            rf"|provided)(?: and \w+)? by)"
            rf"\s(?P<name>(?:[Tt]he\s)?(?:{NAMES}))",
        ),
        (
            ("this story", "this article", "this report"),
            rf"[Tt]his (?:story|article|report) by (?P<name>(?:[Tt]he\s)?(?:{NAMES})) was (?:first |originally )?"
            "published",
        ),
        (
            ("syndicated feed", "agency feed"),
            r"(?i:published|generated|provided) (?:automatically )?(?:from|by|via) an? (?:syndicated|agency)"
            r" (?:news )?feed"
            rf"(?: (?:from|of|by) (?:the )?(?P<name>{TAGS})(?!\w))?(?P<unnamed>)",
        ),
        (
            ("thomson reuters trust principles",),
            r"(?P<reuters>Our [Ss]tandards:\s{0,3}The Thomson Reuters Trust Principles)",
        ),
        (
            ("editing by",),
            # Without parentheses, the semicolon is the style of Reuters and of hardly anybody else.
            r"(?m:^)(?P<reuters>(?:Additional\s)?[Rr]eporting\sby\s[^\n]{5,300}?;\s?[Ee]diting\sby\s[^\n]{4,120})",
        ),
        (
            ("édité par", "editado", "bearbeitet von", "redigiert von", "in redazione a"),
            r"(?m:^)(?P<reuters>\((?:[Rr]eportage|[Rr]eporte|[Rr]eportaje|[Bb]ericht|[Ee]scrito|[A-ZÀ-Þ])[^()\n]{3,300}?"
            r"(?:édité\spar|[Ee]ditado\s(?:en\sespañol\s)?por|bearbeitet\svon|redigiert\svon|in\sredazione\sa)\s[^()\n]{3,120}\))"
            r"(?=[ \t]*(?m:$))",
        ),
    )
)

_ALIKE = rf"(?:{TAGS})(?:\s?[/,&+]\s?(?:{TAGS}|[a-zäöü]{{2,4}}|[A-Z]{{2,4}})|-[a-zäöü]{{2,4}}(?!\w)){{0,4}}"
# Agencies that end a text: "mgo/dpa/AFP", "(ANSA)", "— Reuters", "… hallara una grieta. EFE".
LAST_WORDS = (
    re.compile(rf"(?<=[.!?»”\"])\s[-–—]?\s?(?P<list>\((?:{_ALIKE})(?:,\s\d[\d.]{{3,9}})?\)|{_ALIKE})\.?[ \t]*\Z"),
    re.compile(rf"(?m)^(?P<list>\((?:{TAGS}),\s\d[\d.]{{3,9}}\))[ \t]*\Z"),
)
# The same on a line of its own, above links to other articles: "Por: EFE", "-Agencia EFE", "aqu/dpa".
LINE_OF_AGENCY = re.compile(
    rf"(?m)^[ \t]{{0,4}}[-–—*|(\[]{{0,3}}[ \t]?(?:(?:Por|Par|Von|Di|By|Text"
    rf"|Texto|Texte|Testo)\s?:?\s{{1,2}})?(?:Agencia\s|Agence\s|Agenzia\s)?"
    rf"(?P<list>(?:[a-zäöü]{{2,4}}/){{0,3}}{_ALIKE})[ \t]?[)\]|*.]{{0,3}}[ \t]{{0,4}}$"
)

_LIST = r"[^\n]{0,260}?"
CONTRIBUTED: Wordings = tuple(
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
                "nputs from",
                "eporting from",
                "eporting by",
                "eports from",
                "nformation from",
                "ontributions from",
                "aterial from",
            ),
            rf"(?P<line>(?i:(?:with (?:files|inputs|reporting|reports|information|contributions|material)"
            rf"|(?:with )?additional reporting) (?:from|by))"
            rf"\s(?:[Tt]he\s)?[^\n.]{{0,80}}?(?<!\w)(?:{NAMES})(?!\w))",
        ),
        (
            ("ompiled from", "ased on", "ased in part on", "dapted from"),
            rf"(?P<line>(?i:compiled from|based (?:in part )?on|adapted from)\s(?:[Tt]he\s)?[^\n.]{{0,40}}?(?<!\w)"
            rf"(?:{NAMES})(?!\w)[^\n.]{{0,10}}?\s(?:material|reports?|dispatches))",
        ),
        (
            (
                "Material",
                "Informationen",
                "material",
                "Verwendung",
                "vec ",
                "nformaci",
                "on datos",
                "on informazioni",
            ),
            rf"(?P<line>\b(?:[Mm]it (?:Material|Informationen|Agenturmaterial) (?:von|der|des)(?: Agenturen)?"
            rf"|[Ee]nthält (?:Material|Informationen) (?:von|der|des)|[Uu]nter Verwendung von"
            rf"|(?<![\w])[Aa]vec (?:l['’]\s?)?|(?:[Cc]on|[Ii]ncluye) (?:informaci[oó]n"
            rf"|informazioni|datos) (?:del?|di|dell|d)(?:['’:]|\b)\s?"
            rf"(?:las?\s)?(?:agencias?\s|agenzi[ae]\s)?)\s?[^\n.]{{0,40}}?(?<!\w)(?:{TAGS})(?!\w))",
        ),
        (
            ("it dpa-", "it AFP-", "it Reuters-", "it APA-", "it SDA-", "it epd-", "it KNA-", "it AP-"),
            rf"(?P<line>\b[Mm]it (?:{TAGS})(?:[-/](?:{TAGS}))*-(?:Material|Informationen|Inhalten|Meldung))",
        ),
        (
            ("With ", "with ", "Mit ", "mit ", "Avec ", "avec ", "Con ", "con "),
            rf"(?m)^[(\[*| ]{{0,3}}(?P<line>(?:[Ww]ith|[Mm]it|[Aa]vec"
            rf"|[Cc]on)\s(?:the\s|der\s|l['’]|la\sagencia\s)?(?:{TAGS}){LIST})"
            r"[)\]*|. \t]{0,4}$",
        ),
    )
)

# "Associated Press writers Ada Quill in London and …", "AP Diplomatic Writer Ada Quill".
WRITER = re.compile(
    rf"(?<!\w)(?P<name>{NEWS_NAMES})(?:['’]s?)?\s"
    r"(?:(?:[A-Z][\w-]+|staff|science|economics|business|political|national|sports|video"
    r"|medical|legal|education|religion|technology|freelance|entertainment|health)\s){0,3}?"
    r"(?:[Ww]riters?|[Jj]ournalists?|[Rr]eporters?|[Cc]orrespondents?|[Pp]hotographers?)\s[A-Z]"
)

# The same for agencies that are not named.
WIRES: Wordings = tuple(
    (signs, re.compile(pattern))
    for signs, pattern in (
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
            (
                "ire reports",
                "agences",
                "agencias",
                "agencies",
                "Agenturmaterial",
                "agency inputs",
                "Nachrichtenagenturen",
            ),
            r"(?m)^\W{0,3}(?P<wire>(?:(?i:(?:compiled )?from )?(?i:staff and )?(?i:wire reports)"
            r"|[Aa]vec (?:les )?agences|[Ww]ith (?:inputs from )?agenc(?:ies"
            r"|y (?:inputs|reports))|[Cc]on (?:información de )?agencias"
            r"|[Mm]it (?:Agenturmaterial|(?:Material|Informationen) (?:von|der) (?:Nachrichtena|A)genturen)))\W{0,3}$",
        ),
    )
)
