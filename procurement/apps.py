from django.apps import AppConfig

from cms.policy.registration import HomeBlock, NavigationLink, Place, Registrations, Section


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
        sections=(
            Section(
                "procurement",
                "จัดซื้อจัดจ้าง",
                "แผน ประกาศ สรุปผลรายเดือน (สขร.1) และรายงานประจำปีของการจัดซื้อจัดจ้าง",
                "แผนและงบประมาณ",
            ),
        ),
        listings=("procurement.selectors.register.listing",),
        home_blocks=(HomeBlock("procurement/home_months.html", "procurement.selectors.home.months_of_this_year"),),
    )

    def import_models(self) -> None:
        """Django looks for models in `procurement.models`; pages stand in a higher layer."""
        super().import_models()
        from procurement import pages  # noqa: F401  # registers its models
