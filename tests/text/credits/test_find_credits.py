import pytest

from newsgroups.text.credits import agency_of_outlet, find_credits, full_name, is_republished, outlet_key

BODY = "The harbour bridge was closed on Monday after a diver found a crack in one of its pylons."


def found(text: str, authors: str = "") -> list[tuple[str, str, str]]:
    """Agency, kind and the words themselves."""
    fields = {"text": text, "authors": authors}
    return [(each.agency, each.kind, fields[each.field][each.start : each.end]) for each in find_credits(text, authors)]


@pytest.mark.parametrize(
    ("text", "agency", "words"),
    [
        (f"PORT CALDER, Halvern (AP) — {BODY}", "AP", "PORT CALDER, Halvern (AP)"),
        (f"PORT CALDER/OAKHALLOW (Reuters) - {BODY}", "Reuters", "PORT CALDER/OAKHALLOW (Reuters)"),
        (f"(Reuters) - {BODY}", "Reuters", "(Reuters)"),
        (f"A headline\n\nPort Calder (CNN) {BODY}", "CNN", "Port Calder (CNN)"),
        (f"PORT CALDER, Dec. 5 (UPI) -- {BODY}", "UPI", "PORT CALDER, Dec. 5 (UPI)"),
        (f"PORT CALDER, Sept. 13 (Xinhua) -- {BODY}", "Xinhua", "PORT CALDER, Sept. 13 (Xinhua)"),
        ("Berlin (dpa) - Die Brücke wurde am Montag gesperrt.", "dpa", "Berlin (dpa)"),
        ("Wien (APA) – Die Brücke wurde am Montag gesperrt.", "APA", "Wien (APA)"),
        ("Berlin/Köln (epd). – Die Brücke wurde gesperrt.", "epd", "Berlin/Köln (epd)"),
        ("PARIS, 3 mai 2026 (AFP) - Le pont a été fermé lundi.", "AFP", "PARIS, 3 mai 2026 (AFP)"),
        ("Madrid, 3 may (EFE).- El puente fue cerrado el lunes.", "EFE", "Madrid, 3 may (EFE)"),
        ("MADRID, 3 May. (EUROPA PRESS) - El puente fue cerrado.", "Europa Press", "MADRID, 3 May. (EUROPA PRESS)"),
        ("(ANSA) - ROMA, 3 MAG - Il ponte è stato chiuso lunedì.", "ANSA", "(ANSA)"),
        ("Roma, 3 mag. (Adnkronos) - Il ponte è stato chiuso.", "Adnkronos", "Roma, 3 mag. (Adnkronos)"),
    ],
)
def test_a_dateline_credits_the_agency_with_the_whole_text(text: str, agency: str, words: str) -> None:
    assert found(text) == [(agency, "dateline", words)]


def test_a_dateline_may_name_two_agencies() -> None:
    text = f"Berlin (dpa/AFP) - {BODY}"
    assert found(text) == [("AFP", "dateline", "Berlin (dpa/AFP)"), ("dpa", "dateline", "Berlin (dpa/AFP)")]


@pytest.mark.parametrize(
    "text",
    [
        "He spoke to reporters (AP) - then he left.",
        f"The bridge in fog. (AP)\n\n{BODY}",
        f"The mayor (Reuters)\n\n{BODY}",
    ],
)
def test_what_ends_a_line_or_stands_in_a_sentence_is_no_dateline(text: str) -> None:
    assert "dateline" not in [kind for _, kind, _ in found(text)]
    assert [kind for _, kind, _ in found(f"PARIS (AP) - {text}")][:1] == ["dateline"]


