"""One's own account in the admin: Wagtail's screen, but who one is can only be read there."""

from typing import Any

from wagtail.admin.views.account import AccountView, BaseSettingsPanel, NameEmailSettingsPanel

from cms.forms.people import OwnNameForm


class OwnNamePanel(NameEmailSettingsPanel):
    """Name and e-mail address, to be read: a signature on an approval must not be of one's own choosing."""

    form_class = OwnNameForm


class OwnAccountView(AccountView):
    """Wagtail's view with `OwnNamePanel` in the place of the panel that changes the name."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        panels: list[Any] = super().get_panels()
        return [
            OwnNamePanel(panel.request, panel.user, panel.profile) if panel.name == OwnNamePanel.name else panel
            for panel in panels
        ]
