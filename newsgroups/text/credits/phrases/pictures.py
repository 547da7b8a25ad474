"""What tells that the name of an agency credits a picture, not the text."""

import re

PICTURE_AFTER = re.compile(
    r"\s(?:Photo|Images?|File|Pool)\b|/[A-Z]|(?:,\s(?:[Ff]ile|[Pp]ool))?\)|:\s[A-ZÀ-Þ][^()\n]{2,60}\)"
)
PICTURE_BEFORE = re.compile(
    r"(?<!\w)(?:[Pp]hotos?|[Pp]ictures?|[Ii]mages?|Fotos?|[Bb]ild(?:er)?|[Ff]otografías?|[Ii]mágenes|[Ii]mmagin[ei])\s?"
    r"(?:[Bb]y|:|©|via|courtesy\sof|de|d['’]|di)?\s?"
    r"[^\n()]{0,50}?[\s/]?\Z|[/(]\Z|\bvia\s\Z|\([A-ZÀ-Þ][^()\n/,]{3,50},\s\Z|©\s?[^\n/©]{3,50}\s?/\s?\Z"
)
# A name that is unambiguous only next to such words, and ends a line.
CREDIT_BEFORE = re.compile(
    r"(?<!\w)(?:(?:[Pp]hoto|PHOTO|[Ff]oto|[Bb]ild|[Pp]icture|[Ii]mage|[Cc]rédit(?:\sphoto)?|[Ff]otografía|[Cc]redit|CREDIT)\s?[:©]?"
    r"|©(?=[^\n]{3,50}/))\s?(?:[^\n()]{0,50}[/,|]\s?)?\Z"
)
AT_END = re.compile(r"[ \t)]{0,8}\.?(?:\n|\Z)")
# Closes the parentheses at the end of a line, under a picture.
ENDS_LINE = re.compile(r"[ \t.]{0,8}(?:\n|\Z)")
