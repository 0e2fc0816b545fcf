"""Pictures that stand in a line of a filled letter, such as a QR code."""

from __future__ import annotations

import io
from dataclasses import dataclass

from docx.image.exceptions import InvalidImageStreamError, UnrecognizedImageError
from docx.image.image import Image
from lxml import etree

from portal.word.template_tree import Element, W

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMU_PER_MM = 36000

_DRAWING = f"""
<w:drawing xmlns:w="{W[1:-1]}" xmlns:wp="{_WP}" xmlns:a="{_A}" xmlns:pic="{_PIC}" xmlns:r="{_R}">
  <wp:inline distT="0" distB="0" distL="0" distR="0">
    <wp:extent cx="{{width}}" cy="{{height}}"/>
    <wp:docPr id="{{number}}" name="picture {{number}}"/>
    <a:graphic><a:graphicData uri="{_PIC}"><pic:pic>
      <pic:nvPicPr>
        <pic:cNvPr id="{{number}}" name="picture {{number}}"/><pic:cNvPicPr/>
      </pic:nvPicPr>
      <pic:blipFill>
        <a:blip r:embed="{{relation}}"/><a:stretch><a:fillRect/></a:stretch>
      </pic:blipFill>
      <pic:spPr>
        <a:xfrm><a:off x="0" y="0"/><a:ext cx="{{width}}" cy="{{height}}"/></a:xfrm>
        <a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
      </pic:spPr>
    </pic:pic></a:graphicData></a:graphic>
  </wp:inline>
</w:drawing>
"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, JPEG, GIF, BMP or TIFF picture, shown `width_mm` wide in its own proportions."""

    content: bytes
    width_mm: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What the file of a picture says of itself; the sizes are of the page, in EMU."""

    extension: str
    media_type: str
    width: int
    height: int


def measure(picture: Picture) -> Measured:
    """Read kind and proportions; raises ValueError for what is no picture."""
    try:
        image = Image.from_file(io.BytesIO(picture.content))
    except (InvalidImageStreamError, UnrecognizedImageError, EOFError) as broken:
        raise ValueError("not a picture that Word can show") from broken
    width = round(picture.width_mm * _EMU_PER_MM)
    height = round(width * image.px_height / image.px_width)
    return Measured(image.ext, image.content_type, width, height)


def drawing(measured: Measured, relation: str, number: int) -> Element:
    """The run content that shows a picture of the package; `number` is unique in the file."""
    return etree.fromstring(
        _DRAWING.format(
            width=measured.width, height=measured.height, relation=relation, number=number
        ),
        etree.XMLParser(remove_blank_text=True),
    )
