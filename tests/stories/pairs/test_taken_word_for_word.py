"""A text copied word for word from an article belongs to its story, in every script."""

import pytest

from newsgroups.pipeline.process import process_articles
from newsgroups.stories.lookup.look_up import look_up
from tests.makers import make_article
from tests.stories.texts import FERRY, make_leak, make_trial

pytestmark = pytest.mark.django_db

TEXTS = {
    "de": "Eine Fähre hat am Montag im dichten Nebel die äußere Mole von Port Calder gerammt, vierzehn "
    "Menschen wurden verletzt. Schlepper brachten das Schiff an den Fischkai, wo die Fahrgäste über "
    "einen Steg an Land gingen, sagte ein Sprecher der Küstenwache. Der Hafen blieb bis zum Abend "
    "gesperrt.",
    "ru": "Пассажирский паром в понедельник в густом тумане врезался во внешний мол порта Калдер, пострадали "
    "четырнадцать человек. Буксиры отвели судно к рыбному причалу, где пассажиры сошли на берег по "
    "временному трапу, сообщил представитель береговой охраны. Порт оставался закрытым до вечера.",
    "ar": "اصطدمت عبارة ركاب يوم الاثنين بالحاجز الخارجي لميناء كالدر وسط ضباب كثيف مما أدى إلى إصابة أربعة "
    "عشر شخصا. وقال متحدث باسم خفر السواحل إن القاطرات دفعت السفينة إلى رصيف الصيد حيث نزل الركاب إلى "
    "الشاطئ عبر جسر مؤقت. وظل الميناء مغلقا حتى المساء.",
    "ko": "월요일 짙은 안개 속에서 여객선이 칼더 항의 바깥 방파제를 들이받아 열네 명이 다쳤다. 해안경비대 "
    "대변인은 예인선들이 배를 어시장 부두로 밀었고 승객들은 임시 다리를 건너 뭍에 올랐다고 말했다. "
    "항구는 저녁까지 문을 닫았으며 조사관들이 배를 살피고 있다. 선장은 레이더가 고장 났다고 진술했다.",
    "ja": "月曜日の朝、濃い霧の中で旅客船がカルダー港の外側の防波堤に衝突し、乗客十四人がけがをした。沿岸警備隊"
    "の広報担当者によると、曳船が船を魚市場の岸壁まで押し、乗客は仮設の橋を渡って上陸した。港は夕方まで閉"
    "鎖された。",
    "zh": "星期一早晨，一艘客轮在浓雾中撞上卡尔德港外侧的防波堤，造成十四人受伤。海岸警卫队发言人表示，拖船把客"
    "轮推到鱼市码头，乘客通过临时搭建的桥上岸。港口一直关闭到晚上。",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_beginning_of_an_article_tells_its_story(language: str) -> None:
    article = make_article(TEXTS[language], title="—", source="Harbour Post", language=language)
    make_leak(), make_trial()
    process_articles()
    text = TEXTS[language][: len(TEXTS[language]) * 3 // 4]
    (match,) = look_up(text).matches
    assert (match.article.pk, match.same_story >= 0.9) == (article.pk, True)


def test_a_sentence_taken_over_in_another_text_is_not_enough() -> None:
    make_article(FERRY)
    make_trial()
    process_articles()
    sentence = FERRY.partition(". ")[0]
    own = (
        "Nobody in Skerrow has seen the mayor since he sold his vineyard to a maker of kettles, neighbors told us. " * 3
    )
    (match,) = look_up(f"{own} {sentence}.").matches
    assert match.alignment.of_query < 0.5
    assert match.same_story < 0.9


def test_a_turn_of_phrase_is_not_enough_though_all_of_it_is_taken_over() -> None:
    make_article(FERRY)
    make_trial()
    process_articles()
    words = "Tugs pushed the vessel to the fish quay, where its passengers walked ashore over a makeshift gangway."
    (match,) = look_up(words).matches
    assert match.alignment.of_query == 1
    assert match.same_story < 0.9
