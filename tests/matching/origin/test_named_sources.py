"""How texts in five languages name the outlet that they have their words from."""

import pytest

from newsgroups.matching.origin import Write, origin_of, rules
from newsgroups.matching.passages import align
from newsgroups.text.credits import find_credits

# The outlet, what it reports, its own first line, and that of the other outlet.
REPORTS = {
    "english": (
        "Daily Lantern",
        (
            "The harbour bridge at Port Calder was closed to all traffic on Monday after a diver found a crack in"
            " its eastern pylon. Engineers measured the crack at 2.3 metres, and drivers were told to take the "
            "ferry or the long way round through Westerlow. The repair will take until spring and cost at least "
            "1.26 million crowns, the port authority said in a notice that hung on the doors of the ferry quay "
            "before sunrise. Two of the four ferries are in dry dock, and the others carry forty cars an hour at "
            "most."
        ),
        "Shopkeepers fear for their trade on the quay.",
        "Commuters queued for hours at the pier.",
    ),
    "german": (
        "Hafenpost",
        (
            "Die Hafenbrücke von Lindhafen ist seit Montag für den gesamten Verkehr gesperrt, nachdem ein Taucher"
            " im östlichen Pfeiler einen Riss entdeckt hatte. Ingenieure maßen den Riss mit 2,3 Metern, und "
            "Autofahrer müssen die Fähre oder den langen Weg über Westerau nehmen. Die Reparatur dauert bis zum "
            "Frühjahr und kostet mindestens 1,26 Millionen Kronen, wie die Hafenbehörde in einem Aushang "
            "mitteilte, der vor Sonnenaufgang an den Türen des Fähranlegers hing. Zwei der vier Fähren liegen im "
            "Trockendock."
        ),
        "Händler am Kai bangen um ihr Geschäft.",
        "Pendler warteten stundenlang am Anleger.",
    ),
    "french": (
        "Courrier du Port",
        (
            "Le pont du port de Calder est fermé à toute circulation depuis lundi, après la découverte par un "
            "plongeur d'une fissure dans le pilier est. Les ingénieurs ont mesuré une fissure de 2,3 mètres, et "
            "les automobilistes doivent prendre le bac ou le long détour par Ouestval. La réparation durera "
            "jusqu'au printemps et coûtera au moins 1,26 million de couronnes, selon un avis de l'autorité "
            "portuaire affiché avant l'aube aux portes du quai des bacs. Deux des quatre bacs sont en cale sèche."
        ),
        "Les commerçants du quai craignent pour leur activité.",
        "Les usagers ont attendu des heures à l'embarcadère.",
    ),
    "spanish": (
        "Diario del Puerto",
        (
            "El puente del puerto de Calder está cerrado a todo el tráfico desde el lunes, después de que un buzo"
            " descubriera una grieta en el pilar oriental. Los ingenieros midieron una grieta de 2,3 metros, y "
            "los conductores deben tomar el transbordador o el largo rodeo por Ostera. La reparación durará hasta"
            " la primavera y costará al menos 1,26 millones de coronas, según un aviso de la autoridad portuaria "
            "colgado antes del amanecer en las puertas del muelle. Dos de los cuatro transbordadores están en "
            "dique seco."
        ),
        "Los comerciantes del muelle temen por su negocio.",
        "Los viajeros esperaron horas en el embarcadero.",
    ),
    "italian": (
        "Gazzetta del Porto",
        (
            "Il ponte del porto di Calder è chiuso a tutto il traffico da lunedì, dopo che un sub ha scoperto una"
            " crepa nel pilone orientale. Gli ingegneri hanno misurato una crepa di 2,3 metri, e gli "
            "automobilisti devono prendere il traghetto o la lunga deviazione per Ovestera. La riparazione durerà"
            " fino a primavera e costerà almeno 1,26 milioni di corone, secondo un avviso dell'autorità portuale "
            "affisso prima dell'alba alle porte del molo. Due dei quattro traghetti sono in bacino di carenaggio."
        ),
        "I commercianti del molo temono per la loro attività.",
        "I pendolari hanno aspettato ore all'imbarco.",
    ),
}


