"""News agencies and syndicates: their names, and the names under which they publish."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Agency:
    """An agency. `short` identifies it; `forms` are spellings in running text.

    `tags` are spellings used only in a dateline's parentheses or in a credit line, where a short word is unambiguous.
    """

    short: str
    name: str
    forms: tuple[str, ...]
    tags: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    is_syndicate: bool = False
    is_release: bool = False


AGENCIES = (
    Agency("AP", "Associated Press", ("Associated Press", "ASSOCIATED PRESS", "AP"), hosts=("apnews.com", "ap.org")),
    Agency("Reuters", "Reuters", ("Thomson Reuters", "Thomson/Reuters", "Reuters", "REUTERS"), hosts=("reuters.com",)),
    Agency("AFP", "Agence France-Presse",
           ("Agence France-Presse", "Agence France Presse", "AGENCE FRANCE-PRESSE", "AFP"), tags=("Afp",),
           hosts=("afp.com",)),
    Agency("UPI", "United Press International", ("United Press International", "UPI"), hosts=("upi.com",)),
    Agency("Bloomberg", "Bloomberg News", ("Bloomberg News", "Bloomberg"), hosts=("bloomberg.com",)),
    Agency("CNN", "CNN", (), tags=("CNN", "CNN Business", "CNNMoney"), hosts=("cnn.com",)),
    Agency("CNSNews", "CNSNews.com", (), tags=("CNSNews.com", "CNSNews"), hosts=("cnsnews.com",)),
    Agency("RNS", "Religion News Service", ("Religion News Service", "RNS"), hosts=("religionnews.com",)),
    Agency("CNS", "Catholic News Service", ("Catholic News Service",), tags=("CNS",), hosts=("catholicnews.com",)),
    Agency("PA", "PA Media", ("Press Association", "PA Media", "PA news agency"), tags=("PA",)),
    Agency("CP", "The Canadian Press", ("Canadian Press", "La Presse canadienne", "La Presse Canadienne"), tags=("CP",),
           hosts=("thecanadianpress.com",)),
    Agency("AAP", "Australian Associated Press", ("Australian Associated Press", "AAP"), hosts=("aap.com.au",)),
    Agency("Xinhua", "Xinhua", ("Xinhua News Agency", "Xinhua"), hosts=("xinhuanet.com", "news.cn")),
    Agency("Kyodo", "Kyodo News", ("Kyodo News", "Kyodo"), hosts=("kyodonews.net",)),
    Agency("Yonhap", "Yonhap", ("Yonhap News Agency", "Yonhap"), hosts=("yna.co.kr",)),
    Agency("TASS", "TASS", ("ITAR-TASS", "TASS"), tags=("Tass",), hosts=("tass.com", "tass.ru")),
    Agency("Interfax", "Interfax", ("Interfax",), hosts=("interfax.com", "interfax.ru")),
    Agency("RIA Novosti", "RIA Novosti", ("RIA Novosti",), hosts=("ria.ru",)),
    Agency("Anadolu", "Anadolu Agency", ("Anadolu Agency", "Anadolu Ajansı", "Anadolu"), hosts=("aa.com.tr",)),
    Agency("PTI", "Press Trust of India", ("Press Trust of India", "PTI"), hosts=("ptinews.com",)),
    Agency("ANI", "Asian News International", ("Asian News International",), tags=("ANI",), hosts=("aninews.in",)),
    Agency("IANS", "Indo-Asian News Service", ("Indo-Asian News Service", "IANS"), hosts=("ians.in",)),
    Agency("dpa", "Deutsche Presse-Agentur", ("Deutsche Presse-Agentur", "Deutschen Presse-Agentur", "dpa", "DPA"),
           tags=("dpa-AFX", "dpa-infocom"), hosts=("dpa.com",)),
    Agency("dts", "dts Nachrichtenagentur", ("dts Nachrichtenagentur",), tags=("dts",)),
    Agency("SID", "Sport-Informations-Dienst", ("Sport-Informations-Dienst",), tags=("SID", "sid")),
    Agency("epd", "Evangelischer Pressedienst", ("Evangelischer Pressedienst", "Evangelischen Pressedienst", "epd"),
           hosts=("epd.de",)),
    Agency("KNA", "Katholische Nachrichten-Agentur",
           ("Katholische Nachrichten-Agentur", "Katholischen Nachrichten-Agentur", "KNA"), hosts=("kna.de",)),
    Agency("APA", "Austria Presse Agentur", ("Austria Presse Agentur", "Austria Presse-Agentur"), tags=("APA",),
           hosts=("apa.at",)),
    Agency("Keystone-SDA", "Keystone-SDA", ("Keystone-SDA", "Keystone-ATS"),
           tags=("SDA", "sda", "ATS", "ats", "keystone-ats"),
           hosts=("keystone-sda.ch",)),
    Agency("AWP", "AWP Finanznachrichten", ("AWP Finanznachrichten",), tags=("awp", "AWP")),
    Agency("Belga", "Belga", ("Agence Belga", "Belga"), tags=("BELGA",), hosts=("belga.be",)),
    Agency("EFE", "EFE", ("Agencia EFE", "EFE", "Efe"), hosts=("efe.com",)),
    Agency("Europa Press", "Europa Press", ("Europa Press", "EUROPA PRESS"), hosts=("europapress.es",)),
    Agency("Notimex", "Notimex", ("Notimex",), tags=("NOTIMEX",)),
    Agency("Servimedia", "Servimedia", ("Servimedia", "SERVIMEDIA"), hosts=("servimedia.es",)),
    Agency("Colpisa", "Colpisa", ("Colpisa",), tags=("COLPISA",)),
    Agency("Télam", "Télam", ("Télam",), tags=("TÉLAM", "Telam"), hosts=("telam.com.ar",)),
    Agency("ANSA", "ANSA", ("ANSA", "Ansa"), hosts=("ansa.it",)),
    Agency("Adnkronos", "Adnkronos", ("Adnkronos", "AdnKronos", "ADNKRONOS"), hosts=("adnkronos.com",)),
    Agency("AGI", "AGI", ("Agenzia Italia",), tags=("AGI", "Agi"), hosts=("agi.it",)),
    Agency("askanews", "askanews", ("askanews", "Askanews"), hosts=("askanews.it",)),
    Agency("Italpress", "Italpress", ("Italpress",), tags=("ITALPRESS",), hosts=("italpress.com",)),
    Agency("Agenzia Dire", "Agenzia Dire", ("Agenzia Dire", "Agenzia DIRE"), tags=("DIRE",), hosts=("dire.it",)),
    Agency("Agenzia Nova", "Agenzia Nova", ("Agenzia Nova",), hosts=("agenzianova.com",)),
    Agency("LaPresse", "LaPresse", ("LaPresse",), hosts=("lapresse.it",)),
    Agency("PR Newswire", "PR Newswire", ("PR Newswire", "PRNewswire"), hosts=("prnewswire.com",), is_release=True),
    Agency("Business Wire", "Business Wire", ("Business Wire",), tags=("BUSINESS WIRE",), hosts=("businesswire.com",),
           is_release=True),
    Agency("GlobeNewswire", "GlobeNewswire", ("GlobeNewswire", "GLOBE NEWSWIRE"), hosts=("globenewswire.com",),
           is_release=True),
    Agency("Accesswire", "Accesswire", ("ACCESSWIRE", "Accesswire"), hosts=("accesswire.com",), is_release=True),
    Agency("EIN Presswire", "EIN Presswire", ("EIN Presswire", "EINPresswire"), hosts=("einpresswire.com",),
           is_release=True),
    Agency("APA-OTS", "APA-OTS", ("APA-OTS",), hosts=("ots.at",), is_release=True),
    Agency("news aktuell", "news aktuell", ("news aktuell",), tags=("ots", "OTS"), hosts=("presseportal.de",),
           is_release=True),
    Agency("Creators", "Creators Syndicate", ("Creators Syndicate",), is_syndicate=True),
    Agency("King Features", "King Features Syndicate", ("King Features Syndicate", "King Features"), is_syndicate=True),
    Agency("Tribune", "Tribune Content Agency",
           ("Tribune Content Agency", "Tribune News Services", "Tribune News Service", "Tribune Media Services"),
           is_syndicate=True),
    Agency("Washington Post Writers Group", "Washington Post Writers Group", ("Washington Post Writers Group",),
           is_syndicate=True),
    Agency("New York Times News Service", "New York Times News Service", ("New York Times News Service",),
           is_syndicate=True),
    Agency("Andrews McMeel", "Andrews McMeel Syndication",
           ("Andrews McMeel Syndication", "Universal Uclick", "Universal Press Syndicate"), is_syndicate=True),
)  # fmt: skip

# A credit to "wires" or "agencies" that names none.
UNNAMED = "wire (unnamed)"

_BY_SHORT = {agency.short: agency for agency in AGENCIES}
_BY_FORM = {form.casefold(): agency.short for agency in AGENCIES for form in (*agency.forms, *agency.tags)}
_OUTLETS = {
    name.casefold(): agency.short
    for agency in AGENCIES
    if not agency.is_syndicate
    for name in (agency.short, agency.name, *agency.forms, f"{agency.short} News")
}

_CALLS_ITSELF_AGENCY = re.compile(
    r"\b(?:(?:news|press)\s(?:agency|service)|nachrichtenagentur|presseagentur|agence\s(?:de\spresse|d['’]information)"
    r"|agencia\sde\s(?:noticias|prensa)|agenzia\s(?:di\sstampa|stampa))\b",
    re.IGNORECASE,
)


def agency_called(form: str) -> str:
    """Return the short name for a spelling, or "" if it is not an agency."""
    return _BY_FORM.get(" ".join(form.split()).casefold().removeprefix("the "), "")


def full_name(short: str) -> str:
    """Return the name for readers; anything but an agency's short name is returned unchanged."""
    agency = _BY_SHORT.get(short)
    if agency and agency.is_release:
        return f"{agency.name} (press release)"
    return agency.name if agency else "a news agency" if short == UNNAMED else short


