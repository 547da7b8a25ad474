"""Each rule for the origin of shared text, on literal texts."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsgroups.common.dates.who_was_first import Moment
from newsgroups.matching.origin import Origin, Write, origin_of, rules
from newsgroups.matching.passages import align
from newsgroups.text.credits import find_credits

REPORT = (
    "The harbour bridge at Port Calder was closed to all traffic on Monday after a diver found a crack in its eastern "
    "pylon. Engineers measured the crack at 2.3 metres, and drivers were told to take the ferry or the long way round "
    "through Westerlow. The repair will take until spring and cost at least 1.26 million crowns, the port authority "
    "said in a notice that hung on the doors of the ferry quay before sunrise."
)
SPEECH = (
    "“Nobody was in danger at any time, and nobody will be in danger while the repair of the bridge goes on through "
    "the winter, because the ferries will run all night for everyone who needs them,” harbour master Ruth Ansgar said."
)
TWEET = "The bridge is a disgrace, and I alone will have it mended, believe me! — Bo Lund (@bolund) May 3, 2026"
OWN_LEFT = "Shopkeepers on the northern quay fear for their trade.\n\n"
OWN_RIGHT = "Commuters queued for hours.\n\n"


def write(text: str, outlet: str, *, authors: str = "", url: str = "") -> Write:
    return Write(text, outlet, url, authors, tuple(find_credits(text, authors)))


def origin(left: Write, right: Write) -> Origin:
    return origin_of(left, right, align(left.text, right.text).passages)


def said(found: Origin) -> tuple[str, str, str]:
    return found.of, found.name, found.sentence


def test_an_agencys_own_page_is_the_origin() -> None:
    page = write(f"PORT CALDER, Halvern (AP) — {REPORT}", "Associated Press")
    found = origin(page, write(OWN_RIGHT + REPORT, "Daily Lantern"))
    assert said(found) == (
        "left",
        "Associated Press",
        "Daily Lantern carries text of Associated Press; its stored text does not say so.",
    )
    assert [(each.text, each.side) for each in found.evidence] == [
        ("Associated Press’s own page", "left"),
        ("Credits Associated Press (dateline)", "left"),
    ]
    proof = found.evidence[1]
    assert page.text[proof.start : proof.end] == "PORT CALDER, Halvern (AP)"


def test_a_credit_of_the_agency_is_said() -> None:
    page = write(f"PORT CALDER (Reuters) - {REPORT}", "Reuters")
    found = origin(write(f"{OWN_RIGHT}{REPORT}\n\nReuters contributed to this report.", "Daily Lantern"), page)
    assert said(found) == ("right", "Reuters", "Daily Lantern carries text of Reuters, with credit.")


def test_two_texts_with_one_agencys_dateline_come_from_the_agency() -> None:
    texts = [write(f"WASHINGTON (Reuters) - {REPORT}", outlet) for outlet in ("Daily Lantern", "Harbour Post")]
    assert said(origin(*texts)) == (
        "third",
        "Reuters",
        "Both carry text of Reuters, according to the credit in Daily Lantern and Harbour Post.",
    )


def test_a_foot_of_one_text_names_the_agency_of_both() -> None:
    left = write(f"{REPORT}\n\nCopyright 2026 The Associated Press. All rights reserved.", "Daily Lantern")
    found = origin(left, write(OWN_RIGHT + REPORT, "Harbour Post"))
    assert said(found) == (
        "third",
        "AP",
        "Both carry text of Associated Press, according to the credit in Daily Lantern.",
    )
    assert [left.text[each.start : each.end] for each in found.evidence] == ["Copyright 2026 The Associated Press"]


def test_an_agency_that_contributed_is_named_for_a_part() -> None:
    left = write(f"{OWN_LEFT}{REPORT}\n\nThe Associated Press contributed to this report.", "Daily Lantern")
    found = origin(left, write(OWN_RIGHT + REPORT, "Harbour Post"))
    assert (found.of, found.name, found.confidence) == ("third", "AP", rules.CONTRIBUTED.confidence)


def test_several_agencies_are_no_claim() -> None:
    left = write(f"Berlin (dpa/AFP) - {REPORT}", "Daily Lantern")
    assert said(origin(left, write(OWN_RIGHT + REPORT, "Harbour Post"))) == ("unknown", "", rules.UNKNOWN)
    left = write(f"{REPORT}\n\nAP, Reuters, AFP, dpa and EFE contributed to this report.", "Daily Lantern")
    assert origin(left, write(OWN_RIGHT + REPORT, "Harbour Post")).of == "unknown"


def test_different_agencies_are_no_claim() -> None:
    left, right = write(f"ROME (AFP) - {REPORT}", "Daily Lantern"), write(f"ROME (AP) — {REPORT}", "Harbour Post")
    assert origin(left, right).of == "unknown"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (OWN_LEFT + SPEECH, OWN_RIGHT + SPEECH),
        (
            OWN_LEFT + TWEET,
            OWN_RIGHT + TWEET,
        ),
        (
            f"{OWN_LEFT}The port authority issued a statement:\n\n{REPORT}",
            f"{OWN_RIGHT}Here is the statement in full:\n\n{REPORT}",
        ),
    ],
)
def test_shared_words_of_somebody_elses_are_speech(left: str, right: str) -> None:
    found = origin(write(left, "Daily Lantern"), write(right, "Harbour Post"))
    assert said(found) == ("third", rules.SPOKEN, rules.SENTENCES[rules.SPEECH])


def test_speech_is_not_the_agencys() -> None:
    page = write(f"PORT CALDER (AP) — {OWN_LEFT}{SPEECH}", "Associated Press")
    assert origin(page, write(OWN_RIGHT + SPEECH, "Daily Lantern")).of == "third"


def test_a_text_that_names_the_other_outlet_has_it_from_there() -> None:
    right = write(f"{OWN_RIGHT}As the Daily Lantern reported on Monday, this is so. {REPORT}", "Harbour Post")
    found = origin(write(REPORT, "The Daily Lantern"), right)
    assert said(found)[:2] == ("left", "The Daily Lantern")
    proof = found.evidence[0]
    assert right.text[proof.start : proof.end] == "the Daily Lantern reported"


def test_a_name_far_from_the_shared_words_says_nothing() -> None:
    right = f"{REPORT}\n\n{'The weather was fair, and the sea was calm. ' * 20}The Daily Lantern reported on chess."
    assert origin(write(REPORT, "Daily Lantern"), write(right, "Harbour Post")).of == "unknown"


def test_texts_that_name_each_other_are_no_claim() -> None:
    left = write(f"According to the Harbour Post, this is so. {REPORT}", "Daily Lantern")
    right = write(f"According to the Daily Lantern, this is so. {REPORT}", "Harbour Post")
    assert origin(left, right).of == "unknown"


def test_an_excerpt_in_quotation_marks_under_the_others_name_is_a_quotation() -> None:
    excerpt = write(f"{OWN_RIGHT}“{REPORT}”\n\nAda Quill, Daily Lantern", "The Flip Page")
    assert said(origin(write(REPORT, "Daily Lantern"), excerpt)) == (
        "left",
        "Daily Lantern",
        "The Flip Page quotes Daily Lantern.",
    )


def test_what_was_said_to_the_other_outlet_is_quoted_from_there() -> None:
    right = write(f"{OWN_RIGHT}Ansgar spoke exclusively to the Daily Lantern.\n\n{SPEECH}", "Harbour Post")
    assert said(origin(write(OWN_LEFT + SPEECH, "Daily Lantern"), right)) == (
        "left",
        "Daily Lantern",
        "Harbour Post quotes what somebody told Daily Lantern.",
    )


def test_an_outlet_in_the_line_of_authors_is_the_origin() -> None:
    right = write(REPORT, "Harbour Post", authors="Ada Quill, Daily Lantern")
    found = origin(write(OWN_LEFT + REPORT, "Daily Lantern"), right)
    assert said(found)[:2] == ("left", "Daily Lantern")


def test_whom_both_name_as_the_first_is_a_third_party() -> None:
    left = write(f"{OWN_LEFT}{REPORT} The notice was first reported by Circuit Daily.", "Daily Lantern")
    right = write(f"{OWN_RIGHT}{REPORT} Circuit Daily first reported the notice.", "Harbour Post")
    assert said(origin(left, right)) == (
        "third",
        "Circuit Daily",
        "Both name Circuit Daily as a source of the text they share.",
    )


def test_outlets_of_one_house_are_no_claim() -> None:
    left, right = write(OWN_LEFT + REPORT, "Lantern News"), write(OWN_RIGHT + REPORT, "Lantern News (Online)")
    assert (origin(left, right).of, origin(left, right).evidence[0].text) == (
        "unknown",
        "Both belong to the same publisher.",
    )


def test_without_evidence_nothing_is_known() -> None:
    found = origin(write(OWN_LEFT + REPORT, "Daily Lantern"), write(OWN_RIGHT + REPORT, "Harbour Post"))
    assert (found.of, found.name, found.confidence) == ("unknown", "", 0.0)


@pytest.mark.parametrize("text", ["", "Two words", "(AP)", "“", REPORT[:40]])
def test_texts_with_little_in_common_are_no_claim_and_no_error(text: str) -> None:
    for left, right in ((text, REPORT), (REPORT, text), (text, text)):
        assert origin(write(left, "Associated Press"), write(right, "Harbour Post")).of == "unknown"


def test_no_sentence_speaks_of_fault() -> None:
    assert len(rules.SENTENCES) > 5
    for sentence in rules.SENTENCES.values():
        assert not {"stole", "copied", "plagiar", "lifted", "without permission"} & set(sentence.lower().split())


def test_two_names_at_one_site_are_of_one_house() -> None:
    left = write(OWN_LEFT + REPORT, "Harbour Post", url="https://hpn.com/1")
    right = write(f"{REPORT}\n\nThis was reported by Harbour Post.", "Ada Quill", url="https://blogs.hpn.com/2")
    assert origin(left, right).evidence[0].text == "Both belong to the same publisher."


@pytest.mark.parametrize(
    "words",
    [
        "Follow the ferries tonight via Harbour Post’s apps for phones.",
        "That led to a slew of Harbour Post reports about the bridge.",
        "Ada Quill",
        "By Ada Quill",
        "“Nobody was in danger.” Ada Quill, Daily Lantern",
    ],
)
def test_what_only_seems_to_name_the_other_as_the_source_makes_no_origin(words: str) -> None:
    left = write(OWN_LEFT + REPORT, "Harbour Post", authors="Ada Quill")
    assert origin(left, write(f"{words}\n\n{REPORT}", "Kestrel Radio")).of == "unknown"


def test_a_writer_named_with_the_outlet_is_the_source() -> None:
    left = write(OWN_LEFT + REPORT, "Harbour Post", authors="Ada Quill")
    right = write(
        f"Two engineers quit. “It will take until spring.” Ada Quill, Harbour Post\n\n{REPORT}", "Kestrel Radio"
    )
    assert (origin(left, right).of, origin(left, right).name) == ("left", "Harbour Post")


def test_little_uncredited_text_of_an_agencys_page_is_not_known_to_be_its_own() -> None:
    part = f"{REPORT.partition(' The repair')[0]}\n\n"
    page = write(f"PORT CALDER, Halvern (AP) — {part}", "Associated Press")
    own = "A baker on the northern quay told this paper about the empty shop and the flour that went bad. " * 6
    assert origin(page, write(part + own, "Daily Lantern")).of == "unknown"
    assert origin(page, write(part + OWN_RIGHT, "Daily Lantern")).of == "left"
    credited = write(f"{part}{own}\n\nThe Associated Press contributed to this report.", "Daily Lantern")
    assert said(origin(page, credited))[:2] == ("third", "AP")


def test_uncredited_text_that_was_printed_days_before_the_agencys_page_is_not_its_own() -> None:
    text = f"{REPORT} {REPORT.replace('Monday', 'Tuesday').replace('bridge', 'crossing')}"
    page = write(f"PORT CALDER, Halvern (AP) — {text}", "Associated Press")
    other = write(OWN_RIGHT + text, "Daily Lantern")
    early, late = (Moment(datetime(2026, 11, day, tzinfo=UTC), True) for day in (2, 6))
    assert origin(replace(page, moment=late), replace(other, moment=early)).of == "unknown"
    assert origin(replace(page, moment=early), replace(other, moment=late)).of == "left"
    assert origin(page, replace(other, moment=early)).of == "left"


@pytest.mark.parametrize(
    ("words", "of"),
    [
        (
            "Records that the Washington Post printed are old. The Post obtained them, and the Post reported this:",
            "unknown",
        ),
        ("Records that the New York Post printed are old. As the Post reported:", "left"),
        ("The New York Post and the Washington Post are read here. As the Post reported:", "unknown"),
        ("As the Post reported:", "unknown"),
    ],
)
def test_a_short_name_that_several_outlets_have_names_none_of_them(words: str, of: str) -> None:
    right = write(f"{OWN_RIGHT}{words}\n\n{REPORT}", "Harbour Herald")
    assert origin(write(OWN_LEFT + REPORT, "New York Post"), right).of == of


def test_a_credit_of_another_agency_is_none_of_this_one() -> None:
    page = write(f"PORT CALDER (Reuters) - {REPORT}", "Reuters")
    both = "Reuters and The Associated Press contributed to this report."
    found = origin(write(f"{OWN_RIGHT}{REPORT}\n\nThe Associated Press contributed to this report.", "Lantern"), page)
    assert (found.of, found.evidence[0].text) == ("unknown", "The other text credits another agency.")
    found = origin(write(f"{OWN_RIGHT}{REPORT}\n\n{both}", "Lantern"), page)
    assert (found.of, found.sentence) == ("right", "Lantern carries text of Reuters, with credit.")
    assert [each.text for each in found.evidence] == [
        "Reuters’s own page",
        "Credits Reuters (dateline)",
        "Credits Reuters (contributed)",
    ]


@pytest.mark.parametrize("name", ["Ada Quill", "Norway"])
def test_somebody_who_may_be_no_outlet_is_no_source_of_both(name: str) -> None:
    left = write(f"{OWN_LEFT}{REPORT} The crack was first disclosed by {name}.", "Daily Lantern")
    right = write(f"{OWN_RIGHT}{REPORT} The crack was first disclosed by {name}.", "Harbour Post")
    assert origin(left, right).of == "unknown"


def test_text_with_a_contribution_of_an_agencys_own_writer_is_the_agencys() -> None:
    credit = "Associated Press writer Bo Lund in Oakhallow contributed to this report."
    found = origin(write(f"{OWN_LEFT}{REPORT}\n\n{credit}", "Daily Lantern"), write(OWN_RIGHT + REPORT, "Harbour Post"))
    assert said(found) == (
        "third",
        "AP",
        "Both carry text of Associated Press, according to the credit in Daily Lantern.",
    )


@pytest.mark.parametrize(
    ("words", "of"),
    [
        ("“We will see,” he said on “Harbour News Sunday.”", "unknown"),
        ("“We will see,” he said on Harbour News.", "unknown"),
        ("“We will see,” he told Harbour News.", "left"),
        ("This is from “Harbour News”. According to “Harbour News”, it is so.", "left"),
    ],
)
def test_what_was_said_on_the_air_makes_no_reporters_text_the_stations(words: str, of: str) -> None:
    right = write(f"{OWN_RIGHT}{words} {REPORT}", "Daily Lantern")
    assert origin(write(OWN_LEFT + REPORT, "Harbour News"), right).of == of


def dated(write_: Write, day: str) -> Write:
    return replace(write_, moment=Moment(datetime.fromisoformat(day).replace(tzinfo=UTC), has_time=False))


BACKGROUND = (
    "The harbour bridge at Port Calder was closed to all traffic on Monday after a diver found a crack in its eastern "
    "pylon, and the repair of it will take until spring, the port authority said in a notice."
)


def test_nobody_takes_text_from_a_later_page_of_an_agency() -> None:
    page = dated(write(f"PORT CALDER (Reuters) - {REPORT}", "Reuters"), "2026-07-08")
    other = dated(write(f"{REPORT}\n\n(Reporting by Ada Quill; Editing by Bo Lund)", "Harbour Post"), "2026-06-03")
    found = origin(other, page)
    assert said(found)[:2] == ("third", "Reuters")
    assert origin(replace(other, moment=page.moment), page).of == "right"


def test_background_that_an_agency_repeats_makes_it_the_third_party() -> None:
    own = "Traders on the southern quay counted what the month had cost them and asked for help with the rent. "
    page = write(f"PORT CALDER (Reuters) - Ferries were full on Friday.\n\n{BACKGROUND}", "Reuters")
    other = write(f"{own * 6}\n\n{BACKGROUND}\n\n(Reporting by Ada Quill; Editing by Bo Lund)", "Harbour Post")
    assert said(origin(other, page))[:2] == ("third", "Reuters")


def test_nobody_takes_text_from_a_later_article_that_the_text_seems_to_name() -> None:
    page = dated(write(OWN_LEFT + REPORT, "Daily Lantern"), "2026-07-08")
    other = dated(write(f"As the Daily Lantern reported, {REPORT}\n\n{OWN_RIGHT}", "Harbour Post"), "2026-06-03")
    assert (origin(page, other).of, origin(page, replace(other, moment=page.moment)).of) == ("unknown", "left")


AT_LENGTH = SPEECH.replace(",” harbour master Ruth Ansgar said.", ",”")


@pytest.mark.parametrize(
    ("text", "of"),
    [
        (f"{AT_LENGTH} harbour master Ruth Ansgar told Daily Lantern.", "left"),
        (f"{AT_LENGTH} Ansgar said. She spoke to Daily Lantern.", "left"),
        (
            f"In an interview with Daily Lantern, Ansgar defended the plan.\n\nShe was calm.\n\n{AT_LENGTH} she said.",
            "left",
        ),
        (f"{AT_LENGTH} the statement said.\n\nHe hinted at it in an interview with a Daily Lantern host.", "third"),
        (f"{AT_LENGTH} she said.\n\nThe mayor told Daily Lantern that he was ill.", "third"),
        (f"In an interview with Daily Lantern he was ill.\n\nHer statement said: {AT_LENGTH}", "third"),
        (f"The mayor told Daily Lantern that he was ill.\n\nOn Monday it rained.\n\n{AT_LENGTH} she said.", "third"),
    ],
)
def test_what_was_told_to_the_other_outlet_stands_beside_the_quotation(text: str, of: str) -> None:
    left = write(f"{OWN_LEFT}{AT_LENGTH} Ansgar said.", "Daily Lantern")
    assert origin(left, write(OWN_RIGHT + text, "Harbour Post")).of == of
