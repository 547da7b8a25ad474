"""Which sentences of a page are beside its report, in several languages."""

import pytest

from newsgroups.text.display.asides import is_aside

BESIDE = {
    "en": (
        "Redistribution without prior written permission is prohibited.",
        "Any unauthorized reproduction of this material is forbidden.",
        "Harbor Radio is funded by listeners' contributions.",
        "Valley Public Media is supported in part by grants from the Larch Foundation.",
        "The Skerrow Courier is a reader-supported publication.",
        "Sign up for our morning briefing.",
        "Subscribe today for three months at half the price.",
        "Follow Ada Quill on Twitter.",
        "Photo: Jon Marsh/Port Calder Post.",
        "This story was updated at 6 p.m. with comments from the mayor.",
        "An earlier version of this article misstated the age of the mayor.",
        "A previous version of this story from Monday said the bridge was open.",
        "The views expressed in this column are those of the writer.",
        "Read more: Why the bridge was closed twice before.",
        "Listen to the Harbor Hour weekdays at 9 a.m. and on Sundays.",
        "Share this story with your friends on Facebook.",
        "Please consider making a gift to the newsroom.",
        "Mayor Ada Quill, left, and Jon Marsh open the bridge on Monday.",
        "In this file photo, a ferry leaves the harbor.",
        "Ada Quill arrives at the town hall in Port Calder on May 3.",
        "Rep. Ada Mary QuillOvernight Energy: Two bridges close Mayor defends ferry MORE (D-Calif.) said so on Monday.",
        "Medical staff in gowns push a stretcher into a clinic in Skerrow on May 30, 2026.",
        "Officers confront protesters on the bridge on the evening of May 4.",
        "— Jon Marsh is a columnist at the Valley Observer.",
    ),
    "de": (
        "Weiterverbreitung nur mit schriftlicher Genehmigung der Agentur.",
        "Dieser Artikel wurde zuletzt am Montag aktualisiert.",
        "Der Sender wird durch Spenden seiner Hörer finanziert.",
        "Abonnieren Sie unseren Newsletter.",
        "Lesen Sie auch: Warum die Brücke schon zweimal gesperrt war.",
        "Folgen Sie uns auf Instagram.",
        "Bürgermeisterin Ada Quill (l.) eröffnet die Brücke.",
        "Mehr zum Thema: Die Brücke und ihre Geschichte.",
    ),
    "fr": (
        "Toute reproduction, même partielle, est soumise à autorisation.",
        "Abonnez-vous à notre lettre d’information.",
        "Cet article a été mis à jour lundi à 18 heures.",
        "Ce média est financé par les dons de ses lecteurs.",
        "À lire aussi : pourquoi le pont a été fermé deux fois.",
        "La maire Ada Quill (à gauche) ouvre le pont.",
        "Retrouvez tous nos articles sur le port.",
    ),
    "es": (
        "Queda prohibida la reproducción total o parcial de estos contenidos.",
        "Suscríbete a nuestro boletín.",
        "Esta noticia ha sido actualizada el lunes.",
        "Este medio está financiado por las aportaciones de sus lectores.",
        "Lea también: por qué se cerró el puente dos veces.",
        "Síguenos en todas las redes.",
        "La alcaldesa Ada Quill (izq.) abre el puente.",
    ),
    "it": (
        "È vietata la riproduzione anche parziale.",
        "Iscriviti alla newsletter del porto.",
        "Questo articolo è stato aggiornato lunedì.",
        "La radio è sostenuta dai contributi degli ascoltatori.",
        "Leggi anche: perché il ponte è stato chiuso due volte.",
        "La sindaca Ada Quill (a sinistra) apre il ponte.",
    ),
    "pt": (
        "É proibida a reprodução total ou parcial.",
        "Assine o jornal e receba as notícias do porto.",
        "Esta reportagem foi atualizada na segunda-feira.",
        "O jornal é financiado por doações de leitores.",
        "Leia também: por que a ponte foi fechada duas vezes.",
        "Siga o jornal nas redes sociais.",
    ),
    "nl": (
        "Overname zonder toestemming van de redactie is niet toegestaan.",
        "Abonneer je nu op onze krant.",
        "Dit artikel is aangepast op maandag.",
        "De zender wordt gefinancierd door bijdragen van luisteraars.",
        "Lees ook: waarom de brug twee keer dicht was.",
        "Volg ons op Instagram.",
    ),
    "ru": (
        "Перепечатка без письменного разрешения редакции запрещена.",
        "Подпишитесь на наш канал.",
        "Читайте также: почему мост закрывали дважды.",
        "Этот материал был обновлен в понедельник.",
        "Следите за новостями в нашем приложении.",
        "Все права защищены, 2026 год.",
    ),
}
REPORTED = {
    "en": (
        "Distribution of leaflets on the bridge is prohibited, the mayor said.",
        "About 400 people signed up for the insurance on Monday.",
        "He wants people to sign up for coverage before the end of May.",
        "The ministry follows the money of the ferry company on three continents.",
        "The transcript of the call was released by the town hall on Friday.",
        "The redistribution of the harbor's profits is disputed among the nine towns.",
        "The article, published in March, named two of the four engineers.",
        "The report was updated by the ministry after the second collapse.",
        "Two photographers were arrested at the bridge on Monday evening.",
        "The copyright dispute between the two towns goes to court in May.",
        '"Please consider the ferry," the mayor told the council.',
        "Ada Quill, who left the council in 2019, denied the claim.",
        "Turn left, and the road leads to the bridge, the engineer said.",
        "The church is supported by grants of the state for the roof alone.",
        "The mayor meets the engineers on Monday.",
        "The ferries sit in the harbor until May 9, the company said on May 3.",
        "The company is one of the fastest-growing shipyards in the north.",
        "He read more than 40 letters to the council.",
        "Members of the council get 300 crowns an evening.",
    ),
    "de": (
        "Die Nutzung der Brücke ist seit Montag verboten.",
        "Der Artikel 5 des Vertrags gilt seit Montag nicht mehr.",
        "Die Brücke wird zur Hälfte vom Land finanziert.",
        "400 Menschen folgten dem Aufruf der Bürgermeisterin.",
        "Der Sender hat 300 Abonnenten verloren.",
        "Bilder zeigten zwei Fähren vor dem Hafen.",
    ),
    "fr": (
        "Le pont est financé par la région et deux communes.",
        "Quatre cents abonnés ont quitté le service lundi.",
        "L’article 5 du traité a été supprimé lundi.",
        "La maire a suivi les ingénieurs jusqu’au port.",
        "Le syndicat dirige trois écoles de marins.",
    ),
    "es": (
        "El puente está financiado por la región.",
        "La nota del ministerio fue enviada el lunes a los nueve alcaldes.",
        "El canal tiene nueve puentes y dos puertos.",
        "La empresa recibe 40 millones al año.",
        "Lee, de 40 años, trabaja en el puerto.",
    ),
}
WRITERS = (
    ("en", "Jon Marsh is a senior editor at the Valley Observer."),
    ("en", "Her latest book is about the ferries of Port Calder."),
    ("en", "He is the author of nine books on harbors."),
    ("de", "Ada Quill ist Redakteurin im Ressort Politik."),
    ("fr", "Ada Quill est journaliste au Courrier de Skerrow."),
    ("es", "Ada Quill es periodista y autora de tres libros."),
    ("it", "Ada Quill è giornalista e autrice di tre libri."),
    ("pt", "Ada Quill é jornalista e autora de três livros."),
)


def cases(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(language, sentence) for language, sentences in table.items() for sentence in sentences]


@pytest.mark.parametrize(("language", "sentence"), cases(BESIDE))
def test_what_a_page_says_about_itself_is_beside_the_report(language: str, sentence: str) -> None:
    assert is_aside(sentence, language)


@pytest.mark.parametrize(("language", "sentence"), cases(REPORTED))
def test_what_is_reported_with_the_same_words_is_not(language: str, sentence: str) -> None:
    assert not is_aside(sentence, language)


@pytest.mark.parametrize(("language", "sentence"), WRITERS)
def test_the_writer_is_introduced_at_the_end_only(language: str, sentence: str) -> None:
    assert (is_aside(sentence, language), is_aside(sentence, language, is_last=True)) == (False, True)
