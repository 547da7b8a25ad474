"""Verdicts in the admin: list, undo, export and import as JSON lines."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from newsgroups.models import Judgement
from tests.web.conftest import archive

from .test_actions import act, curator, queries, signed_in, told

__all__ = ["archive", "curator"]
LIST = "admin:newsgroups_judgement_changelist"
EXPORT, IMPORT = "/admin/newsgroups/judgement/export/", "/admin/newsgroups/judgement/import/"


def judge(client: Client, archive, left: str, right: str, verdict: str = "same") -> Judgement:
    client.post(reverse("queue"), {"left": archive[left].pk, "right": archive[right].pk, "verdict": verdict})
    return Judgement.objects.latest("id")


def take_in(client: Client, content: bytes):
    return client.post(IMPORT, {"file": SimpleUploadedFile("all.jsonl", content)}, follow=True)


def test_judgements_go_out_are_taken_back_and_come_in(curator: Client, archive) -> None:
    judged = judge(curator, archive, "chess", "chess too")
    out = b"".join(curator.get(EXPORT).streaming_content)
    act(curator, LIST, "take_back", judged)
    assert not Judgement.objects.exists()
    assert told(take_in(curator, out))[-1] == "1 imported, 0 already known, 0 rejected."
    assert b"".join(curator.get(EXPORT).streaming_content) == out


def test_a_note_with_line_separators_and_a_byte_order_mark_come_in_whole(curator: Client, archive) -> None:
    judged = judge(curator, archive, "chess", "chess too")
    Judgement.objects.update(note="Two\u2028lines\x85and\u2029one")
    out = b"".join(curator.get(EXPORT).streaming_content)
    act(curator, LIST, "take_back", judged)
    assert told(take_in(curator, b"\xef\xbb\xbf" + out.replace(b"\n", b"\r\n")))[-1] == (
        "1 imported, 0 already known, 0 rejected."
    )
    assert b"".join(curator.get(EXPORT).streaming_content) == out


def test_refused_rows_are_told_with_their_lines(curator: Client, archive) -> None:
    answer = take_in(curator, b"nonsense\n\xff\n").content.decode()
    assert "Line 1: not JSON" in answer
    assert "Line 2: not JSON" in answer
    assert "0 imported, 0 already known, 2 rejected." in answer


def test_who_may_not_curate_neither_sees_nor_brings_judgements(archive) -> None:
    for client in (Client(), signed_in()):
        assert client.get(EXPORT).status_code in (302, 403)
        assert take_in(client, b"{}").redirect_chain or take_in(client, b"{}").status_code == 403
    assert not Judgement.objects.exists()


def test_the_list_tells_a_probability_as_the_pages_do(curator: Client, archive) -> None:
    judged = judge(curator, archive, "chess", "chess too")
    Judgement.objects.filter(pk=judged.pk).update(probability=0.9962)
    assert '<td class="field-predicted">99%</td>' in curator.get(reverse(LIST)).content.decode()


def test_the_list_takes_the_same_number_of_queries_however_long(curator: Client, archive) -> None:
    judge(curator, archive, "chess", "chess too")
    few = queries(curator, reverse(LIST))
    judge(curator, archive, "agency", "copy")
    judge(curator, archive, "agency", "chess", "different")
    assert queries(curator, reverse(LIST)) == few