@pytest.mark.parametrize(
    ("text", "agency", "words"),
    [
        (f"Ada Quill\n\nAssociated Press\n\n{BODY}", "AP", "Associated Press"),
        (f"By Ada Quill, Associated Press\n\n{BODY}", "AP", "By Ada Quill, Associated Press"),
        (f"By The Associated Press\n\n{BODY}", "AP", "By The Associated Press"),
        (f"By Ada Quill, CNN\n\n{BODY}", "CNN", "By Ada Quill, CNN"),
    ],
)
def test_a_byline_credits_the_agency(text: str, agency: str, words: str) -> None:
    assert found(text) == [(agency, "byline", words)]


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ("Associated Press", [("AP", "byline", "Associated Press")]),
        ("Ada Quill, Agence France-Presse", [("AFP", "byline", "Agence France-Presse")]),
        ("Wire Services", [("wire (unnamed)", "byline", "Wire Services")]),
        ("Herald Wires", [("wire (unnamed)", "byline", "Herald Wires")]),
        ("Herald Wire, Ada Quill", []),
        ("Ada Quill, Herald Wire, Bo Lund, Herald Staff", []),
        ("Ada Quill, Associated Press, Herald Staff", []),
        ("Associated Press, Ada Quill, Bo Lund, Cora Dahl, Dan Ek", []),
        ("Ada Quill, Bo Lund, Reuters", [("Reuters", "byline", "Reuters")]),
        ("Reuters In Fishgate", [("Reuters", "byline", "Reuters")]),
        ("Ada Quill Afp, Bo Lund", [("AFP", "byline", "Afp")]),
        ("Ada Quill, Bo Lund, Associated Press, Posted - May", [("AP", "byline", "Associated Press")]),
        ("Ada Quill, Bo Lund, Kettle Valley Courier, Associated Press", [("AP", "byline", "Associated Press")]),
        ("Ada Quill, Bo Lund, Cora Dahl, Associated Press", []),
        ("Ada Quill", []),
        ("Apna Singh", []),
    ],
)
def test_authors_may_be_an_agency(authors: str, expected: list) -> None:
    assert found(BODY, authors) == expected


@pytest.mark.parametrize(
    ("foot", "agency", "words"),
    [
        ("© Copyright 2026 The Associated Press. All rights reserved.", "AP", "© Copyright 2026 The Associated Press"),
        ("© 2026 Thomson/Reuters", "Reuters", "© 2026 Thomson/Reuters"),
        ("COPYRIGHT 2026 CREATORS.COM", "Creators", "COPYRIGHT 2026 CREATORS.COM"),
        ("© 2026, King Features Syndicate", "King Features", "© 2026, King Features Syndicate"),
        ("(Reporting by Ada Quill; editing by Bo Lund)", "Reuters", "(Reporting by Ada Quill; editing by Bo Lund)"),
        ("Quelle: dpa", "dpa", "Quelle: dpa"),
        ("Fonte: ANSA", "ANSA", "Fonte: ANSA"),
        ("mgo/dpa", "dpa", "mgo/dpa"),
        ("This story was reported by The Associated Press.", "AP", "This story was reported by The Associated Press"),
    ],
)  # fmt: skip
def test_a_line_at_the_foot_credits_the_agency(foot: str, agency: str, words: str) -> None:
    assert (agency, "foot", words) in found(f"{BODY}\n\n{foot}")


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("The Associated Press contributed to this report", ["AP"]),
        ("Fox News' Ada Quill and The Associated Press contributed to this report", ["AP"]),
        ("Material from Reuters and the Associated Press contributed to this report", ["AP", "Reuters"]),
        ("Information from AFP was used in this report", ["AFP"]),
        ("This article contains material from the Associated Press", ["AP"]),
        ("Contributing: Ada Quill, USA TODAY; The Associated Press", ["AP"]),
        ("This article is based in part on wire service reports", ["wire (unnamed)"]),
        ("Mit Material von dpa", ["dpa"]),
        ("Con información de EFE", ["EFE"]),
        ("Avec l'AFP", ["AFP"]),
    ],
)
def test_contributed_credits_a_part(line: str, agencies: list[str]) -> None:
    assert [(agency, kind) for agency, kind, _ in found(f"{BODY}\n\n{line}.")] == [
        (agency, "contributed") for agency in agencies
    ]


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("Associated Press writer Ada Quill in Port Calder contributed to this report.", ["AP"]),
        ("AP Diplomatic Writer Ada Quill contributed to this report.", ["AP"]),
        ("Associated Press writers Ada Quill in Oakhallow and Bo Lund in Westerlow contributed to this story.", ["AP"]),
        ("Reuters correspondent Ada Quill contributed to this report.", ["Reuters"]),
        ("The Associated Press contributed to this report.", []),
        ("The Associated Press and Lantern reporter Ada Quill contributed to this report.", []),
        ("Lantern writer Ada Quill and The Associated Press contributed to this report.", []),
        ("Associated Press writer Ada Quill and Reuters contributed to this report.", ["AP"]),
    ],
)
def test_a_contribution_of_an_agencys_own_writer_claims_the_whole_text(line: str, agencies: list[str]) -> None:
    credits = find_credits(f"{BODY}\n\n{line}")
    assert {credit.kind for credit in credits} == {"contributed"}
    assert [credit.agency for credit in credits if credit.claims_whole] == agencies


