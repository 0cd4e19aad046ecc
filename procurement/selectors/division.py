"""The division that is in charge of an authority's procurement, to which the months belong."""

from cms.models import Authority, Division, Membership
from procurement.models import ProcurementSettings
from procurement.policy.roles import DRAFTS_PROCUREMENT


def division_in_charge(authority: Authority, *, now: int | None = None) -> Division | None:
    """As set, else one with a procurement officer, else the first open one; None where none is open.

    `now` is the division (primary key) that has been in charge: it stays so while it has a procurement officer, and
    where no division has one.
    """
    chosen = ProcurementSettings.objects.filter(authority=authority, division__isnull=False).first()
    if chosen is not None:
        return chosen.division
    posts = Membership.objects.current().filter(role__in=DRAFTS_PROCUREMENT, user__is_active=True)
    divisions = {each.pk: each for each in authority.divisions.filter(is_open=True).order_by("pk")}
    with_officer = [pk for pk in divisions if pk in set(posts.values_list("division", flat=True))]
    candidates = with_officer or [*divisions]
    found = now if now in candidates else next(iter(candidates), None)
    return divisions.get(found) if found is not None else None