def outlet_names(agency: str) -> list[str]:
    """Return the names that an outlet of this agency may have; `agency` is its full or short name."""
    return [
        name
        for each in AGENCIES
        if agency in (each.short, each.name) and not (each.is_syndicate or each.is_release)
        for name in dict.fromkeys((each.name, each.short, *each.forms, f"{each.short} News"))
    ]


def is_release(short: str) -> bool:
    """Return whether a short name is that of a distributor of press releases."""
    agency = _BY_SHORT.get(short)
    return agency is not None and agency.is_release


def agency_of_outlet(name: str, url: str = "") -> str:
    """Return the short name of the agency whose own outlet this is, by name or host, or "".

    An outlet that is not listed but calls itself a news agency is one under its own name.
    """
    host = url.partition("://")[2].partition("/")[0].lower().split(":")[0]
    for agency in AGENCIES:
        if any(host == own or host.endswith(f".{own}") for own in agency.hosts):
            return agency.short
    plain = re.sub(r"\s*\([^)]*\)\s*$", "", name).strip().casefold().removeprefix("the ")
    if found := _OUTLETS.get(plain):
        return found
    return name if _CALLS_ITSELF_AGENCY.search(name) else ""


def _alternatives(forms: list[str]) -> str:
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in sorted(forms, key=len, reverse=True))


NAMES = _alternatives([form for agency in AGENCIES for form in agency.forms])
NEWS_NAMES = _alternatives([form for agency in AGENCIES if not agency.is_syndicate for form in agency.forms])
TAGS = _alternatives([form for agency in AGENCIES for form in (*agency.forms, *agency.tags)])
SYNDICATES = _alternatives([form for agency in AGENCIES if agency.is_syndicate for form in agency.forms])


def _by_first_letter(forms: set[str]) -> str:
    """Group alternatives by first letter, so that for most words a regular expression checks only that letter."""
    letters: dict[str, list[str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        letters.setdefault(form[0], []).append(re.escape(form[1:]))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in sorted(letters.items()))


FORMS = frozenset(form for agency in AGENCIES for form in agency.forms)
# Without a lookbehind, which would keep the regex engine from skipping lowercase letters.
EVERY_NAME = re.compile(
    rf"(?:{_by_first_letter({form for agency in AGENCIES for form in (*agency.forms, *agency.tags)})})(?!\w|\.com)"
)
SYNDICATED = frozenset(agency.short for agency in AGENCIES if agency.is_syndicate)
