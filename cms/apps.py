"""App configurations of `cms`, and of Wagtail's users with our views."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig

from cms.policy.registration import JobKind, NavigationLink, NotificationKind, Place, Registrations
from cms.policy.timetable import TIMETABLE


class CmsConfig(AppConfig):
    name = "cms"
    default = True
    verbose_name = "ระบบเผยแพร่ข้อมูล"
    registers = Registrations(
        navigation=(
            NavigationLink("ตรวจสอบบันทึก", "integrity", (Place.HEADER,)),
            NavigationLink("ตรวจสอบว่าบันทึกไม่ถูกแก้ย้อนหลัง", "integrity", (Place.HELP,)),
        ),
        reserved_addresses=("admin", "api", "documents", "feeds", "integrity", "pictures", "setup", "static"),
        timetable=TIMETABLE,
        jobs=(
            JobKind("cms.tasks.run_periodic", "งานประจำวัน", "cms.views.job_lines.periodic_lines"),
            JobKind("cms.tasks.render_record_pdf", "สร้างไฟล์ PDF ของเรื่องที่เผยแพร่", "cms.views.job_lines.pdf_lines"),
            JobKind("cms.tasks.read_file_text", "อ่านข้อความในไฟล์ที่จัดเก็บ", "cms.views.job_lines.file_lines"),
        ),
        notification_kinds=(
            NotificationKind("waiting", "มีเรื่องรออนุมัติ"),
            NotificationKind("remind", "เตือนเรื่องที่ใกล้หรือเลยกำหนดพิจารณา"),
            NotificationKind("decided", "ผลการพิจารณา"),
            NotificationKind("takedown", "มีคำขอถอนหรือระงับ"),
            NotificationKind("anchor", "ค่าความสมบูรณ์ของบันทึกการตรวจสอบ"),
            NotificationKind("superuser", "การสร้างบัญชีผู้ใช้ฉุกเฉิน"),
            NotificationKind("confirm", "มีคำขอรอท่านยืนยัน"),
            NotificationKind("settled", "ผลของคำขอที่ต้องมีผู้ยืนยัน"),
        ),
    )

    def import_models(self) -> None:
        """Django looks for models in `cms.models`; pages and the workflow's task are models of higher layers."""
        super().import_models()
        from cms import pages  # noqa: F401  # registers its models
        from cms.workflow import approval_task  # noqa: F401  # the same

    def ready(self) -> None:
        """Connect the receivers once all models are loaded; first patch the form fields, before any form is defined."""
        from cms.editor.numbers import register_number_fields
        from cms.editor.widgets import register_thai_date_fields

        register_thai_date_fields()
        register_number_fields()

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
