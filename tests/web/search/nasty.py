"""The hundred nastiest queries, and some more."""

# ruff: noqa: E501 - each line is a kind.
NASTY = (
    # Unbalanced and empty
    '"', '""', '"unclosed', 'closed" twice"', '"a "b" c"', "(", ")", "()", "(((", ")))", ")(", "(a", "a)", "((a)", "(())",
    '"(a"', '("a)', "“unclosed", "«a» „b”", "'", "`", "title:", "title:()", "title:(", 'title:"', "source:", "author:\"\"",
    # Operators without anything, twice and inside each other
    "AND", "OR", "NOT", "NEAR", "AND AND", "OR OR OR", "NOT NOT", "NOT", "a AND", "OR a", "a OR OR b", "a AND OR b",
    "NOT (NOT (NOT a))", "a NEAR", "NEAR a", "a NEAR NEAR b", "a NEAR/0 b", "a NEAR/9999 b", "a NEAR/99999 b",
    "(a OR b) NEAR c", "a NEAR -b", "-", "--", "- -a", "-(", "-()", "+", "&&", "||", "a && b || !c", "^4", "a^4", "~", "~2",
    '"a b"~', '"a b"~0', '"a b"~9999', "a~", "bridge~9999999", "bridge~~~", "~bridge",
    # Wildcards, and patterns that make expressions run forever
    "*", "**", "?", "???", "*bridge", "b*", "br*", "br*d*g*e*", "br" + "*?" * 400, "br" + "?" * 60, "(a+)+$", "(a|a)*b",
    "aaaaaaaaaaaaaaaaaaaaaaaa*a*a*a*a*a*a*b", "[a-z]*", "[", "]", "[]", "{1,99999}", "\\", "\\\\", "br[!a]*", ".*", "^.*$",
    # Fields that do not exist, ranges, other query languages
    "colour:red", "__class__:x", "title:title:title:a", "a:b:c:d", ":", "::", ":a", "id:1", "text:bridge",
    "published:[2018 TO 2020]", "[a TO b]", "{a TO b]", "_exists_:title", "' OR 1=1 --", "1; DROP TABLE article",
    "<script>alert(1)</script>", "{{ 7*7 }}", "{% load x %}", "%s%s%n", "../../etc/passwd", "${jndi:ldap://x}",
    # Dates that do not exist
    "after:2018-02-30", "before:0000", "after:0001-01-01 before:9999-12-31", "after:9999", "after:99999", "after:-1",
    "after:2018-13", "after:2018-00-00", "before:today", "after:", "after:2020 before:2010", "after:20²0", "after:٢٠٢٠",
    # Long, deeply nested, and with unusual letters
    "x" * 10_000, "bridge " * 2_000, "(" * 5_000, ")" * 5_000, '"' * 5_001, "-" * 10_000, "NOT " * 3_000, "a OR " * 2_500,
    "(a OR " * 800, "bridge NEAR " * 900, "title:(" * 1_500, "a* " * 3_000, "bridg~ " * 500, '"the of a" ' * 500, "\0", "a\0b",
    "\x01\x02\x1b[31m", "\r\n\t\v", "\u202e\u2066bridge", "\ufeff", "\u200b\u200b", "e\u0301" * 500, "\u0300" * 3_000,
    "🌉", "👨‍👩‍👧‍👦" * 300, "ﷺ" * 500, "桥 关闭", "мост", "جسر", "İstanbul ıSSIZ ẞ ﬃ", "\ud800", "¼ ½ ²", "٣", "𝐛𝐫𝐢𝐝𝐠𝐞", "%00", "%",
)  # fmt: skip
