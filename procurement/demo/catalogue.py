"""What a subdistrict authority buys and hires, from whom: the words and amounts of the sample data."""

from dataclasses import dataclass

from procurement.policy.codes import E_BIDDING, SELECTION, SPECIFIC

BUY, BUILD, SERVICE, RENT, DESIGN = "01", "02", "03", "04", "06"
DESIGN_SPECIFIC = "25"


@dataclass(frozen=True)
class Item:
    """Something that is procured: code of kind and method, the smallest and the largest amount in thousands of baht."""

    title: str
    kind: str
    division: str
    least: int
    most: int
    trade: str
    method: str = SPECIFIC
    frequency: int = 4


ITEMS = (
    Item("ซื้อวัสดุสำนักงาน", BUY, "clerk", 4, 38, "shop", frequency=9),
    Item("ซื้อวัสดุคอมพิวเตอร์", BUY, "finance", 5, 48, "computer", frequency=8),
    Item("ซื้อวัสดุงานบ้านงานครัว", BUY, "clerk", 3, 18, "shop", frequency=6),
    Item("ซื้อน้ำมันเชื้อเพลิงและหล่อลื่น", BUY, "clerk", 18, 65, "fuel", frequency=9),
    Item("ซื้ออาหารเสริม (นม) สำหรับศูนย์พัฒนาเด็กเล็ก", BUY, "education", 60, 180, "milk", frequency=5),
    Item("ซื้อวัสดุไฟฟ้าและวิทยุ", BUY, "works", 9, 85, "hardware", frequency=6),
    Item("ซื้อวัสดุก่อสร้าง", BUY, "works", 12, 95, "hardware", frequency=6),
    Item("ซื้อทรายกำจัดลูกน้ำยุงลายและน้ำยาพ่นหมอกควัน", BUY, "clerk", 20, 75, "shop", frequency=2),
    Item("ซื้อครุภัณฑ์คอมพิวเตอร์", BUY, "finance", 17, 96, "computer", frequency=3),
    Item("ซื้อวัสดุการศึกษา ศูนย์พัฒนาเด็กเล็ก", BUY, "education", 15, 90, "shop", frequency=3),
    Item("ซื้อรถบรรทุกน้ำดับเพลิง", BUY, "clerk", 1_900, 2_500, "cars", method=E_BIDDING, frequency=1),
    Item("จ้างเหมาบริการทำความสะอาดอาคารสำนักงาน", SERVICE, "clerk", 9, 27, "person", frequency=8),
    Item("จ้างเหมาบริการพนักงานขับรถ", SERVICE, "clerk", 9, 27, "person", frequency=7),
    Item("จ้างเหมาบริการคนงานเก็บขยะ", SERVICE, "works", 9, 27, "person", frequency=7),
    Item("จ้างซ่อมบำรุงรถยนต์ส่วนกลาง", SERVICE, "clerk", 4, 46, "garage", frequency=7),
    Item("จ้างทำป้ายประชาสัมพันธ์", SERVICE, "clerk", 2, 12, "print", frequency=7),
    Item("จ้างถ่ายเอกสารและเข้าเล่มข้อบัญญัติ", SERVICE, "clerk", 3, 15, "print", frequency=4),
    Item("จ้างซ่อมแซมเครื่องปรับอากาศ", SERVICE, "finance", 2, 16, "garage", frequency=4),
    Item("จ้างจัดเตรียมสถานที่โครงการประเพณีท้องถิ่น", SERVICE, "education", 15, 80, "print", frequency=3),
    Item("เช่าเครื่องถ่ายเอกสาร", RENT, "clerk", 3, 9, "computer", frequency=4),
    Item("จ้างซ่อมแซมถนนลูกรังสายทางการเกษตร", BUILD, "works", 95, 290, "builder", frequency=5),
    Item("จ้างก่อสร้างถนนคอนกรีตเสริมเหล็กภายในหมู่บ้าน", BUILD, "works", 180, 480, "builder", frequency=5),
    Item("จ้างก่อสร้างรางระบายน้ำคอนกรีตเสริมเหล็ก", BUILD, "works", 150, 470, "builder", frequency=4),
    Item("จ้างปรับปรุงระบบประปาหมู่บ้าน", BUILD, "works", 520, 980, "builder", method=SELECTION, frequency=1),
    Item("จ้างก่อสร้างถนนแอสฟัลต์ติกคอนกรีต", BUILD, "works", 850, 3_900, "builder", method=E_BIDDING, frequency=2),
    Item("จ้างออกแบบอาคารศูนย์พัฒนาเด็กเล็ก", DESIGN, "works", 45, 120, "designer", method=DESIGN_SPECIFIC, frequency=1),
)

