"""An empty Word document in which Chinese looks right, and text that XML can hold."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document

# characters that XML, and so Word, cannot hold
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def chinese_document() -> Document:
    """A new document with a font for Chinese."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = Document()
    normal = document.styles["Normal"]
    normal.font.name = "Calibri"
    normal.font.size = Pt(11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    return document


def quoted(document: Document, text: str) -> None:
    """Add the words of a source: set in and grey, upright as Chinese is."""
    from docx.shared import Cm, RGBColor

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Cm(0.8)
    paragraph.add_run(text).font.color.rgb = RGBColor(0x44, 0x4F, 0x57)


def clean(text: str) -> str:
    """``text`` without control characters."""
    return _CONTROL.sub("", text)


def as_bytes(document: Document) -> bytes:
    """The .docx file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
