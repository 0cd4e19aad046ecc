from django.apps import AppConfig

from cms.policy.registration import NavigationLink, Place, Registrations


class ProcurementConfig(AppConfig):
    name = "procurement"
    verbose_name = "จัดซื้อจัดจ้าง"
    registers = Registrations(
        navigation=(
            NavigationLink(
                "จัดซื้อจัดจ้าง",
                "procurement_years",
                (Place.HEADER, Place.FOOTER, Place.HOME),
                description="รายการจัดซื้อและจัดจ้างของแต่ละปีงบประมาณ วงเงิน และสัญญา",
                note="เปิดดูตามปีงบประมาณ",
            ),
        ),
        reserved_addresses=("procurement",),
    )
