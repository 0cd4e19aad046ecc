"""The authority, its divisions, the users and their memberships (posts)."""

from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, AnonymousUser, UserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.policy.grants import Grants
from cms.policy.own_words import own_words
from cms.policy.roles import IN_A_DIVISION, LABEL, Role
from cms.thai.terms import Terms, name_terms, terms_with


class Authority(models.Model):
    """A local authority that publishes here; one row today, several later."""

    site = models.OneToOneField("wagtailcore.Site", on_delete=models.PROTECT, null=True, related_name="authority")
    name = models.CharField(_("ชื่อหน่วยงาน"), max_length=200)
    short_name = models.CharField(_("ชื่อย่อ"), max_length=60)
    district = models.CharField(_("อำเภอ"), max_length=80, blank=True)
    province = models.CharField(_("จังหวัด"), max_length=80, blank=True)
    address = models.TextField(_("ที่อยู่"), blank=True)
    phone = models.CharField(_("โทรศัพท์"), max_length=60, blank=True)
    email = models.EmailField(_("อีเมล"), blank=True)
    hours = models.CharField(_("เวลาทำการ"), max_length=120, blank=True, help_text=_("เช่น วันจันทร์ถึงศุกร์ 08.30–16.30 น."))
    line_address = models.CharField(
        _("ที่อยู่ LINE"), max_length=200, blank=True, help_text=_("เช่น https://lin.ee/… หรือ https://line.me/…")
    )
    facebook_address = models.CharField(
        _("ที่อยู่ Facebook"), max_length=200, blank=True, help_text=_("เช่น https://www.facebook.com/…")
    )
    data_contact_post = models.CharField(
        _("ตำแหน่งของผู้รับผิดชอบข้อมูล"), max_length=120, blank=True, help_text=_("ตำแหน่งของผู้ที่ตอบคำถามเรื่องข้อมูลบนเว็บไซต์นี้")
    )
    data_contact_phone = models.CharField(_("โทรศัพท์ของผู้รับผิดชอบข้อมูล"), max_length=60, blank=True)
    # Public while they stand here (`cms.selectors.pictures`); None shows the ones drawn by us.
    emblem = models.ForeignKey(
        "cms.Picture", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ตราหน่วยงาน")
    )
    place = models.ForeignKey(
        "cms.Picture", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ภาพของตำบล")
    )
    # One a line; `cms.policy.own_words` says what may stand here.
    own_words = models.TextField(
        _("คำเฉพาะของหน่วยงาน"),
        blank=True,
        help_text=_(
            "บรรทัดละหนึ่งคำ เช่น ชื่อหมู่บ้าน ชื่อโครงการ ชื่อหน่วยงาน คำเหล่านี้ไม่ถูกตัดขึ้นบรรทัดใหม่กลางคำ และผู้อนุมัติเห็นทั้งคำเมื่อมีการแก้ไข"
        ),
    )

    class Meta:
        verbose_name = _("หน่วยงาน")
        verbose_name_plural = _("หน่วยงาน")

    def __str__(self) -> str:
        return self.short_name or self.name

    @cached_property
    def terms(self) -> Terms:
        """What is one word to its readers: names, divisions, own words, and the compounds that all share.

        Read anew with every object, so that a change works at once.
        """
        names = name_terms(self.name, self.short_name, self.district, self.province)
        divisions = [division.name for division in self.all_divisions]
        return terms_with((*names, *divisions, *own_words(self.own_words)))

    @cached_property
    def all_divisions(self) -> "list[Division]":
        """Its divisions, open and closed, read once for each object."""
        return list(self.divisions.order_by("pk"))

    @property
    def open_divisions(self) -> "list[Division]":
        """Those that own new records."""
        return [division for division in self.all_divisions if division.is_open]


