"""The ground floor."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class CmsConfig(AppConfig):
    name = "cms"
    default = True
    verbose_name = "ระบบเผยแพร่ข้อมูล"

    def import_models(self) -> None:
        """Wagtail's task and workflow as ours are models too; they stand above the others, in `cms.workflow`."""
        super().import_models()
        from cms.workflow import approval_task  # noqa: F401  # registers its models

    def ready(self) -> None:
        """Connect the receivers, once all models are loaded; fields of forms come first, before any form is made."""
        from cms.editor.widgets import read_thai_dates

        read_thai_dates()

        from cms import checks  # noqa: F401  # registers itself
        from cms.actions import documents, permission_receivers, receivers, sign_in
        from cms.workflow import receivers as workflow_receivers

        for module in (sign_in, documents, workflow_receivers, receivers, permission_receivers):
            module.connect()


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's users with our views: no groups, no superusers, no passwords set by others."""

    user_viewset = "cms.viewsets.people.UserViewSet"
