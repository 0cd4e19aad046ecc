"""Adding to the audit chain, anchoring its head, and finding where it was changed afterwards."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.models import Max, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models.audit import ANCHORED_EVERY, MAIN, AuditAnchor, AuditChain, AuditEntry
from cms.models.people import Authority, Membership, User
from cms.notifications import outbox
from cms.permissions.grants import grants_of
from cms.policy.audit_chain import Break, Link, entry_hash, first_break
from cms.policy.roles import Role
from cms.storage.triggers import missing_triggers
from cms.thai.dates import thai_date


class Facts(TypedDict, total=False):
    """What an entry says beside its kind, its action and who did it (`entry`)."""

    authority: Authority | None
    obj: Model | None
    data: Mapping[str, object] | None
    before: str
    after: str
    now: datetime | None
    chain: str


def append(kind: str, action: str, *, by: User | None, **facts: Unpack[Facts]) -> AuditEntry:
    """Add an entry, in the caller's transaction and as its last step: the chain stays locked until the commit.

    Raises `RuntimeError` outside of a transaction.
    """
    made = entry(kind, action, by=by, **facts)
    append_entries([made])
    return made


def entry(
    kind: str,
    action: str,
    *,
    by: User | None,
    authority: Authority | None = None,
    obj: Model | None = None,
    data: Mapping[str, object] | None = None,
    before: str = "",
    after: str = "",
    now: datetime | None = None,
    chain: str = MAIN,
) -> AuditEntry:
    """An entry that is not in the chain yet. `before` and `after` are digests of the object's content, or ""."""
    return AuditEntry(
        authority=authority or Authority.objects.order_by("pk").first(),
        chain=chain,
        at=now or timezone.now(),
        kind=kind,
        action=action,
        actor=by,
        actor_role=_role_of(by),
        content_type=ContentType.objects.get_for_model(obj, for_concrete_model=True) if obj else None,
        object_id=str(obj.pk) if obj else "",
        data=_plain(data or {}),
        before=before,
        after=after,
    )


def append_entries(entries: Sequence[AuditEntry]) -> None:
    """Add entries of one chain in their order, as the last step of the caller's transaction (`append`)."""
    if not connection.in_atomic_block:
        raise RuntimeError("audit.append belongs inside the transaction of the change that it records")
    head = _locked_head(entries[0].chain)
    for each in entries:
        each.seq, each.previous_hash = head.seq + 1, head.hash
        each.hash = entry_hash(each.previous_hash, each.payload())
        each.save(force_insert=True)
        head.seq, head.hash = each.seq, each.hash
        if each.seq % ANCHORED_EVERY == 0:
            on = timezone.localdate(each.at)
            AuditAnchor.objects.create(chain=each.chain, seq=each.seq, hash=each.hash, on=on, is_interim=True)
    head.save(update_fields=["seq", "hash"])


def _locked_head(chain: str) -> AuditChain:
    head, _made = AuditChain.objects.select_for_update().get_or_create(chain=chain)
    return head


def _role_of(user: User | None) -> str:
    """The roles of a person's posts today, as the entry stores them: `auditor,executive`."""
    if user is None:
        return ""
    return ",".join((["superuser"] if user.is_superuser else []) + sorted(grants_of(user).roles))


def _plain(data: Mapping[str, object]) -> dict[str, object]:
    """JSON types only, so that the database returns exactly what was hashed: dates and amounts become text."""
    return json.loads(json.dumps(data, cls=DjangoJSONEncoder))


def verify(
    *, chain: str = MAIN, published: Iterable[tuple[int, str]] = (), using: str = DEFAULT_DB_ALIAS
) -> Break | None:
    """The first entry that contradicts the chain itself, its recorded head, its anchors or heads published elsewhere.

    It takes no lock, because reading a long chain under one would block every writer: the head is read first, and the
    entries must reach at least that far.
    """
    if missing := missing_triggers(connections[using]):
        return Break(0, _("ฐานข้อมูลไม่มีตัวป้องกันการแก้ไข: %(names)s") % {"names": ", ".join(missing)})
    heads = AuditChain.objects.using(using).filter(chain=chain, seq__gte=1).values_list("seq", "hash")
    anchors = AuditAnchor.objects.using(using).filter(chain=chain).values_list("seq", "hash")
    known = [*heads, *anchors, *published]
    return first_break(_links(chain, using), known) or _beyond_the_head(chain, using)


def _beyond_the_head(chain: str, using: str) -> Break | None:
    """A break where entries exist behind the recorded head, which `append` cannot have written."""
    last = AuditEntry.objects.using(using).filter(chain=chain).aggregate(last=Max("seq"))["last"] or 0
    head = (
        AuditChain.objects.using(using).filter(chain=chain).aggregate(head=Max("seq"))["head"] or 0
    )  # read after, so never behind
    return Break(head + 1, _("อยู่หลังหัวสายที่จดไว้")) if last > head else None


def _links(chain: str, using: str) -> Iterator[Link]:
    for entry in AuditEntry.objects.using(using).filter(chain=chain).order_by("seq", "pk").iterator(chunk_size=1000):
        yield Link(entry.seq, entry.previous_hash, entry.hash, entry.payload())


@transaction.atomic
def anchor(*, on: date | None = None, chain: str = MAIN) -> AuditAnchor | None:
    """Record today's head for the public integrity page and mail it to the executives, once a day.

    A chain that is rewritten later no longer matches these copies. None where the chain has no entry yet.
    """
    day = on or timezone.localdate()
    head = _locked_head(chain)
    if head.seq == 0:
        return None
    if recorded := AuditAnchor.objects.filter(chain=chain, on=day, is_interim=False).first():
        return recorded
    recorded, _made = AuditAnchor.objects.get_or_create(chain=chain, on=day, seq=head.seq, defaults={"hash": head.hash})
    _notify_executives(recorded)
    return recorded


def _notify_executives(recorded: AuditAnchor) -> None:
    executives = Membership.objects.current().filter(role=Role.EXECUTIVE, user__is_active=True)
    for user in User.objects.filter(pk__in=executives.values("user")).exclude(email=""):
        outbox.put(
            f"anchor:{recorded.chain}:{recorded.on.isoformat()}:{user.pk}",
            to=user,
            subject=_("ค่าความสมบูรณ์ของบันทึกการตรวจสอบ"),
            body=_(
                "วันที่ %(day)s บันทึกการตรวจสอบมีถึงลำดับที่ %(seq)s ค่าแฮช %(hash)s\n"
                "โปรดเก็บข้อความนี้ไว้ หากมีผู้แก้ไขบันทึกย้อนหลัง ค่านี้จะไม่ตรงกับหน้าเว็บ"
            )
            % {"day": thai_date(recorded.on), "seq": recorded.seq, "hash": recorded.hash},
            link="/integrity/",
        )
