"""An opinion piece is one if its outlet says so; reports on opinions are reports."""

import pytest

from newsgroups.text.screening.opinion import is_opinion


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Opinion: The case for a second bridge", ""),
        ("Port Calder needs a second bridge | Letters", ""),
        ("The bridge that nobody wanted (Editorial)", ""),
        ("Kommentar: Die Brücke muss weg", ""),
        ("Die Brücke muss weg – ein Versuch – Kolumne", ""),
        ("Éditorial : le pont de trop", ""),
        ("Tribuna: Un puente de más", ""),
        ("Мнение: мост не нужен", ""),
        ("【社説】橋は二つ要る", ""),
        ("A second bridge, please", "https://northline.example/opinion/2026/11/a-second-bridge"),
        ("A second bridge, please", "https://northline.example/commentisfree/2026/nov/02/second-bridge"),
        ("Weg damit", "https://seebote.example/meinung/weg-damit-104233.html"),
    ],
)
def test_a_label_or_a_folder_tells_an_opinion_piece(title: str, address: str) -> None:
    assert is_opinion(title, address)


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Opinion of the court shuts the harbor bridge", ""),
        ("Mayor's comment on the bridge angers drivers", ""),
        ("Editorial staff of the Harbour Post walk out", ""),
        ("Column of smoke seen over Port Calder", ""),
        ("Kommentare zur Brücke gelöscht", ""),
        ("Harbour bridge closed", "https://northline.example/news/opinion"),
        ("Harbour bridge closed", "https://northline.example/news/2026/harbour-bridge-closed"),
        ("Harbour bridge closed", "http://[broken"),
        ("", ""),
    ],
)
def test_a_report_on_opinions_is_a_report(title: str, address: str) -> None:
    assert not is_opinion(title, address)
