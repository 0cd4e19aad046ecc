"""The ways to report corruption that the public layout shows: those that were approved, else those of the office."""

from django.utils.module_loading import import_string

from cms.models import Authority
from cms.policy.reporting import Ways, ways_of_the_office
from cms.registry import registered
from cms.selectors.cached import cached_at_head


def corruption_ways(authority: Authority | None, audit_head: str | None) -> Ways:
    """The ways of an authority. What was approved is kept until something is published or withdrawn."""
    if authority is None:
        return Ways([])
    approved = cached_at_head(f"corruption:{authority.pk}", audit_head, lambda: _approved(authority))
    return approved if approved.own else _of_the_office(authority)


def _approved(authority: Authority) -> Ways:
    asked = (import_string(name)(authority) for name in registered().corruption_ways)
    return next((ways for ways in asked if ways), Ways([]))


def _of_the_office(authority: Authority) -> Ways:
    place = " ".join(authority.address.split())
    facts = {"phone": authority.phone, "email": authority.email, "hours": authority.hours}
    return Ways(ways_of_the_office(place=place, **facts))
