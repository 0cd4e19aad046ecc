"""The visibility of pictures, derived from the publications that they were part of."""

from cms.models import Picture, PublicationPicture
from cms.policy import visibility as policy
from cms.policy.visibility import Visibility
from cms.selectors.documents import carriers_in


def visibility(picture: Picture) -> Visibility:
    """What a picture is to the public, by the same rule as a document version; one query."""
    rows = PublicationPicture.objects.filter(picture=picture)
    return policy.visibility(carriers_in(rows, "picture").get(picture.pk, ()))
