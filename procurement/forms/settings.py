"""The form of the settings of procurement."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from cms.models import Authority
from procurement.models import ProcurementSettings


class SettingsForm(WagtailAdminModelForm):
    """Offers the open divisions of the authority."""

    class Meta:
        model = ProcurementSettings
        fields = ("division", "first_stage_from", "reported_by", "reporter_position")

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["division"].queryset = authority.divisions.filter(is_open=True)
