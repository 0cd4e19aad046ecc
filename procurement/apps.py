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
                (Place.HEADER, Place.FOOTER),
            ),
            NavigationLink(
                "ดูการใช้งบ",
                "procurement_years",
                (Place.HOME,),
                description="จัดซื้อจัดจ้างแต่ละปี วงเงิน และสัญญา",
            ),
        ),
        reserved_addresses=("procurement",),
        listings=("procurement.selectors.register.listing",),
    )
