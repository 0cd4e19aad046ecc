"""The visibility of pictures: of publications that they were part of, and of the authority that shows them."""

from django.db.models import Q

from cms.models import Authority, Picture, PublicationPicture
from cms.policy import visibility as policy
from cms.policy.visibility import Visibility
from cms.selectors.documents import carriers_in


def visibility(picture: Picture) -> Visibility:
    """What a picture is to the public, by the same rule as a document version; one query, two for one of no division.

    Emblem and place of an authority belong to no division, and so does what stood there before: that is seen no more.
    """
    if picture.division_id is None and Authority.objects.filter(Q(emblem=picture) | Q(place=picture)).exists():
        return Visibility.CURRENT
    rows = PublicationPicture.objects.filter(picture=picture)
    return policy.visibility(carriers_in(rows, "picture").get(picture.pk, ()))