def origin(left: str, right: str, outlet: str) -> tuple[str, str]:
    writes = (
        Write(text, name, credits=tuple(find_credits(text)))
        for text, name in ((left, outlet), (right, "Northern Star"))
    )
    one, other = writes
    found = origin_of(one, other, align(left, right).passages)
    return found.of, found.name


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("english", "As the Daily Lantern first reported, this is so."),
        ("english", "The Daily Lantern reported on Monday:"),
        ("english", "According to the Daily Lantern, the bridge is shut."),
        ("english", "(via Daily Lantern)"),
        ("english", "This article originally appeared in the Daily Lantern."),
        ("english", "The Daily Lantern was the first to report the closure."),
        ("german", "Wie die Hafenpost berichtet, ist sie gesperrt."),
        ("german", "Das berichtet die Hafenpost."),
        ("german", "Laut Hafenpost ist die Brücke zu."),
        ("german", "Nach Informationen der Hafenpost ist sie zu."),
        ("german", "Zuerst hatte die „Hafenpost“ darüber berichtet."),
        ("german", "Die Hafenpost schreibt:"),
        ("german", "Dieser Artikel erschien zuerst in der Hafenpost."),
        ("french", "Selon le Courrier du Port, le pont est fermé."),
        ("french", "Comme l'a révélé le Courrier du Port, il est fermé."),
        ("french", "Le Courrier du Port rapporte :"),
        ("french", "C'est ce que rapporte le Courrier du Port."),
        ("french", "D'après le Courrier du Port, il est fermé."),
        ("spanish", "Según el Diario del Puerto, está cerrado."),
        ("spanish", "Según informa el Diario del Puerto, está cerrado."),
        ("spanish", "Como adelantó el Diario del Puerto, está cerrado."),
        ("spanish", "El Diario del Puerto informa:"),
        ("spanish", "De acuerdo con el Diario del Puerto, está cerrado."),
        ("italian", "Secondo la Gazzetta del Porto, è chiuso."),
        ("italian", "Come riporta la Gazzetta del Porto, è chiuso."),
        ("italian", "Lo scrive la Gazzetta del Porto."),
        ("italian", "La Gazzetta del Porto riferisce:"),
        ("italian", "Come anticipato dalla Gazzetta del Porto, è chiuso."),
    ],
)
def test_words_that_name_the_other_outlet_make_it_the_origin(language: str, words: str) -> None:
    outlet, report, its, other = REPORTS[language]
    assert origin(f"{its}\n\n{report}", f"{other}\n\n{words}\n\n{report}", outlet) == ("left", outlet)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("english", "The Daily Lantern declined to comment."),
        ("english", "Unlike the Daily Lantern, this paper was not told."),
        ("english", "The Daily Lantern is sold on the quay."),
        ("english", "A spokesman for the Daily Lantern denied it."),
        ("english", "The office of the Daily Lantern is near the bridge."),
        ("english", "Follow the Daily Lantern on social media."),
        ("english", "The Daily Lantern reporter was hurt in the crush."),
        ("english", "He used to work for the Daily Lantern."),
        ("german", "Auch die Hafenpost musste umziehen."),
        ("german", "Ein Sprecher der Hafenpost bestritt das."),
        ("german", "Das Haus der Hafenpost steht an der Brücke."),
        ("german", "Anders als die Hafenpost wusste er nichts."),
        ("german", "Früher arbeitete er bei der Hafenpost."),
        ("french", "Le Courrier du Port a déménagé."),
        ("french", "Le siège du Courrier du Port est près du pont."),
        ("french", "Un porte-parole du Courrier du Port a démenti."),
        ("french", "Il travaillait au Courrier du Port."),
        ("spanish", "El Diario del Puerto se mudó."),
        ("spanish", "La sede del Diario del Puerto está junto al puente."),
        ("spanish", "Trabajaba en el Diario del Puerto."),
        ("spanish", "Un portavoz del Diario del Puerto lo negó."),
        ("italian", "La Gazzetta del Porto ha traslocato."),
        ("italian", "La sede della Gazzetta del Porto è vicina al ponte."),
        ("italian", "Lavorava alla Gazzetta del Porto."),
        ("italian", "Un portavoce della Gazzetta del Porto ha smentito."),
    ],
)
def test_words_that_only_mention_the_other_outlet_do_not(language: str, words: str) -> None:
    outlet, report, its, other = REPORTS[language]
    assert origin(f"{its}\n\n{report}", f"{other} {words}\n\n{report}", outlet) == ("unknown", "")