@pytest.mark.parametrize(
    ("text", "agency", "words"),
    [
        ("The mayor told The Associated Press that he knew nothing.", "AP", "told The Associated Press"),
        ("The mayor, according to Reuters, knew nothing.", "Reuters", "according to Reuters"),
        ("The AFP news agency reported on Monday.", "AFP", "AFP news agency reported"),
        ("Wie die Deutsche Presse-Agentur meldet, ist sie zu.", "dpa", "Deutsche Presse-Agentur meldet"),
    ],
)
def test_a_mention_is_no_claim_to_the_text(text: str, agency: str, words: str) -> None:
    assert found(text) == [(agency, "in text", words)]


def test_a_man_called_bloomberg_is_no_agency() -> None:
    assert found("“I will run,” Bloomberg said. The mayor told Bloomberg that he would not.") == []


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("The papers, as first reported by The Intercept, name him.", "Intercept"),
        ("The Daily Lantern first reported the sale on Friday.", "Daily Lantern"),
        ("He told this to CNBC. The Daily Lantern first reported it on Friday.", "Daily Lantern"),
        ("It was so. U.S. Harbour News first reported it on Friday.", "U.S. Harbour News"),
        ("The sale was first reported by Reuters.", "Reuters"),
    ],
)
def test_who_reported_first_is_named(text: str, outlet: str) -> None:
    assert [(agency, kind) for agency, kind, _ in found(text)] == [(outlet, "first reported")]


@pytest.mark.parametrize(
    "text", ["It was first reported by police.", "First reported in March, it grew.", "He first published in 1990."]
)
def test_nobody_is_said_to_have_reported_first_where_no_outlet_is_named(text: str) -> None:
    assert found(text) == []


def test_a_text_that_appeared_elsewhere_says_so() -> None:
    text = f"Editor's note: This commentary originally appeared in City Journal.\n\n{BODY}"
    assert is_republished(text, find_credits(text))
    assert not is_republished(f"{BODY} The sale originally appeared in City Journal.", find_credits(text))


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Dieser Artikel erschien zuerst in der „Hafenpost“.", "Hafenpost"),
        ("Dieser Beitrag ist ursprünglich beim Nordkurier erschienen.", "Nordkurier"),
        ("Cet article est d’abord paru dans Le Courrier du Port.", "Le Courrier du Port"),
        ("Cet article a été publié initialement sur le site Calder Info.", "Calder Info"),
        ("Este artículo fue publicado originalmente en el Diario del Puerto.", "Diario del Puerto"),
        ("Questo articolo è stato pubblicato originariamente sul Giornale del Porto.", "Giornale del Porto"),
    ],
)
def test_a_text_says_in_other_languages_that_it_appeared_elsewhere(line: str, outlet: str) -> None:
    text = f"{BODY}\n\n{line}"
    assert [(agency, kind) for agency, kind, _ in found(text)] == [(outlet, "first reported")]
    assert is_republished(text, find_credits(text))
    assert not is_republished(f"“{line}” it said on the wall.", find_credits(f"“{line}” it said on the wall."))


