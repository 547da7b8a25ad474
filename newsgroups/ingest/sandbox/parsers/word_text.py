"""The text of a Word document as a reader sees it: tables, boxes, insertions, fields, and controls, in order."""

from collections.abc import Iterator
from typing import Any

from docx.oxml import parse_xml

# Not part of the visible text: deletions, field codes, and the fallback form of a drawing.
_UNREAD = frozenset(
    "del moveFrom delText delInstrText instrText fldData Fallback pPr rPr tblPr tblGrid trPr tcPr sectPr sdtPr "
    "sdtEndPr commentReference rt".split()
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_BOX = "txbxContent"
_NOTES = ("footnotes", "endnotes")
_NOT_NOTES = ("separator", "continuationSeparator", "continuationNotice")


def text_of(element: Any) -> str:
    """One line per paragraph. The cells of a row share a line; a text box follows the paragraph of its anchor."""
    return "\n".join(line for line in _lines(element) if line.strip())


def notes_of(document: Any) -> Iterator[str]:
    """The texts of footnotes and endnotes."""
    for relation in document.part.rels.values():
        if relation.reltype.rpartition("/")[2] in _NOTES and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            for note in root:
                if _name(note) in ("footnote", "endnote") and _attribute(note, "type") not in _NOT_NOTES:
                    yield text_of(note)


def _lines(element: Any) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "p":
            yield from _paragraph(child)
        elif name == "tr":
            cells = (
                " ".join(text_of(cell).split("\n"))
                for cell in child.iter()
                if _name(cell) == "tc" and _row_of(cell) is child
            )
            yield "\t".join(cell for cell in cells if cell)
        elif name not in _UNREAD:
            yield from _lines(child)


def _row_of(cell: Any) -> Any:
    return next((above for above in cell.iterancestors() if _name(above) == "tr"), None)


def _paragraph(paragraph: Any) -> Iterator[str]:
    boxes: list[Any] = []
    yield "".join(_words(paragraph, boxes))
    for box in boxes:
        yield from _lines(box)


def _words(element: Any, boxes: list[Any]) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name == _BOX:
            boxes.append(child)
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name not in _UNREAD:
            yield from _words(child, boxes)


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _attribute(element: Any, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