SPOKEN = {
    "english": (
        "“Nobody was in danger at any time, and nobody will be in danger while the repair of the bridge goes "
        "on through the winter, because the ferries will run all night for everyone,” harbour master Ruth "
        "Ansgar said."
    ),
    "german": (
        "„Zu keiner Zeit war jemand in Gefahr, und niemand wird in Gefahr sein, solange die Reparatur der "
        "Brücke über den Winter andauert, denn die Fähren fahren die ganze Nacht für alle“, sagte "
        "Hafenmeisterin Ruth Ansgar."
    ),
    "french": (
        "« Personne n'a été en danger à aucun moment, et personne ne le sera tant que la réparation du pont "
        "durera cet hiver, car les bacs circuleront toute la nuit pour tout le monde », a dit la capitaine du"
        " port Ruth Ansgar."
    ),
    "spanish": (
        "“Nadie estuvo en peligro en ningún momento, y nadie lo estará mientras dure la reparación del puente"
        " este invierno, porque los transbordadores circularán toda la noche para todos”, dijo la capitana "
        "del puerto Ruth Ansgar."
    ),
    "italian": (
        "“Nessuno è stato in pericolo in nessun momento, e nessuno lo sarà finché durerà la riparazione del "
        "ponte quest'inverno, perché i traghetti viaggeranno tutta la notte per tutti”, ha detto la capitana "
        "del porto Ruth Ansgar."
    ),
}


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("english", "Ansgar said.", "Ansgar told the Daily Lantern."),
        ("german", "sagte Hafenmeisterin Ruth Ansgar.", "sagte Hafenmeisterin Ruth Ansgar der Hafenpost."),
        ("german", "sagte Hafenmeisterin Ruth Ansgar.", "sagte Hafenmeisterin Ruth Ansgar gegenüber der Hafenpost."),
        ("french", "a dit la", "a déclaré au Courrier du Port la"),
        ("spanish", "dijo la", "dijo al Diario del Puerto la"),
        ("italian", "ha detto la", "ha detto alla Gazzetta del Porto la"),
    ],
)
def test_what_somebody_told_the_other_outlet_is_quoted_from_there(language: str, said: str, told: str) -> None:
    outlet, _, its, other = REPORTS[language]
    quotation = SPOKEN[language]
    assert said in quotation
    first, second = f"{its}\n\n{quotation}\n\n{its}", f"{other}\n\n{quotation.replace(said, told)}\n\n{other}"
    assert origin(first, second, outlet) == ("left", outlet)
    assert origin(first, f"{other}\n\n{quotation}\n\n{other}", outlet) == ("third", rules.SPOKEN)


@pytest.mark.parametrize("outlet", ["Le Monde du Port", "Der Hafenspiegel", "Il Giornale del Porto"])
def test_the_article_of_a_name_may_be_declined_or_contracted(outlet: str) -> None:
    bare = outlet.partition(" ")[2]
    article = {"Le": "au", "Der": "dem", "Il": "al"}[outlet.partition(" ")[0]]
    _, report, its, other = REPORTS["french"]
    words = (
        f"Dans une interview {article} {bare}, elle a dit ceci."
        if article == "au"
        else f"Laut {article} {bare} ist es so."
    )
    assert origin(f"{its}\n\n{report}", f"{other} {words}\n\n{report}", outlet) == ("left", outlet)