def test_a_picture_is_credited_apart_from_the_text() -> None:
    assert found(f"The bridge in fog. (AP Photo/Ada Quill)\n\n{BODY}") == [("AP", "picture", "AP Photo")]


def test_a_pictures_copyright_is_not_the_texts() -> None:
    assert found(f"{BODY}\n\nImage copyright Reuters Image caption The bridge in fog")[0][:2] == ("Reuters", "picture")


def test_a_credit_in_a_quotation_is_somebody_elses() -> None:
    credit = "The Associated Press contributed to this report"
    assert found(f"“{credit},” the forger wrote under each of his letters.") == []
    assert found(f"{credit}.") == [("AP", "contributed", credit)]
    foot = "This story was reported by The Associated Press."
    assert [kind for _, kind, _ in found(f"{BODY}\n\n“{foot}” the forger wrote.")] == ["in text"]
    assert [kind for _, kind, _ in found(f"{BODY}\n\n{foot}")] == ["foot"]


def test_a_line_of_an_agency_is_a_foot_only_below_the_text() -> None:
    assert [kind for _, kind, _ in found(f"{BODY}\n\nEFE\n\nMira también:")] == ["foot"]
    assert [kind for _, kind, _ in found(f"{BODY} {BODY}\n\nEFE\n\n{BODY * 4}")] == []
    assert [kind for _, kind, _ in found(f"© ANSA\n\n{BODY}")] == []


def test_a_single_name_before_first_reported_may_be_a_family_name() -> None:
    assert found("Smith first reported pain in May.") == []
    assert [agency for agency, _, _ in found("Axios first reported the sale.")] == ["Axios"]
    assert [agency for agency, _, _ in found("The Lantern first reported the sale.")] == ["Lantern"]
    assert [agency for agency, _, _ in found("The Daily Lantern broke the story on Monday.")] == ["Daily Lantern"]
    assert found("Ada Quill broke the story on Monday.") == []


def test_five_agencies_are_five_credits() -> None:
    line = "AP, Reuters, AFP, dpa and EFE contributed to this report."
    assert [agency for agency, _, _ in found(f"{BODY}\n\n{line}")] == ["AFP", "AP", "EFE", "Reuters", "dpa"]


@pytest.mark.parametrize(
    "text", ["", "Two words", "AP", "(AP)", "\n\n\n", "(" * 20_000, "AP " * 20_000, "By " * 20_000]
)
def test_odd_texts_take_no_time_and_raise_nothing(text: str) -> None:
    assert len(find_credits(text)) <= 60


def test_advanced_placement_is_no_agency() -> None:
    assert found("She told AP students to stay for the AP exams.") == []
    assert [kind for _, kind, _ in found("She told AP that the students would stay.")] == ["in text"]


@pytest.mark.parametrize(
    ("outlet", "url", "agency"),
    [
        ("Associated Press", "", "AP"),
        ("CNN (Web News)", "", "CNN"),
        ("Apnews.com", "https://apnews.com/f5a4", "AP"),
        ("Harbour Post", "https://www.reuters.com/article/1", "Reuters"),
        ("Harbour Post", "https://notreuters.com/article/1", ""),
    ],
)
def test_an_agencys_own_outlet_is_known_by_name_or_host(outlet: str, url: str, agency: str) -> None:
    assert agency_of_outlet(outlet, url) == agency


def test_outlets_of_one_house_have_one_key() -> None:
    assert {outlet_key(name) for name in ("Fox News", "Fox Online News", "Fox News (Online)")} == {"fox news"}
    assert outlet_key("The Hill") == outlet_key("TheHill.com".replace("TheHill", "The Hill")) == "hill"


def test_agencies_have_a_name_for_readers() -> None:
    assert [full_name(short) for short in ("AP", "wire (unnamed)", "The Intercept")] == [
        "Associated Press",
        "a news agency",
        "The Intercept",
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "PORT CALDER, Oct 14 (Northline) - ",
        "Port Calder (Northline News) — ",
        "(Northline) -- ",
        "By Ada Quill\n\nPORT CALDER, Oct 14 (Northline) - ",
    ],
)
def test_a_foot_that_names_nobody_is_not_of_reuters_under_the_dateline_of_another(opening: str) -> None:
    assert found(f"{opening}{BODY}\n\n(Reporting by Ada Quill; editing by Bo Lund)") == []


