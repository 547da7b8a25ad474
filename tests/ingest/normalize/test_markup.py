"""Markup is removed from headlines, but angle brackets that belong to the text stay."""

import time

import pytest

from newsgroups.ingest.normalize.markup import without_markup


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ("<b>Bridge</b> closed", "Bridge closed"),
        ("Bridge closed<br>after crack", "Bridge closed after crack"),
        ("<p>One</p><p>Two</p>", " One  Two "),
        ("Super<wbr>long", "Superlong"),
        ("<![CDATA[Bridge closed]]>", "Bridge closed"),
        ("<a href=/x>Bridge</a> closed<!-- ad -->", "Bridge closed"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Bridge closed", "Bridge closed"),
        ("<img src onerror=x>Bridge", "Bridge"),
        ("AT&amp;amp;T &#8217;", "AT&T ’"),
        ("Vector<int> and Map<K,V>", "Vector<int> and Map<K,V>"),
        ("Vec<T> and Option<U>", "Vec<T> and Option<U>"),
        ("Bridge<B> closed</B>", "Bridge closed"),
        ("Rust: Vec&lt;T&gt; explained", "Rust: Vec<T> explained"),
        ("The <blink> tag turns 30", "The <blink> tag turns 30"),
        ("The <video> element", "The <video> element"),
        ("How should &lt;selectedoption&gt; work?", "How should <selectedoption> work?"),
        ("Why A<B matters in C>D tests", "Why A<B matters in C>D tests"),
        ("5 < 6 & 7 > 3", "5 < 6 & 7 > 3"),
    ],
)
def test_markup_is_told_from_angle_brackets(given: str, line: str) -> None:
    assert without_markup(given) == line


@pytest.mark.parametrize("part", ["<", "<b", "<a x=", "&lt;", "<!--", "<script>", "<b a=1 ", "&amp;"])
def test_torn_markup_takes_no_time(part: str) -> None:
    started = time.process_time()
    without_markup(part * 5_000)
    assert time.process_time() - started < 2
