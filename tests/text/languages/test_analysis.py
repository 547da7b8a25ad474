"""Words of a language and their terms: forms of one word share a term, other words do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.text.languages.analysis import MAX_TERM_LENGTH, analysis_of
from newsgroups.text.languages.writing.search_words import split

LANGUAGES = [
    *"en de fr es pt it nl sv da no fi et hu pl cs sk sl sr hr ro tr az ru uk be bg mk el ca eu ga lt lv id".split(),
    *"ar fa ur he yi hi mr ne bn ta te ka hy kk ja zh ko th vi xx".split(),
    "",
]


def share_a_term(language: str, one: str, other: str) -> bool:
    return bool({*analysis_of(language).query_terms(one)} & {*analysis_of(language).terms(other)})


@pytest.mark.parametrize(
    ("language", "asked", "written"),
    [
        ("en", "FBI", "FBI’s"),
        ("en", "Congress", "Congress's"),
        ("en", "Ivoire", "d'Ivoire"),
        ("en", "Lodz", "Łódź"),
        ("en", "Malmo", "Malmø"),
        ("en", "aeon", "æon"),
        ("en", "Izmir", "İzmir"),
        ("en", "finance", "ﬁnance"),
        ("en", "nato", "ＮＡＴＯ"),
        ("en", "C++", "C++"),
        ("en", "c", "C++"),
        ("de", "Zug", "Züge"),
        ("de", "Zuege", "Zug"),
        ("de", "groesser", "größer"),
        ("fr", "hopital", "hôpitaux"),
        ("fr", "école", "l’école"),
        ("fr", "aujourd'hui", "aujourd’hui"),
        ("fr", "coeur", "cœurs"),
        ("it", "arte", "dell'arte"),
        ("it", "citta", "città"),
        ("pt", "jornal", "jornais"),
        ("pt", "eleicao", "eleições"),
        ("da", "Aarhus", "Århus"),
        ("no", "faerge", "færgene"),
        ("tr", "istanbul", "İSTANBUL'DA"),
        ("tr", "secim", "seçimler"),
        ("tr", "ışık", "IŞIK"),
        ("el", "αθηνα", "ΑΘΉΝΑ"),
        ("el", "λόγος", "ΛΌΓΟΣ"),
        ("ru", "ёлка", "елки"),
        ("ru", "рынок", "рынки"),
        ("ru", "Москва", "Mосквы"),
        ("uk", "мешканець", "мешканці"),
        ("sr", "škola", "школе"),
        ("sr", "skola", "школе"),
        ("pl", "rynek", "rynki"),
        ("pl", "czytelnik", "czytelnicy"),
        ("pl", "autostrada", "autostradzie"),
        ("pl", "policjant", "policjanci"),
        ("ro", "drum", "drumurile"),
        ("bg", "заплата", "заплати"),
        ("lv", "Liepāja", "Liepājas"),
        ("cs", "ministra", "minister"),
        ("sl", "kmet", "kmetje"),
        ("nl", "snelweg", "snelwegen"),
        ("fa", "راننده", "رانندگان"),
        ("sr", "радник", "радници"),
        ("sr", "most", "мостови"),
        ("mk", "ученик", "учениците"),
        ("bg", "гражданин", "Гражданите"),
        ("sv", "fönster", "fönstren"),
        ("no", "flom", "flommen"),
        ("no", "kjeller", "kjellerne"),
        ("da", "bro", "broen"),
        ("da", "beboer", "beboerne"),
        ("nl", "boek", "boeke"),
        ("pt", "obra", "obras"),
        ("ca", "biblioteques", "biblioteca"),
        ("ca", "llibre", "llibres"),
        ("ro", "școli", "școală"),
        ("ro", "râu", "râul"),
        ("ga", "leabharlanna", "leabharlann"),
        ("ga", "leabhar", "leabhair"),
        ("ga", "Aire", "tAire"),
        ("is", "þjóð", "Þjóðin"),
        ("mr", "मंत्री", "मंत्र्यांनी"),
        ("te", "పుస్తకం", "పుస్తకాలను"),
        ("he", "ספריה", "ספרייה"),
        ("hy", "ԵՐԵՎԱՆ", "Երևանում"),
        ("ro", "şcoală", "școala"),
        ("ar", "المدرسه", "مدرسة"),
        ("ar", "اطفال", "للأطفال"),
        ("ar", "2024", "٢٠٢٤"),
        ("fa", "كتاب", "کتاب‌ها"),
        ("he", "שר", "השר"),
        ("he", "שלום", "שָׁלוֹם"),
        ("hi", "लड़की", "लड़कियों"),
        ("ko", "물", "물을"),
        ("ru", "house", "houses"),
        ("en", "станция", "станции"),
    ],
)
def test_is_found(language, asked, written):
    assert share_a_term(language, asked, written)


@pytest.mark.parametrize(
    ("language", "asked", "written"),
    [
        ("en", "C++", "C"),
        ("en", ".NET", "net"),
        ("en", "AT&T", "at"),
        ("en", "news", "new"),
        ("de", "Haus", "Hase"),
        ("fr", "avocat", "avoir"),
        ("ko", "서울", "울산"),
        ("tr", "deniz", "dede"),
    ],
)
def test_is_not_found(language, asked, written):
    assert not share_a_term(language, asked, written)


def test_an_english_word_has_the_stem_of_its_folded_form_and_nothing_else():
    words = "Beyoncé policies the don't U.S. harbours 1,260.5 O’Brien".split()

    assert [analysis_of("en").terms(word) for word in words] == [
        ("beyonc",),
        ("polici",),
        ("the",),
        ("dont",),
        ("us",),
        ("harbour",),
        ("1,260.5",),
        ("obrien",),
    ]


def test_a_language_without_rules_is_read_as_english_and_costs_no_further_reading():
    assert {analysis_of(code) for code in ("", "xx", "vi", "en-GB", "EN", "th", "zh-Hant", "ja")} == {analysis_of("en")}


@given(st.sampled_from(LANGUAGES), st.text(max_size=80))
def test_any_word_of_a_text_has_terms_that_can_be_stored(language, text):
    analysis = analysis_of(language)

    for word in split(text):
        for term in (*analysis.terms(word), *analysis.query_terms(word), analysis.form(word)):
            assert len(term) <= MAX_TERM_LENGTH
            assert "\n" not in term