VILLAGES = (
    "บ้านดงหม้อทอง",
    "บ้านโนนสวรรค์",
    "บ้านหนองแวง",
    "บ้านท่าสำราญ",
    "บ้านคำยาง",
    "บ้านโคกสว่าง",
    "บ้านนาดี",
    "บ้านหนองบัวแดง",
)

# By trade: name, and whether it is a natural person, who has no number in the register.
VENDORS: dict[str, tuple[tuple[str, bool], ...]] = {
    "shop": (
        ("ร้านสมบูรณ์พาณิชย์ (ตัวอย่าง)", True),
        ("ห้างหุ้นส่วนจำกัด บ้านม่วงเครื่องเขียน (ตัวอย่าง)", False),
        ("บริษัท สกลออฟฟิศซัพพลาย จำกัด (ตัวอย่าง)", False),
    ),
    "computer": (
        ("บริษัท ไอทีภูพาน จำกัด (ตัวอย่าง)", False),
        ("ห้างหุ้นส่วนจำกัด เอ็นเคคอมพิวเตอร์ (ตัวอย่าง)", False),
        ("ร้านบ้านม่วงไอที (ตัวอย่าง)", True),
    ),
    "fuel": (("ห้างหุ้นส่วนจำกัด ดงหม้อทองปิโตรเลียม (ตัวอย่าง)", False), ("สหกรณ์การเกษตรบ้านม่วง จำกัด (ตัวอย่าง)", False)),
    "milk": (("บริษัท นมสดสกลนคร จำกัด (ตัวอย่าง)", False), ("สหกรณ์โคนมภูพาน จำกัด (ตัวอย่าง)", False)),
    "hardware": (
        ("ห้างหุ้นส่วนจำกัด โชคชัยวัสดุภัณฑ์ (ตัวอย่าง)", False),
        ("บริษัท บ้านม่วงโฮมมาร์ท จำกัด (ตัวอย่าง)", False),
        ("ร้านแสงเจริญการไฟฟ้า (ตัวอย่าง)", True),
    ),
    "cars": (("บริษัท รถดับเพลิงไทยอีสาน จำกัด (ตัวอย่าง)", False), ("บริษัท ยานยนต์กู้ภัย จำกัด (ตัวอย่าง)", False)),
    "person": (
        ("นายตัวอย่าง ใจดี", True),
        ("นางสาวสมมุติ ศรีสุข", True),
        ("นายทดลอง บุญมา", True),
        ("นางอุปมา แสนคำ", True),
        ("นายสาธิต พันธุ์ทอง", True),
    ),
    "garage": (
        ("อู่ช่างบอยเซอร์วิส (ตัวอย่าง)", True),
        ("ห้างหุ้นส่วนจำกัด ช่างเย็นแอร์แอนด์เซอร์วิส (ตัวอย่าง)", False),
        ("บริษัท บ้านม่วงออโต้ จำกัด (ตัวอย่าง)", False),
    ),
    "print": (
        ("ร้านป้ายสวยดีไซน์ (ตัวอย่าง)", True),
        ("ห้างหุ้นส่วนจำกัด ภูพานการพิมพ์ (ตัวอย่าง)", False),
        ("ร้านก๊อปปี้เซ็นเตอร์ (ตัวอย่าง)", True),
    ),
    "builder": (
        ("ห้างหุ้นส่วนจำกัด แสงทองการโยธา (ตัวอย่าง)", False),
        ("ห้างหุ้นส่วนจำกัด ภูผาก่อสร้าง (ตัวอย่าง)", False),
        ("บริษัท สกลนครคอนกรีต จำกัด (ตัวอย่าง)", False),
        ("ห้างหุ้นส่วนจำกัด ทรัพย์ทวีก่อสร้าง (ตัวอย่าง)", False),
        ("บริษัท อีสานทางหลวง จำกัด (ตัวอย่าง)", False),
        ("ห้างหุ้นส่วนจำกัด พรเจริญคอนสตรัคชั่น (ตัวอย่าง)", False),
    ),
    "designer": (("บริษัท สถาปนิกหนองหาร จำกัด (ตัวอย่าง)", False), ("บริษัท แบบแปลนอีสาน จำกัด (ตัวอย่าง)", False)),
}
