"""Pictures of a division, drafts that show them, and publications that carried them in any stage."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cms.actions.pictures import add_picture
from cms.models import Picture, Publication, PublicationPicture
from tests.factories.documents import in_stage


def png(colour="green", size=(60, 40)) -> bytes:
    """The bytes of a small picture."""
    data = BytesIO()
    Image.new("RGB", size, colour).save(data, "PNG")
    return data.getvalue()


def make_picture(*, by, division, title="ภาพ", name="idcard_somchai.png", colour="green") -> Picture:
    """A picture in the library of a division, as an officer uploads it."""
    file = SimpleUploadedFile(name, png(colour))
    picture = Picture(title=title, file=file, collection=division.collection)
    picture._set_image_file_metadata()
    add_picture(picture, by=by)
    return Picture.objects.get(pk=picture.pk)


def picture_block(picture) -> dict:
    """The block of a page's body that shows a picture, as Wagtail stores it."""
    value = {"image": getattr(picture, "pk", picture), "decorative": False, "alt_text": "ภาพกิจกรรม"}
    return {"type": "picture", "value": value}


def show(picture, obj, **kwargs) -> Publication:
    """A publication of an object that carried a picture, as it stands in a stage."""
    publication = in_stage(obj, **kwargs)
    PublicationPicture.objects.create(publication=publication, picture=picture, sha256=picture.sha256)
    return publication
