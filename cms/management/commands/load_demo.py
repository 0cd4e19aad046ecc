"""`manage.py load_demo`: the demo authority, told through the actions; run again it keeps everything."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext as _

from cms.policy.refusal import Refused

FIRST = "cms"  # the authority and its people: the others stand on it


def demos() -> Iterator[Callable[[Callable[[str], None]], None]]:
    """`load(say)` of each app that has a `demo` module: that of the ground floor first, then as they are installed."""
    for app in sorted(apps.get_app_configs(), key=lambda app: app.name != FIRST):
        if module_has_submodule(app.module, "demo"):
            yield import_module(f"{app.name}.demo").load


class Command(BaseCommand):
    help = "Loads the demo authority. What is there already stays as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            for load in demos():
                load(self.say)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.say(_("ข้อมูลสาธิตพร้อมแล้ว"))

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
