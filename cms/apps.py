"""App configurations of `cms`, and of Wagtail's users with our views."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class CmsConfig(AppConfig):
    name = "cms"
    default = True
    verbose_name = "ระบบเผยแพร่ข้อมูล"

    def import_models(self) -> None:
        """Django looks for models in `cms.models`; pages and the workflow's task are models of higher layers."""
        super().import_models()
        from cms import pages  # noqa: F401  # registers its models
        from cms.workflow import approval_task  # noqa: F401  # the same

    def ready(self) -> None:
        """Connect the receivers once all models are loaded; first patch the form fields, before any form is defined."""
        from cms.editor.widgets import register_thai_date_fields

        register_thai_date_fields()

        from cms.editor.comparison import register_comparisons

        register_comparisons()

        from cms import checks  # noqa: F401  # registers itself
        from cms.actions import (
            account_receivers,
            bypass_receivers,
            documents,
            permission_receivers,
            pictures,
            receivers,
            sign_in,
        )
        from cms.storage import triggers
        from cms.workflow import receivers as workflow_receivers

        triggers.connect(self)
        for module in (sign_in, documents, pictures, workflow_receivers, receivers):
            module.connect()
        for law in (permission_receivers, account_receivers, bypass_receivers):
            law.connect()


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's users with our views: these offer no groups, no superuser flag and no passwords set by others."""

    user_viewset = "cms.viewsets.people.UserViewSet"

    def ready(self) -> None:
        """Close Wagtail's profile pictures, which would be kept in the public media folder as they were uploaded."""
        super().ready()
        from wagtail.admin.views.account import AvatarSettingsPanel

        AvatarSettingsPanel.is_active = lambda panel: False
