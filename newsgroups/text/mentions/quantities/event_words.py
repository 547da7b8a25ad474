"""Words that say what happened to those counted, and what kind of thing is counted."""

from functools import cache

# Before the figure ("killing at least 41") and after it ("41 people were killed").
_VERBS = {
    "dead": "killed killing kill kills slain slaying massacred tötete töteten tuant tué mató matado uccidendo ucciso",
    "hurt": "injured injuring injures wounded wounding hurt hurting verletzte verletzten blessant blessé hirió "
    "hiriendo ferendo ferito",
    "arrested": "arrested arresting detained detaining arrests nabbed",
    "missing": "",
    "hostage": "",
    "aboard": "carrying",
    "evacuated": "evacuated evacuating displaced displacing",
    "destroyed": "destroyed destroying destroys gutted leveled razed",
    "rescued": "rescued rescuing freed freeing rescues",
    "shot": "shot shooting shoots gunned",
    "area": "scorched scorching burned charred blackened",
}
_AFTER = {
    "dead": "killed dead died slain die dying perished fatalities deaths fatally bodies tot tote todesopfer getötet "
    "gestorben starben morts mort mortes tués tuées tué décédés muertos muertas muerto murieron fallecidos morti "
    "morte uccisi uccise",
    "hurt": "injured wounded hurt injuries wounds verletzt verletzte blessés blessées blessé heridos heridas herido "
    "lesionados feriti ferite",
    "arrested": "arrested detained custody arrests detainees charged festgenommen verhaftet arrêtés arrêtées "
    "interpellés detenidos arrestados arrestati",
    "missing": "missing unaccounted vermisst disparus desaparecidos dispersi",
    "hostage": "hostage hostages geiseln otages rehenes ostaggi",
    "aboard": "aboard onboard passengers passenger crew crewmembers passagiere insassen passagers pasajeros passeggeri",
    "evacuated": "evacuated displaced evacuees evakuiert évacuées évacués evacuados evacuate sfollati",
    "destroyed": "destroyed gutted leveled razed zerstört détruites destruidas distrutte",
    "rescued": "rescued freed saved gerettet sauvées rescatados salvati",
    "shot": "shot",
    "critical": "critical critically",
    "area": "scorched burned charred",
}
# Nouns that determine a class whatever else the sentence says.
_NOUNS = {
    "attacker": "attackers attacker gunmen gunman assailants bombers shooters hijackers militants terrorists",
    "officer": "officers policemen troopers deputies",
    "dead": "fatalities deaths bodies",
    "hurt": "injuries",
    "arrested": "arrests detainees",
    "hostage": "hostages",
    "aboard": "passengers crewmembers crew",
}
# "the death toll rose to 41", "the number of wounded climbed to 239"
_TOLLS = {
    "dead": "toll fatalities dead deaths bilanz balance bilan bilancio",
    "hurt": "injured wounded injuries",
    "missing": "missing",
    "arrested": "arrests",
}


@cache
def verbs() -> dict[str, str]:
    """Map each verb whose object is counted to its class."""
    return _by_word(_VERBS)


@cache
def predicates() -> dict[str, str]:
    """Map each word after the figure that says what happened to those counted to its class."""
    return _by_word(_AFTER)


@cache
def classed_nouns() -> dict[str, str]:
    return _by_word(_NOUNS)


@cache
def tolls() -> dict[str, str]:
    return _by_word(_TOLLS)


def _by_word(classes: dict[str, str]) -> dict[str, str]:
    return {word: name for name, words in classes.items() for word in words.split()}


# Words for people in general: with these, two figures of one class count the same thing.
GENERAL = frozenset(
    "people person persons others other victims victim lives life individuals casualties fatalities deaths "
    "dead wounded "
    "injured injuries souls bodies killed more human humans missing arrests toll individual "
    "menschen personen tote verletzte opfer personnes morts blessés victimes personas muertos heridos víctimas "
    "persone morti feriti vittime".split()
)
PLURALS = frozenset(
    "people men women children grandchildren schoolchildren police personnel staff troops crew feet percent "
    "gunmen policemen "
    "firefighters countrymen servicemen lives wives mice cattle teeth media data criteria".split()
)
# Words that end in s but are not plurals of countable things.
NOT_COUNTED = frozenset(
    "was is has his its this thus us less as news towards always perhaps across las los des les plus times years "
    "besides afterwards yes does since because series whereas sometimes of says unless themselves others' ours theirs "
    "hers goes class process business press congress boss loss address mass pass gas bus status campus virus focus "
    "previous serious various religious famous dangerous texas paris kansas arkansas illinois massachusetts".split()
)
APPROXIMATE = {
    "at least": "least", "no fewer than": "least", "not less than": "least", "more than": "more", "over": "more",
    "upwards of": "more", "above": "more", "in excess of": "more", "nearly": "nearly", "almost": "nearly",
    "close to": "nearly", "just under": "nearly", "just over": "more", "about": "about", "around": "about",
    "roughly": "about", "some": "about", "approximately": "about", "an estimated": "about", "estimated": "about",
    "up to": "most", "as many as": "most", "as much as": "most", "fewer than": "less", "less than": "less",
    "under": "less", "only": "", "just": "", "exactly": "", "as few as": "least", "below": "less", "well over": "more",
    "mindestens": "least", "wenigstens": "least", "mehr als": "more", "über": "more", "fast": "nearly",
    "knapp": "nearly", "beinahe": "nearly", "etwa": "about", "rund": "about", "ungefähr": "about", "circa": "about",
    "gut": "more", "bis zu": "most", "weniger als": "less", "au moins": "least", "plus de": "more",
    "près de": "nearly", "presque": "nearly", "environ": "about", "quelque": "about", "jusqu à": "most",
    "moins de": "less", "al menos": "least", "por lo menos": "least", "más de": "more", "casi": "nearly",
    "unos": "about", "unas": "about", "alrededor de": "about", "cerca de": "about", "hasta": "most",
    "menos de": "less", "almeno": "least", "più di": "more", "oltre": "more", "quasi": "nearly",
    "circa ": "about", "fino a": "most", "meno di": "less", "una": "", "un": "",
}  # fmt: skip
