"""Pictures of the demo, drawn here: a portrait without a face, a scene of fields and hills."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from cms.actions.pictures import add_picture
from cms.models import Division, Picture, User

GROUNDS = ("#dbe9e4", "#e7e3d3", "#dfe6ee", "#ece0da")
FIGURES = ("#4f7a73", "#8a7443", "#4d6a86", "#8d5f52")


def portrait(place: int) -> Image.Image:
    """Head and shoulders without a face."""
    image = Image.new("RGB", (320, 400), GROUNDS[place])
    draw = ImageDraw.Draw(image)
    draw.ellipse((100, 70, 220, 210), fill=FIGURES[place])
    draw.ellipse((30, 240, 290, 600), fill=FIGURES[place])
    return image


def scene(place: int) -> Image.Image:
    """Hills behind a field, under a sun."""
    image = Image.new("RGB", (960, 540), GROUNDS[place])
    draw = ImageDraw.Draw(image)
    draw.ellipse((700, 60, 800, 160), fill="#f0c869")
    draw.ellipse((-200, 260, 620, 900), fill=FIGURES[place])
    draw.ellipse((380, 320, 1240, 980), fill=FIGURES[(place + 1) % len(FIGURES)])
    draw.rectangle((0, 470, 960, 540), fill="#9bb27a")
    return image


DRAWINGS: Mapping[str, Callable[[int], Image.Image]] = {"portrait": portrait, "scene": scene}


def picture(kind: str, title: str, division: Division, *, by: User) -> Picture:
    """The picture of that title in the library of a division; drawn and added where it is not there yet."""
    found = Picture.objects.filter(title=title, collection=division.collection).first()
    return found or _added(kind, title, division, by=by)


def _added(kind: str, title: str, division: Division, *, by: User) -> Picture:
    name = sha256(title.encode()).hexdigest()[:12]
    stream = BytesIO()
    DRAWINGS[kind](int(name, 16) % len(GROUNDS)).save(stream, "PNG")
    drawn = Picture(
        title=title,
        alt=title,
        file=SimpleUploadedFile(f"{kind}-{name}.png", stream.getvalue(), content_type="image/png"),
        collection=division.collection,
    )
    drawn._set_image_file_metadata()
    add_picture(drawn, by=by)
    return Picture.objects.get(pk=drawn.pk)
