import time

import pytest

from newsgroups.text.tokens.page_source import as_read
from newsgroups.text.tokens.tokenizer import tokenize

TEXT = "The miller didn’t sell the oak chest, and Tom & Jerry left at 5 < 6 o’clock."


@pytest.mark.parametrize(
    "source",
    [
        "<p>The <em>miller</em> didn&#8217;t sell <b>the</b> oak chest, and Tom &amp; Jerry left at 5 &lt; 6 "
        "o’clock.</p>",
        "<div class='x'>The miller didn&rsquo;t sell the o<b>a</b>k chest,</div><div>and Tom &amp; Jerry left at "
        "5 &lt; 6 o&#x2019;clock.</div><script>var a = '<p>not read</p>';</script><!-- nor this -->",
        "<ul><li>The miller<li>didn’t sell<br>the oak chest, and Tom &amp; Jerry left at 5 < 6 o’clock.</ul></div>",
    ],
)
def test_the_source_of_a_page_has_the_words_that_its_reader_sees(source: str) -> None:
    read = as_read(source)
    assert len(read) == len(source)
    assert tokenize(read).hashes.tolist() == tokenize(TEXT).hashes.tolist()


@pytest.mark.parametrize(
    "text", [TEXT, "The <em> tag and </em> are old.", "Vec<T> and Option<U> and </x> and </y>", "AT&amp;T"]
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert as_read(text) == text


@pytest.mark.parametrize("part", ["<script>", "<!--", "<p ", "</p>", "&amp", "<", "<a href='"])
def test_torn_markup_takes_little_time(part: str) -> None:
    started = time.process_time()
    as_read(f"</p></p>{part * 20_000}")
    assert time.process_time() - started < 2
