"""How dates are written in sentences, charts, and labels: format specifications of `datetime`, as in f"{at:{DAY}}".

Templates write them with `{% when %}` and the filters of `templatetags/formats.py`, which use these.
"""

# 2 Nov 2026
DAY = "%-d %b %Y"
# 2 Nov
DAY_OF_YEAR = "%-d %b"
# 09:30
TIME = "%H:%M"
DAY_AND_TIME = f"{DAY}, {TIME}"
# Monday, 2 November 2026
WHOLE_DAY = "%A, %-d %B %Y"
