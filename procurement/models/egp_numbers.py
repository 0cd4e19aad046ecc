"""Numbers of the state's procurement system (e-GP), as fields check them."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

egp_number = RegexValidator(r"^[0-9]{11}$", _("เลขที่โครงการมีตัวเลข 11 หลัก เช่น 69089649017"))
egp_plan_number = RegexValidator(r"^P?[0-9]{11}$", _("เลขที่แผนมีตัวเลข 11 หลัก เช่น P69010012345"))