def test_a_parenthesis_in_the_first_sentence_is_no_dateline_of_another() -> None:
    text = f"The mayor (a former pilot) spoke. {BODY}\n\n(Reporting by Ada Quill; editing by Bo Lund)"
    assert [agency for agency, _, _ in found(text)] == ["Reuters"]


@pytest.mark.parametrize(
    ("outlet", "agency"),
    [
        ("Northline News Agency", "Northline News Agency"),
        ("Nachrichtenagentur Nordlicht", "Nachrichtenagentur Nordlicht"),
        ("Agence de presse Calder", "Agence de presse Calder"),
        ("Agencia de Noticias Calder", "Agencia de Noticias Calder"),
        ("Xinhua News Agency", "Xinhua"),
        ("News about the Agency", ""),
        ("The Harbour Post", ""),
    ],
)
def test_an_outlet_that_calls_itself_a_news_agency_is_one(outlet: str, agency: str) -> None:
    assert agency_of_outlet(outlet) == agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"PORT CALDER, Oct. 14, 2026 (GLOBE NEWSWIRE) -- {BODY}", "GlobeNewswire"),
        (f"PORT CALDER--(BUSINESS WIRE)--{BODY}", "Business Wire"),
        (f"PORT CALDER, Oct. 14, 2026 /PRNewswire/ -- {BODY}", "PR Newswire"),
        ("Lindhafen (ots) - Die Brücke wurde am Montag gesperrt.", "news aktuell"),
    ],
)
def test_a_press_release_is_told_by_its_distributor(text: str, agency: str) -> None:
    assert [(name, kind) for name, kind, _ in found(text)] == [(agency, "dateline")]
    assert full_name(agency) == f"{agency} (press release)"


def test_an_agency_amid_many_authors_is_a_link_of_the_page() -> None:
    assert found(BODY, "Ada Quill, Bo Lund, Associated Press, Usa Today, Cora Dahl, Dan Ek") == []
    assert found(BODY, "Ada Quill, Bo Lund, Cora Dahl, Dan Ek, Eva Falk, Associated Press") == []
    assert found(BODY, "Ada Quill, Bo Lund, Associated Press") == [("AP", "byline", "Associated Press")]
    assert found(BODY, "Associated Press, Ada Quill") == [("AP", "byline", "Associated Press")]


def test_a_handout_via_an_agency_is_a_picture() -> None:
    text = f"A diver at the pylon. Port Authority/Handout via REUTERS\n\n{BODY}"
    assert [(agency, kind) for agency, kind, _ in found(text)] == [("Reuters", "picture")]


def test_an_address_tells_agencies_of_like_names_apart() -> None:
    assert agency_of_outlet("CNS News", "https://www.cnsnews.com/a") == "CNSNews"
    assert agency_of_outlet("CNS News", "https://www.catholicnews.com/a") == "CNS"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("This article was originally published on Quay.org. Read the original article.", "Quay.org"),
        (
            "This column originally appeared in the Port Calder Register. Follow Ansgar on Twitter.",
            "Port Calder Register",
        ),
        ("This was first published in Lantern Insider. Visit Lantern for more.", "Lantern Insider"),
        ("The plan was first reported by the St. Mary Herald. Nobody knew of it.", "St. Mary Herald"),
        ("The plan was first reported by U.S. Harbor News. Nobody knew of it.", "U.S. Harbor News"),
        ("The plan was first reported by The Daily Lantern.", "The Daily Lantern"),
    ],
)
def test_the_name_of_an_outlet_ends_with_its_sentence(line: str, name: str) -> None:
    credits = [each for each in find_credits(f"{BODY}\n\n{line}") if each.kind == "first reported"]
    assert [each.agency.removeprefix("The ") for each in credits] == [name.removeprefix("The ")]
