import pytest

from newsgroups.text.mentions.quantities.tolls import toll
from newsgroups.text.mentions.read import read


@pytest.mark.parametrize(
    ("text", "event", "value"),
    [
        ("Three people were killed in a bar in Calder.", "dead", 3),
        ("One dead, four wounded in Calder. Police search the gunman.", "hurt", 4),
        ("A 23-year-old man was shot and killed on Monday.", "dead", 1),
    ],
)
def test_the_toll_that_a_text_gives(text: str, event: str, value: float) -> None:
    figure = toll(read(text), event)
    assert figure is not None
    assert figure.value == value


@pytest.mark.parametrize(
    "text",
    [
        "Police search a gunman.",
        "Three people were killed in shootings over the weekend.",
        "The gunman killed four women and a man.",
        "Three people were killed. Five people were killed.",
        "Last year three people were killed.",
    ],
)
def test_none_where_the_text_gives_none_or_one_of_several(text: str) -> None:
    assert toll(read(text), "dead") is None


@pytest.mark.parametrize(
    "text",
    [
        "Four people were hurt in Calder. Later a clerk spoke of five injured.",
        "At least four people were hurt in Calder.",
        "Four people were hurt in Calder. One of them is in critical condition.",
        "Seven men and six women were hurt in Calder.",
        "Eight people have been hurt or killed in Calder.",
        "Fire burned all night. Nobody slept. Ferries stopped. Four people were hurt in Calder.",
    ],
)
def test_a_number_of_injured_is_given_only_where_it_is_exact_and_in_the_lead(text: str) -> None:
    assert toll(read(text), "hurt") is None
