"""Jobs for tests; each leaves a trace in the audit chain, which counts what was done."""

import time

from django.db import transaction

from cms.actions import audit
from cms.actions.jobs import GiveUp, job
from cms.models import AuditEntry


def leave_trace(name):
    audit.append("system", "test.effect", by=None, data={"name": name})


def traces(name=None):
    """Names of the effects that are there, in their order."""
    names = [entry.data["name"] for entry in AuditEntry.objects.filter(action="test.effect")]
    return names if name is None else names.count(name)


@job()
def write(name, pause=0.0):
    leave_trace(name)
    time.sleep(pause)
    return {"wrote": name}


@job()
def write_then_fail(name):
    leave_trace(name)
    raise ValueError(f"no {name}")


@job()
def never(name):
    raise GiveUp(name)


@job(atomic=False)
def write_by_itself(name, pause=0.0):
    time.sleep(pause)
    with transaction.atomic():
        if not traces(name):
            leave_trace(name)


def undeclared():
    pass
