"""The beginning of an article, looked up word for word, is the same story in every language and script."""

import pytest

from newsgroups.pipeline.process import process_articles
from newsgroups.stories.lookup.look_up import look_up
from tests.makers import make_article
from tests.text.languages.test_claimed_language import TEXTS as SHORT

pytestmark = pytest.mark.django_db

TEXTS = SHORT | {
    "pt": "O conselho do porto declarou na segunda-feira que a velha balsa não será reparada antes do fim do inverno e "
    "que não há dinheiro para isso. Foi construída pelos homens do vale, que tinham muito orgulho dela.",
    "uk": "Портова рада заявила в понеділок, що старий пором не відремонтують до кінця зими і що грошей на це немає. "
    "Його збудували мешканці долини, які дуже ним пишалися, а тепер він стоїть біля причалу.",
    "fa": "شورای بندر روز دوشنبه اعلام کرد که کشتی قدیمی تا پایان زمستان تعمیر نخواهد شد و پولی برای این کار وجود "
    "ندارد. آن را مردان دره ساخته بودند که به آن افتخار می‌کردند و اکنون در کنار اسکله است.",
    "hi": "बंदरगाह परिषद ने सोमवार को कहा कि पुरानी नौका की मरम्मत सर्दियों के अंत से पहले नहीं की जाएगी और इसके लिए "
    "कोई धन नहीं है। इसे घाटी के लोगों ने बनाया था, जिन्हें इस पर बहुत गर्व था।",
    "he": "מועצת הנמל הודיעה ביום שני כי המעבורת הישנה לא תתוקן לפני סוף החורף וכי אין לכך כסף. היא נבנתה בידי אנשי "
    "העמק, שהיו גאים בה מאוד, וכעת היא עומדת ליד הרציף הישן.",
    "th": "คณะกรรมการท่าเรือกล่าวเมื่อวันจันทร์ว่าเรือข้ามฟากเก่าจะไม่ได้รับการซ่อมแซมก่อนสิ้นฤดูหนาวและไม่มีเงินสำหรับเรื่องนี้",
    "el": "Το συμβούλιο του λιμανιού ανακοίνωσε τη Δευτέρα ότι το παλιό πορθμείο δεν θα επισκευαστεί πριν από το τέλος "
    "του χειμώνα και ότι δεν υπάρχουν χρήματα. Το έφτιαξαν οι άνθρωποι της κοιλάδας, που ήταν περήφανοι γι’ αυτό.",
}


@pytest.fixture
def archive() -> dict[str, int]:
    made = {
        code: make_article(f"{text} {code.upper()} 4711.", title=text[:40], source=f"Paper {code}", language=code).pk
        for code, text in TEXTS.items()
    }
    process_articles()
    return made


def test_the_first_words_of_an_article_are_its_story_in_every_language(archive) -> None:
    probabilities = {}
    for code, text in TEXTS.items():
        first, *_ = look_up(text).matches
        assert first.article.pk == archive[code]
        probabilities[code] = first.same_story
    assert {code: value for code, value in probabilities.items() if value < 0.9} == {}
