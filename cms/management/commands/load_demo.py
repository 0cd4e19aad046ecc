"""`manage.py load_demo`: loads the demo authority through the actions; a second run changes nothing that exists."""

from collections.abc import Callable, Iterator
from importlib import import_module

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext as _

from cms.policy.refusal import Refused

FIRST = "cms"  # the authority and its people, which the other apps' demos need


def demos() -> Iterator[Callable[[Callable[[str], None]], None]]:
    """The function `load(say)` of each app that has a `demo` module: `cms` first, then as they are installed."""
    for app in sorted(apps.get_app_configs(), key=lambda app: app.name != FIRST):
        if module_has_submodule(app.module, "demo"):
            yield import_module(f"{app.name}.demo").load


class Command(BaseCommand):
    help = "Loads the demo authority. What is there already stays as it is."

    def handle(self, *args: object, **options: object) -> None:
        try:
            for load in demos():
                load(self.say)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.say(_("ข้อมูลสาธิตพร้อมแล้ว"))

    def say(self, line: str) -> None:
        """Write a line at once, as loading takes a while."""
        self.stdout.write(line)
        self.stdout.flush()
