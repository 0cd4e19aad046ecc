"""Gives every picture its address and every publication the rows of its pictures; renditions are made anew on request.

The renditions so far lie in the folder `media`, which nothing serves any more.
"""

import uuid

from django.db import migrations


def fill(apps, schema_editor):
    Picture = apps.get_model("cms", "Picture")
    # The column was filled with one and the same value by the migration before.
    for picture in Picture.objects.only("pk"):
        Picture.objects.filter(pk=picture.pk).update(uuid=uuid.uuid4())
    apps.get_model("cms", "Rendition").objects.all().delete()
    known = dict(Picture.objects.values_list("pk", "sha256"))
    Row = apps.get_model("cms", "PublicationPicture")
    for publication in apps.get_model("cms", "Publication").objects.only("pk", "content").iterator():
        for pk in sorted(pictures_in(publication.content) & set(known)):
            Row.objects.get_or_create(publication=publication, picture_id=pk, defaults={"sha256": known[pk]})


def pictures_in(value):
    """The primary keys in the picture blocks of a content, as it was stored before: `"value": {"image": 7, …}`."""
    if isinstance(value, list):
        return set().union(*(pictures_in(item) for item in value))
    if not isinstance(value, dict):
        return set()
    block = value.get("value")
    if value.get("type") == "picture" and isinstance(block, dict) and isinstance(block.get("image"), int):
        return {block["image"]}
    return set().union(*(pictures_in(item) for item in value.values()))


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0008_pictures"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
