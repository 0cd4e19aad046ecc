"""Messages about people and their posts, put into the outbox in the transaction of the change."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.models import Membership, User
from cms.notifications import outbox
from cms.policy.roles import Role

GUARDIANS = (Role.SITE_ADMIN, Role.EXECUTIVE)


def guardians() -> Iterable[User]:
    """The site admins and executives of today, with open accounts."""
    posts = Membership.objects.current().filter(role__in=GUARDIANS)
    return User.objects.filter(is_active=True, pk__in=posts.values("user")).order_by("pk")


def notify_of_superuser(user: User) -> None:
    """Tell the site admins and executives that an account without limits was made on the server."""
    for person in guardians():
        outbox.put(
            f"superuser:{user.pk}:{person.pk}",
            to=person,
            subject=_("มีการสร้างบัญชีฉุกเฉินของเครื่อง"),
            body=_(
                "มีผู้ใช้คำสั่งบนเครื่องสร้างบัญชีฉุกเฉิน “%(name)s” ซึ่งข้ามการอนุมัติได้\n"
                "การกระทำของบัญชีนี้มีในบันทึกการตรวจสอบทุกครั้ง หากท่านไม่ทราบเรื่อง ให้สอบถามผู้ดูแลเครื่องทันที"
            )
            % {"name": user.get_username()},
            link=reverse("wagtailadmin_home"),
        )
