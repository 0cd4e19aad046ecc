"""The ground floor."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class CmsConfig(AppConfig):
    name = "cms"
    default = True
    verbose_name = "ระบบเผยแพร่ข้อมูล"

    def ready(self) -> None:
        """Listen to what models tell, once all are loaded; fields of forms come first, before any form is made."""
        from cms.widgets import read_thai_dates

        read_thai_dates()

        from cms import checks  # noqa: F401  # registers itself
        from cms.actions import access, documents, events, guard

        access.connect()
        documents.connect()
        events.connect()
        guard.connect()


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's users with our views: no groups, no superusers, no passwords set by others."""

    user_viewset = "cms.viewsets.people.UserViewSet"
