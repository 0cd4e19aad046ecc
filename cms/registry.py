"""What the installed apps register: the `registers` of their configurations (`cms.policy.registration`).

Gathered once, as it cannot change while the program runs: every request and every message asks.
"""

from functools import cache

from django.apps import apps

from cms.policy.registration import Registrations, merged
from cms.policy.timetable import PeriodicTask


@cache
def by_app() -> dict[str, Registrations]:
    """The registrations of each app of ours by its label, in the order in which they are installed."""
    found = ((app.label, getattr(app, "registers", None)) for app in apps.get_app_configs())
    return {label: registers for label, registers in found if isinstance(registers, Registrations)}


@cache
def registered() -> Registrations:
    """The registrations of all apps together."""
    return merged(by_app().values())


def periodic_task(name: str) -> PeriodicTask:
    """The entry of the timetable of this name. Raises `StopIteration` where there is none."""
    return next(task for task in registered().timetable if task.name == name)
