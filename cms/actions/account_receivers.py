"""The law of accounts, whatever saves one: neither who somebody is nor who is a superuser changes in silence.

Who does it is the person signed in to the admin (Wagtail's log context); a management command has none.
"""

import hashlib
import json
from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models.signals import post_save, pre_save
from wagtail.log_actions import get_active_log_context

from cms.actions import audit
from cms.models import User
from cms.notifications.people import notify_of_superuser
from cms.permissions.grants import is_site_admin
from cms.policy.refusal import Refused
from cms.policy.sign_in import IDENTITY, refusal_to_rename

WATCHED = (*IDENTITY, "is_superuser")


def _before(
    sender: object, instance: User, raw: bool = False, update_fields: Collection[str] | None = None, **kwargs: object
) -> None:
    """Read the stored row, and refuse a change of identity that its owner makes himself."""
    instance._stored = None
    watched = [name for name in WATCHED if update_fields is None or name in update_fields]
    if raw or not watched or instance.pk is None:
        return
    row = User.objects.filter(pk=instance.pk).values(*WATCHED).first()
    if row is None:
        return
    # A column that is not saved now stays as it is, whatever this object has in it.
    instance._stored = {**row, **{name: getattr(instance, name) for name in WATCHED if name not in watched}}
    changed = changed_fields(instance, instance._stored)
    by = get_active_log_context().user
    if changed and by is not None:
        is_self = by.pk == instance.pk
        if reason := refusal_to_rename(changed, is_self=is_self, by_is_site_admin=is_site_admin(by)):
            raise Refused(reason)


def _after(sender: object, instance: User, created: bool, raw: bool = False, **kwargs: object) -> None:
    """Record a change of identity, and a new superuser, in the audit chain."""
    if raw:
        return
    stored, instance._stored = instance._stored, None
    if instance.is_superuser and (created or (stored is not None and not stored["is_superuser"])):
        _record_superuser(instance)
    if stored is not None and (changed := changed_fields(instance, stored)):
        _record_identity(instance, stored, changed)


@transaction.atomic
def _record_superuser(user: User) -> None:
    notify_of_superuser(user)
    audit.append("break_glass", "break_glass.superuser", by=get_active_log_context().user, obj=user)


@transaction.atomic
def _record_identity(user: User, stored: Mapping[str, object], changed: list[str]) -> None:
    audit.append(
        "people",
        "people.change_account",
        by=get_active_log_context().user,
        obj=user,
        data={"fields": changed},
        before=digest_of({name: stored[name] for name in IDENTITY}),
        after=digest_of({name: getattr(user, name) for name in IDENTITY}),
    )


def changed_fields(user: User, stored: Mapping[str, object]) -> list[str]:
    """The columns of a person's identity that differ from the stored row."""
    return [name for name in IDENTITY if stored[name] != getattr(user, name)]


def digest_of(identity: Mapping[str, object]) -> str:
    """SHA-256 of user name, names and e-mail address: it proves a name without storing one."""
    return hashlib.sha256(json.dumps(identity, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def connect() -> None:
    """Connect the receivers; called once, when all apps are loaded."""
    pre_save.connect(_before, sender=User, dispatch_uid="cms.account_before")
    post_save.connect(_after, sender=User, dispatch_uid="cms.account_after")
