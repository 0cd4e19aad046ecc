"""Thai labels for fields of Wagtail's own forms that declare none.

Django derives such labels from the field names, which no catalogue translates: the login page asked for a "Password".
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)
from wagtail.admin.forms.workflows import WorkflowContentTypeForm, WorkflowPageForm
from wagtail.users.forms import PagePermissionsForm
from wagtail.users.views.bulk_actions.assign_role import RoleForm

LINK_TEXT = _("ข้อความของลิงก์")
LABELS = {
    LoginForm: {"password": _("รหัสผ่าน"), "remember": _("จดจำการเข้าสู่ระบบ")},
    ExternalLinkChooserForm: {"link_text": LINK_TEXT},
    AnchorLinkChooserForm: {"link_text": LINK_TEXT, "url": _("ชื่อจุดในหน้า")},
    EmailLinkChooserForm: {
        "email_address": _("อีเมล"),
        "link_text": LINK_TEXT,
        "subject": _("เรื่อง"),
        "body": _("เนื้อความ"),
    },
    PhoneLinkChooserForm: {"phone_number": _("หมายเลขโทรศัพท์"), "link_text": LINK_TEXT},
    WorkflowPageForm: {"page": _("หน้า")},
    WorkflowContentTypeForm: {"content_types": _("ประเภทข้อมูล")},
    PagePermissionsForm: {"page": _("หน้า"), "permissions": _("สิทธิ")},
    RoleForm: {"role": _("บทบาท")},
}

for form, labels in LABELS.items():
    for name, label in labels.items():
        form.base_fields[name].label = label
