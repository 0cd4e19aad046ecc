"""The demo authority: its divisions, its people by their posts, and the steps that the demo of each app takes.

Every step is an action of an ordinary day, done in somebody's name: what the rules forbid, the demo cannot do.
"""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from cms.actions import approval, people, sign_in
from cms.actions.setup import establish
from cms.models import Authority, User
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from cms.workflow.locking import specific

Say = Callable[[str], None]

AUTHORITY = {
    "name": "องค์การบริหารส่วนตำบลดงหม้อทอง",
    "short_name": "อบต.ดงหม้อทอง",
    "district": "บ้านม่วง",
    "province": "สกลนคร",
    "address": "ตำบลดงหม้อทอง",
    "email": "contact@dongmothong.example",
}
DIVISIONS = (
    ("clerk", "สำนักปลัด"),
    ("finance", "กองคลัง"),
    ("works", "กองช่าง"),
    ("education", "กองการศึกษา ศาสนาและวัฒนธรรม"),
)

LOGINS = "demo-logins.txt"
# Nothing that is read as another letter when typed from paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Person:
    """Somebody of the demo, called by the post and not by an invented name."""

    username: str
    first_name: str
    last_name: str
    role: Role
    division: str = ""
    position: str = ""

    @property
    def called(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


# The three whose logins are told first: who drafts, who approves, who keeps the site.
OFFICER = Person("officer", "เจ้าหน้าที่", "สำนักปลัด", Role.OFFICER, "clerk")
EXECUTIVE = Person("executive", "นายก อบต.", "", Role.EXECUTIVE, position=f"นายก{AUTHORITY['name']}")
ADMIN = Person("admin", "ผู้ดูแลระบบ", "", Role.SITE_ADMIN)
MAIN = (OFFICER, EXECUTIVE, ADMIN)
OTHERS = (
    Person("clerk", "ปลัด อบต.", "", Role.EXECUTIVE, position=f"ปลัด{AUTHORITY['name']}"),
    Person("finance", "เจ้าหน้าที่", "กองคลัง", Role.OFFICER, "finance"),
    Person("procurement", "เจ้าหน้าที่พัสดุ", "กองคลัง", Role.PROCUREMENT_OFFICER, "finance"),
    Person("disclosure", "เจ้าหน้าที่ข้อมูลข่าวสาร", "", Role.DISCLOSURE_OFFICER),
)


def load(say: Say) -> None:
    """Set the authority up with its people, once; refuses where another authority lives in this database."""
    if reason := refusal_to_load(
        authorities=list(Authority.objects.values_list("short_name", flat=True)),
        has_demo_people=User.objects.filter(username=OFFICER.username).exists(),
    ):
        raise Refused(reason)
    if Authority.objects.exists():
        say(_("มี%(name)sอยู่แล้ว ข้อมูลและรหัสผ่านเดิมคงอยู่") % {"name": AUTHORITY["short_name"]})
        if not logins_file().exists():
            say(_("ไม่พบ %(file)s รหัสผ่านเดิมยังใช้ได้ หากจำไม่ได้ให้เริ่มใหม่ในโฟลเดอร์อื่น") % {"file": logins_file()})
        return
    with transaction.atomic():
        site = urlsplit(settings.SITE_URL)
        authority = establish(AUTHORITY, DIVISIONS, host=site.hostname or "localhost", port=site.port or 80)
        passwords = {person: make_password() for person in (*MAIN, *OTHERS)}
        for person, password in passwords.items():
            create_person(person, password, authority)
        write_logins(passwords)  # last: without this file nobody could use what was committed
    counts = {"name": AUTHORITY["name"], "divisions": len(DIVISIONS), "people": len(passwords)}
    say(_("ตั้งหน่วยงาน %(name)s มี %(divisions)s กอง/สำนัก และผู้ใช้ %(people)s คน") % counts)


def refusal_to_load(*, authorities: list[str], has_demo_people: bool) -> str | None:
    """Why the demo must not be loaded into this database, or None."""
    if not authorities or (authorities == [AUTHORITY["short_name"]] and has_demo_people):
        return None
    return _("ฐานข้อมูลนี้เป็นของ%(name)s จึงไม่ใส่ข้อมูลสาธิตลงไป ใช้โฟลเดอร์อื่น เช่น make demo DATA=var/demo") % {
        "name": authorities[0]
    }


def create_person(person: Person, password: str, authority: Authority) -> User:
    """Account, post, and a password by the one-time link that everybody gets."""
    user = people.open_account(
        person.username,
        by=None,
        first_name=person.first_name,
        last_name=person.last_name,
        email=f"{person.username}@dongmothong.example",
    )
    division = authority.divisions.get(code=person.division) if person.division else None
    people.appoint(user, person.role, authority=authority, by=None, division=division, position=person.position)
    return sign_in.set_password(sign_in.make_link(user, by=user), password)


def make_password() -> str:
    """Four groups of four letters and digits, 79 bits: long enough, and it can be typed from paper."""
    return "-".join("".join(secrets.choice(ALPHABET) for _letter in range(4)) for _group in range(4))


def logins_file() -> Path:
    return Path(settings.DATA) / LOGINS


def write_logins(passwords: Mapping[Person, str]) -> None:
    """The logins in a file that its owner alone may read."""
    file = logins_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(format_logins(passwords))
    new.replace(file)


def format_logins(passwords: Mapping[Person, str]) -> str:
    """The logins as they are printed: three to begin with, then the others."""
    lines = [_("ชื่อผู้ใช้และรหัสผ่านของระบบสาธิต (demo logins)")]
    lines += [_line(person, passwords[person]) for person in MAIN]
    lines += [_("คนอื่นในเรื่อง (others)")]
    lines += [_line(person, password) for person, password in passwords.items() if person not in MAIN]
    return "\n".join([*lines, ""])


def _line(person: Person, password: str) -> str:
    return f"  {person.username:<12} {password}   {person.called}"


def user(username: str) -> User:
    """Somebody of the demo."""
    return User.objects.get(username=username)


def fresh(obj: Any) -> Any:
    """An object as the database has it now."""
    return specific(type(obj)._default_manager.get(pk=obj.pk))


def submit(obj: Any, *, by: User) -> TaskState:
    """Ask for approval; what now waits."""
    approval.submit(obj, by=by)
    return fresh(obj).current_workflow_task_state


def publish(obj: Any, *, by: User, approver: User) -> Any:
    """Submit and approve, with the revision and the digest that the approver's screen shows."""
    waiting = submit(obj, by=by)
    approval.approve(waiting, by=approver, revision=waiting.revision_id, digest=waiting.review.digest)
    return fresh(obj)


def revise(obj: Any, changes: Mapping[str, Any], *, by: User) -> Any:
    """A newer draft of what is public already."""
    draft = fresh(obj).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision(user=by, log_action=True)
    return fresh(obj)
