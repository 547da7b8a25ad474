import pytest

from newsgroups.text.languages.claimed_language import language_code, may_be_in

TEXTS = {
    "en": "The harbor board said on Monday that the old ferry would not be repaired before the end of the winter, and "
    "that there was no money for it. It had been built by the men of the valley, who were proud of her.",
    "de": "Der Hafenrat hat am Montag erklärt, dass die alte Fähre nicht vor dem Ende des Winters repariert werden "
    "kann und dass es dafür kein Geld gibt. Sie wurde von den Männern des Tals gebaut, die auf sie stolz waren.",
    "es": "La junta del puerto dijo el lunes que el viejo transbordador no sería reparado antes de que acabe el "
    "invierno y que no había dinero para ello. Fue construido por los hombres del valle, orgullosos de él.",
    "fr": "Le conseil du port a déclaré lundi que le vieux bac ne serait pas réparé avant la fin de l’hiver et "
    "qu’il n’y avait pas d’argent pour cela. Il avait été construit par les hommes de la vallée, qui en étaient fiers.",
    "ru": "Портовый совет заявил в понедельник, что старый паром не будет отремонтирован до конца зимы и что денег на "
    "это нет. Его построили жители долины, которые очень им гордились.",
    "ar": "قال مجلس الميناء يوم الاثنين إن العبارة القديمة لن يتم إصلاحها قبل نهاية فصل الشتاء وإنه لا يوجد مال لذلك.",
    "ja": "港湾委員会は月曜日、古いフェリーを冬の終わりまでに修理することはできず、その資金もないと発表した。"
    "船は谷の人々が建造したもので、誇りとしていた。",
    "zh": "港口委员会周一表示，旧渡轮在冬季结束之前无法修复，也没有资金用于修理。这艘船是山谷里的人们建造的，"
    "他们为它感到自豪，希望明年春天能够重新启航。",
    "ko": "항만 위원회는 월요일 낡은 여객선을 겨울이 끝나기 전에 수리할 수 없으며 그럴 돈도 없다고 밝혔다. 이 배는 "
    "골짜기 사람들이 만든 것으로 모두가 자랑스러워했다.",
}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("EN_us", "en-us"), ("deu", "de"), ("ger", "de"), ("English", "en"), ("Deutsch", "de"), ("日本語", "ja"),
        ("zh-Hant-TW", "zh-hant"), ("iw", "he"), ("fil", "fil"), ("sr-Latn", "sr-latn"), ("", ""), ("xx", ""),
        ("und", ""), ("mul", ""), ("x" * 50, ""), ("5", ""), ("en de", ""),
    ],
)  # fmt: skip
def test_a_claimed_language_is_a_code_or_none(given: str, code: str) -> None:
    assert language_code(given) == code


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_may_be_in_its_own_language(code: str) -> None:
    assert may_be_in(code, TEXTS[code])
    assert may_be_in(f"{code}-xy", TEXTS[code])


@pytest.mark.parametrize(
    ("claimed", "written"),
    [
        *[("en", code) for code in TEXTS if code != "en"],
        *[(code, "en") for code in TEXTS if code != "en"],
        ("zh", "ja"), ("ru", "ar"), ("de", "es"), ("es", "de"), ("fr", "de"),
    ],
)  # fmt: skip
def test_a_text_is_not_in_a_language_of_other_letters_or_words(claimed: str, written: str) -> None:
    assert not may_be_in(claimed, TEXTS[written])


@pytest.mark.parametrize(
    ("claimed", "text"),
    [
        # Too short to say.
        ("en", "Häuser am Fluss"), ("ru", "Bridge closed"), ("en", ""), ("en", "🎉 12:30"),
        # Without a list of function words, or written in several scripts.
        ("pl", TEXTS["en"]), ("sr", TEXTS["ru"]), ("sr", TEXTS["de"]), ("hi-latn", TEXTS["en"]),
        # Two languages in one text.
        ("en", f"{TEXTS['en']} {TEXTS['ru']}"), ("ru", f"{TEXTS['en'][:100]} {TEXTS['ru']}"),
        # A headline without function words.
        ("en", "Ferry strike: harbor board, unions, shipping companies meet mayor; talks continue Monday"),
    ],
)  # fmt: skip
def test_what_is_not_known_to_be_wrong_stays(claimed: str, text: str) -> None:
    assert may_be_in(claimed, text)