class Division(models.Model):
    """A division (กอง or สำนัก) that owns records and documents."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="divisions")
    name = models.CharField(_("ชื่อกอง/สำนัก"), max_length=120)
    code = models.SlugField(_("รหัส (ภาษาอังกฤษ)"), max_length=40)
    phone = models.CharField(_("โทรศัพท์"), max_length=60, blank=True)
    is_open = models.BooleanField(_("ใช้งานอยู่"), default=True)
    collection = models.OneToOneField(
        "wagtailcore.Collection", on_delete=models.PROTECT, null=True, editable=False, related_name="division"
    )

    class Meta:
        verbose_name = _("กอง/สำนัก")
        verbose_name_plural = _("กอง/สำนัก")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "code"], name="division_code_once_an_authority"),
        ]

    def __str__(self) -> str:
        return self.name


class PeopleManager(UserManager["User"]):
    """The accounts of people: what every list, form, chooser and sign-in asks for. A robot is not among them."""

    use_in_migrations = False

    def get_queryset(self) -> "models.QuerySet[User]":
        return super().get_queryset().filter(is_robot=False)


class User(AbstractUser):
    """A person who signs in. One who has acted is never deleted, only closed (`is_active`).

    A robot is the name under which the program itself submits what it has drawn up (`cms.actions.robots`): closed for
    ever, without password, mail address and post.
    """

    email = models.EmailField(_("อีเมล"), blank=True)
    is_robot = models.BooleanField(default=False, editable=False)

    objects: ClassVar[PeopleManager] = PeopleManager()
    with_robots: "ClassVar[models.Manager[User]]" = models.Manager()

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="user_email_once_where_given"),
            models.CheckConstraint(
                condition=Q(is_robot=False) | Q(is_active=False, is_staff=False, is_superuser=False, email=""),
                name="user_robot_is_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    # The row as it was before this object is saved, for the receivers of `cms.actions.account_receivers`.
    _stored: dict[str, Any] | None = None

    @cached_property
    def _grants(self) -> dict[date, Grants]:
        return {}

    def grants_on(self, day: date) -> Grants:
        """The grants of the user's posts on a day, cached on this object; call `forget_grants` after a post changed."""
        if day not in self._grants:
            posts = Membership.objects.current(day).filter(user=self).values_list("role", "division_id")
            self._grants[day] = Grants(frozenset((Role(role), division) for role, division in posts))
        return self._grants[day]

    def forget_grants(self) -> None:
        """Clear the cached grants, so that the next call reads the posts again."""
        self._grants.clear()


AnyUser = User | AnonymousUser


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, on: date | None = None) -> "MembershipQuerySet":
        """Memberships in force on a day (by default today); one that was ended on that day is not, from that moment."""
        day = on or timezone.localdate()
        return self.filter(
            Q(starts_on__lte=day),
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            Q(ended_at__isnull=True) | Q(ended_at__gte=_midnight_after(day)),
        )

    def not_over(self, on: date | None = None) -> "MembershipQuerySet":
        """Memberships that are in force on a day (by default today) or will be."""
        day = on or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), ended_at__isnull=True)


def _midnight_after(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


class Membership(models.Model):
    """A post of a user between two days; an acting post or a second division is another row."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("ผู้ใช้"))
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("หน่วยงาน")
    )
    division = models.ForeignKey(
        Division,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("กอง/สำนัก"),
        null=True,
        blank=True,
    )
    role = models.CharField(_("บทบาท"), max_length=30, choices=[(role.value, LABEL[role]) for role in Role])
    position = models.CharField(_("ตำแหน่ง"), max_length=120, blank=True)
    starts_on = models.DateField(_("ตั้งแต่วันที่"), default=timezone.localdate)
    ends_on = models.DateField(_("ถึงวันที่"), null=True, blank=True)
    # Where a post was ended at once, the moment: it then counts for nothing any more, on its last day either.
    ended_at = models.DateTimeField(_("สิ้นสุดเมื่อ"), null=True, blank=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("ตำแหน่งหน้าที่")
        verbose_name_plural = _("ตำแหน่งหน้าที่")
        ordering = ["user", "role"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="membership_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ends_on__isnull=False), name="membership_ended_has_a_last_day"
            ),
            models.CheckConstraint(
                condition=~Q(role__in=sorted(role.value for role in IN_A_DIVISION)) | Q(division__isnull=False),
                name="membership_of_a_division_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {LABEL[Role(self.role)]}"
