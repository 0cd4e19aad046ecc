"""People of the authority, each with a post."""

import factory

from cms.actions.people import appoint
from cms.models import Authority, Division, User
from cms.policy.roles import IN_A_DIVISION, Role


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.go.th")
    first_name = factory.Sequence(lambda n: f"ผู้ใช้{n}")
    password = factory.django.Password("correct horse battery")


def make_user(role: Role, division: Division | None = None, **kwargs) -> User:
    """A user who holds one post from today on."""
    user = UserFactory(**kwargs)
    authority = division.authority if division else Authority.objects.get()
    appoint(user, role, authority=authority, division=division if role in IN_A_DIVISION else None, by=None)
    return User.objects.get(pk=user.pk)
