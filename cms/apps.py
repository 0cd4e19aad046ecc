"""The ground floor."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "ระบบเผยแพร่ข้อมูล"

    def ready(self) -> None:
        """Listen to what models tell, once all are loaded."""
        from cms.actions import events

        events.connect()
