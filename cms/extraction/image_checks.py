"""Checks of pictures: really of the named kind, not too large to display, no program code inside."""

import re
import warnings
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from cms.extraction.kinds import Kind
from cms.extraction.verdict import Finding, block

MAX_PIXELS = 60_000_000
FORMATS = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WEBP", "tif": "TIFF"}
CODE = re.compile(rb"<\?php|<script", re.IGNORECASE)

NOT_AN_IMAGE = block("เปิดเป็นรูปภาพไม่ได้ ไฟล์อาจเสียหรือเป็นไฟล์ชนิดอื่น กรุณาบันทึกรูปใหม่ แล้วส่งอีกครั้ง")
TOO_LARGE = block("รูปนี้มีจำนวนจุดภาพเกิน 60 ล้านจุด กรุณาลดขนาดภาพหรือสแกนที่ 300 dpi แล้วส่งใหม่")
CODE_INSIDE = block("มีคำสั่งโปรแกรมซ่อนอยู่ในรูปภาพ ซึ่งอาจเป็นอันตราย กรุณาเปิดรูปแล้วบันทึกใหม่ หรือถ่ายใหม่")


def findings(path: Path, kind: Kind) -> Iterator[Finding]:
    """The findings about a picture; only its header is decoded, never the pixels."""
    if CODE.search(path.read_bytes()):
        yield CODE_INSIDE
    try:
        width, height = _size(path, FORMATS[kind.name])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        yield TOO_LARGE
    except UnidentifiedImageError:
        yield NOT_AN_IMAGE
    else:
        if width * height > MAX_PIXELS:
            yield TOO_LARGE


def _size(path: Path, name: str) -> tuple[int, int]:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(path, formats=[name]) as image:
            return image.size
