from django.apps import AppConfig

from cms.policy.registration import Registrations, Section


class DisclosuresConfig(AppConfig):
    name = "disclosures"
    verbose_name = "งานเปิดเผยข้อมูล"
    registers = Registrations(
        sections=(
            Section(
                "integrity-measures",
                "มาตรการส่งเสริมคุณธรรมและความโปร่งใส",
                "มาตรการของหน่วยงาน สิ่งที่ได้ดำเนินการ และผลที่เกิดขึ้นในแต่ละปี",
            ),
            Section("announcements", "ประกาศและข่าวสาร", "ประกาศ คำสั่ง และข่าวสารที่ประชาชนควรรู้"),
        ),
        reserved_addresses=("corruption", "oit"),
    )

    def import_models(self) -> None:
        """Its models are pages."""
        super().import_models()
        from disclosures import pages  # noqa: F401  # registers its models
