from django.apps import AppConfig

from cms.policy.registration import Registrations, Section

# Headings of the register on the home page, in the order in which its sections name them first.
OFFICE = "หน่วยงานและประกาศ"
PLANS = "แผนและงบประมาณ"
SERVICE = "บริการและการมีส่วนร่วม"
STAFF = "บุคลากร"
AGAINST = "ป้องกันการทุจริต"


class DisclosuresConfig(AppConfig):
    name = "disclosures"
    verbose_name = "งานเปิดเผยข้อมูล"
    registers = Registrations(
        sections=(
            Section("about", "ข้อมูลหน่วยงาน", "โครงสร้าง ผู้บริหาร หน้าที่และอำนาจ และกฎหมายที่เกี่ยวข้อง", OFFICE),
            Section("contact", "ช่องทางติดต่อ", "ที่ตั้ง โทรศัพท์ สื่อสังคมออนไลน์ และช่องทางถามตอบ", OFFICE),
            Section("announcements", "ประกาศและข่าวสาร", "ประกาศ คำสั่ง และข่าวสารที่ประชาชนควรรู้", OFFICE),
            Section("development-plan", "แผนพัฒนาท้องถิ่น", "ยุทธศาสตร์ เป้าหมาย และตัวชี้วัดของตำบลในระยะหลายปี", PLANS),
            Section("operations", "แผนดำเนินงานและงบประมาณ", "โครงการของแต่ละปี งบประมาณ ความก้าวหน้า และผลที่เกิดขึ้น", PLANS),
            Section("manuals", "คู่มือ", "คู่มือการปฏิบัติงานของเจ้าหน้าที่ และคู่มือการให้บริการประชาชน", SERVICE),
            Section("services", "การให้บริการ", "บริการออนไลน์ สถิติผู้ใช้บริการ และผลสำรวจความพึงพอใจ", SERVICE),
            Section("personnel", "การบริหารทรัพยากรบุคคล", "แผน หลักเกณฑ์ และผลการบริหารและพัฒนาบุคลากร", STAFF),
            Section("ethics", "จริยธรรม", "ประมวลจริยธรรม การขับเคลื่อน และการประเมินจริยธรรมเจ้าหน้าที่", STAFF),
            Section("complaints", "การร้องเรียนการทุจริต", "ช่องทางแจ้งเรื่อง ขั้นตอน ระยะเวลา และสถิติเรื่องร้องเรียน", AGAINST),
            Section("participation", "การมีส่วนร่วมของประชาชน", "กิจกรรมที่ประชาชนร่วมคิด ร่วมทำ และร่วมตรวจสอบ", SERVICE),
            Section("no-gift", "นโยบายไม่รับของขวัญ", "ประกาศเจตนารมณ์ กิจกรรม และรายงานการรับของขวัญ", AGAINST),
            Section("corruption-risk", "ความเสี่ยงการทุจริต", "การประเมินความเสี่ยง มาตรการจัดการ และผลที่เกิดขึ้น", AGAINST),
            Section("anti-corruption", "แผนป้องกันการทุจริต", "แผนปฏิบัติการป้องกันการทุจริต ความก้าวหน้า และผลประจำปี", AGAINST),
            Section(
                "integrity-measures",
                "มาตรการส่งเสริมคุณธรรมและความโปร่งใส",
                "มาตรการของหน่วยงาน สิ่งที่ได้ดำเนินการ และผลที่เกิดขึ้นในแต่ละปี",
                AGAINST,
            ),
        ),
        reserved_addresses=("corruption", "oit"),
        corruption_ways=("disclosures.selectors.corruption_ways.approved_ways",),
    )

    def import_models(self) -> None:
        """Its models are pages."""
        super().import_models()
        from disclosures import pages  # noqa: F401  # registers its models
