"""An evidence packet proves on another machine that nothing in it was changed."""

import copy
import json
import stat
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from newsgroups.dossiers.evidence.packet import packet_of
from newsgroups.dossiers.evidence.signature import canonical, fingerprint, public_key, signed
from newsgroups.dossiers.evidence.verify import RefusedPacket, compare_with_archive, read_packet, verify
from newsgroups.dossiers.keep import RefusedEntry, hash_of_text, keep, move, place_of, visible_entries
from newsgroups.models import Article, Dossier, DossierEntry
from newsgroups.models.readers.dossier import MAX_ENTRIES
from tests.makers import make_article
from tests.web.conftest import archive

__all__ = ["archive"]
QUOTE = "Engineers measured the crack at 2.3 metres."


@pytest.fixture(autouse=True)
def own_key(settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def dossier(archive) -> Dossier:
    made = Dossier.objects.create(owner=User.objects.create_user("ada"), title="Bridge", description="For Monday")
    keep(made, article=archive["agency"], quote=QUOTE, note="Exact?", tags="figures, bridge")
    keep(made, article=archive["copy"])
    keep(made, story=archive["agency"].story)
    return made


def packet(dossier: Dossier) -> dict[str, Any]:
    return json.loads(json.dumps(signed(packet_of(dossier))))


def test_a_packet_has_texts_offsets_versions_times_and_what_articles_share(dossier: Dossier, archive) -> None:
    content = packet(dossier)["packet"]
    entry = content["dossier"]["entries"][0]
    text = content["texts"][entry["text_sha256"]]
    passage = entry["passage"]
    assert text == archive["agency"].text
    assert text[passage["start"] : passage["end"]] == passage["quote"] == QUOTE
    assert (entry["note"], entry["tags"]) == ("Exact?", ["figures", "bridge"])
    assert {article["outlet"] for article in content["articles"]} == {"Northline", "Daily Lantern"}
    (pair,) = content["pairs"]
    assert (pair["kind"], pair["articles"]) == ("near copy", [archive["agency"].pk, archive["copy"].pk])
    assert "SHA-256" in content["algorithms"]["same story"]
    assert len(content["stories"][0]["articles"]) == 3


def test_an_untouched_packet_is_valid(dossier: Dossier) -> None:
    found = verify(packet(dossier), expected_key=public_key())
    assert (found.problems, found.entries, found.passages, found.texts) == ([], 3, 1, 2)


def changed(content: dict[str, Any], *path: Any, to: Any) -> dict[str, Any]:
    content = copy.deepcopy(content)
    place = content
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = to
    return content


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("packet", "dossier", "title"), "Another"),
        (("packet", "dossier", "entries", 0, "note"), "Exact."),
        (("packet", "dossier", "entries", 0, "passage", "start"), 3),
        (("packet", "articles", 0, "published"), None),
        (("packet", "made"), "2020-01-01T00:00:00Z"),
        (("packet", "extra"), 1),
    ],
)
def test_any_change_breaks_the_signature(dossier: Dossier, path: tuple, to: Any) -> None:
    problems = verify(changed(packet(dossier), *path, to=to)).problems
    assert problems[0] == "The signature does not match: the packet was changed after it was made."


@pytest.mark.parametrize(
    ("signature", "value"),
    [("value", "AAAA"), ("value", "no base64!"), ("public_key", ""), ("algorithm", "none"), ("public_key", None)],
)
def test_a_damaged_signature_is_no_signature(dossier: Dossier, signature: str, value: Any) -> None:
    assert verify(changed(packet(dossier), "signature", signature, to=value)).problems != []


def test_who_signs_anew_what_he_changed_has_another_key(dossier: Dossier, settings, tmp_path: Path) -> None:
    published, content = public_key(), packet(dossier)["packet"]
    settings.DATA_DIR = tmp_path / "forger"
    settings.DATA_DIR.mkdir()
    content["dossier"]["title"] = "Another"
    forged = json.loads(json.dumps(signed(content)))
    assert verify(forged).problems == []
    assert verify(forged, expected_key=published).problems == [
        "The packet was signed with another key than the one expected."
    ]


def test_texts_and_passages_are_checked_even_if_the_signature_is_right(dossier: Dossier) -> None:
    content = packet_of(dossier)
    digest = content["dossier"]["entries"][0]["text_sha256"]
    content["texts"][digest] += "!"
    content["dossier"]["entries"][0]["passage"]["quote"] = "Engineers saw nothing."
    content["dossier"]["entries"][1]["text_sha256"] = "0" * 64
    other = content["articles"][1]["id"]
    assert verify(signed(content)).problems == [
        f"The text with the hash {digest[:12]}… has another hash.",
        "The passage in entry 1 is not at its place in the text.",
        f"Entry 2 refers to a text that article {other} never had.",
    ]


