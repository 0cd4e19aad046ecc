"""Messages about people and their posts, put into the outbox in the transaction of the change."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.models import AppointmentRequest, Membership, User
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
            subject=_("มีการสร้างบัญชีผู้ใช้ฉุกเฉินของเครื่อง"),
            body=_(
                "มีผู้ใช้คำสั่งบนเครื่องสร้างบัญชีผู้ใช้ฉุกเฉิน “%(name)s” ซึ่งข้ามการอนุมัติได้\n"
                "การกระทำของบัญชีผู้ใช้นี้มีในบันทึกการตรวจสอบทุกครั้ง หากท่านไม่ทราบเรื่อง ให้สอบถามผู้ดูแลเครื่องทันที"
            )
            % {"name": user.get_username()},
            link=reverse("wagtailadmin_home"),
        )


def ask_to_confirm(request: AppointmentRequest, people: Iterable[User]) -> None:
    """Tell those who may confirm that a request waits for one of them."""
    for person in people:
        outbox.put(
            f"confirm:{request.pk}:{person.pk}",
            to=person,
            subject=_("รอท่านยืนยัน: %(what)s") % {"what": request},
            body=_("%(asker)s ขอ%(what)s\nเรื่องนี้มีผลเมื่อผู้ดูแลระบบอีกคนหรือผู้บริหารยืนยันเท่านั้น")
            % {"asker": request.asked_by, "what": request},
            link=reverse("cms_appointments"),
        )


def tell_settled(request: AppointmentRequest) -> None:
    """Tell the asker how it ended; a confirmation by command all site admins and executives."""
    by_command = request.settled_by is None
    people = {person.pk: person for person in guardians()} if by_command else {}
    body = (
        _("ยืนยันด้วยคำสั่งบนเครื่อง เพราะไม่มีผู้ดูแลระบบอีกคนหรือผู้บริหาร หากท่านไม่ทราบเรื่อง ให้สอบถามผู้ดูแลเครื่องทันที")
        if by_command
        else _("ผู้ตัดสิน: %(person)s") % {"person": request.settled_by}
    )
    for person in {**people, request.asked_by_id: request.asked_by}.values():
        outbox.put(
            f"settled:{request.pk}:{person.pk}",
            to=person,
            subject=f"{request.get_outcome_display()}: {request}",
            body=body,
            link=reverse("cms_appointments"),
        )