def test_a_passage_survives_a_change_of_the_article(dossier: Dossier, archive) -> None:
    article: Article = archive["agency"]
    old = article.text
    article.revisions.create(title=article.title, text=old, content_hash="0" * 32)
    Article.objects.filter(pk=article.pk).update(text="Something else entirely.")
    content = packet(dossier)
    assert content["packet"]["texts"][hash_of_text(old)] == old
    assert verify(content).problems == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not JSON"),
        (b"[]", "not an evidence packet"),
        (b'{"packet": {"format": "other"}, "signature": {}}', "not an evidence packet"),
        (b'{"packet": {"format": "newsgroups-evidence", "version": 9}, "signature": {}}', "has version 9"),
        (b'{"packet": {"a": 1, "a": 2}, "signature": {}}', "a key occurs twice"),
        (b'{"packet": {"a": NaN}, "signature": {}}', "the number NaN"),
        (b'{"packet": {"a": 1.5}, "signature": {}}', "the number 1.5"),
        (b"[" * 100_000, "not JSON"),
        (b"\xff\xfe", "not JSON"),
    ],
)
def test_a_file_that_is_no_packet_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(RefusedPacket, match=said):
        read_packet(data)


def test_a_packet_without_parts_is_a_problem_and_no_crash(dossier: Dossier) -> None:
    for missing in ("texts", "dossier", "articles"):
        content = packet(dossier)
        del content["packet"][missing]
        assert len(verify(content).problems) == 2


def test_the_signed_bytes_do_not_depend_on_the_order_of_keys() -> None:
    assert (
        canonical({"b": "ü", "a": [1, None]})
        == canonical({"a": [1, None], "b": "ü"})
        == b'{"a":[1,null],"b":"\xc3\xbc"}'
    )


def test_the_key_is_private_and_stays(dossier: Dossier, tmp_path: Path) -> None:
    first = public_key()
    assert stat.S_IMODE((tmp_path / "evidence_key.pem").stat().st_mode) == 0o600
    assert public_key() == first
    assert len(fingerprint(first).split()) == 16


def test_the_command_says_what_it_checked(dossier: Dossier, tmp_path: Path, capsys) -> None:
    file = tmp_path / "evidence.json"
    file.write_text(json.dumps(packet(dossier)))
    call_command("verify_evidence", str(file), "--key", public_key(), "--archive")
    said = capsys.readouterr().out
    assert "3 entries with 1 passages in 2 texts are as they were." in said
    assert said.count("the same text as in this archive") == 2

    file.write_text(json.dumps(changed(packet(dossier), "packet", "made", to="x")))
    with pytest.raises(CommandError, match="was changed after it was made"):
        call_command("verify_evidence", str(file))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify_evidence", str(tmp_path / "nothing"))


def test_the_archive_is_compared_by_address(dossier: Dossier, archive) -> None:
    content = packet(dossier)
    Article.objects.filter(pk=archive["agency"].pk).update(text="Something else.")
    Article.objects.filter(pk=archive["copy"].pk).update(url_given="https://elsewhere.example/")
    assert [said.split(": ")[1] for said in compare_with_archive(content)] == [
        "another text than in this archive", "not in this archive",
    ]  # fmt: skip


def test_words_are_found_whatever_the_space_between_them() -> None:
    assert place_of("a  b\nc", "x a b c") == (2, 7)
    assert place_of("(a.b)*", "so (a.b)* it is") == (3, 9)
    with pytest.raises(RefusedEntry, match="do not occur"):
        place_of("a c", "a b c")
    with pytest.raises(RefusedEntry, match="at most 5,000"):
        place_of("a " * 3_000, "a " * 3_000)


def test_the_number_of_entries_is_bounded(dossier: Dossier, archive) -> None:
    DossierEntry.objects.bulk_create(
        DossierEntry(dossier=dossier, position=n, article=archive["own"]) for n in range(10, MAX_ENTRIES + 7)
    )
    with pytest.raises(RefusedEntry, match="that is the limit"):
        keep(dossier, article=archive["own"])


def test_entries_move_and_hidden_articles_are_not_shown(dossier: Dossier, archive) -> None:
    first, second, third = visible_entries(dossier)
    move(third, up=True)
    move(first, up=True)
    assert [entry.pk for entry in visible_entries(dossier)] == [first.pk, third.pk, second.pk]
    Article.objects.filter(pk=archive["agency"].pk).update(hidden=True)
    assert [entry.pk for entry in visible_entries(dossier)] == [third.pk, second.pk]


def test_a_text_of_odd_characters_is_kept_and_verified(dossier: Dossier) -> None:
    odd = make_article("Zeile\u2028zwei 🌉 e\u0301 \u202eאבג", title="Odd")
    keep(dossier, article=odd, quote="🌉 e\u0301")
    found = verify(packet(dossier))
    assert (found.problems, found.passages) == ([], 2)
