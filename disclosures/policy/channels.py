"""Choices of the pages about the authority and its channels: sides, levels, kinds of channels and laws."""

Choices = tuple[tuple[str, str], ...]

SIDES: Choices = (("political", "ฝ่ายการเมือง"), ("permanent", "ฝ่ายประจำ"))
LEVELS = ((1, "ระดับ 1 (บนสุด)"), (2, "ระดับ 2"), (3, "ระดับ 3"), (4, "ระดับ 4"), (5, "ระดับ 5"))

HELD, ACTING, VACANT = "held", "acting", "vacant"
HOLDINGS: Choices = ((HELD, "ดำรงตำแหน่ง"), (ACTING, "รักษาราชการแทน"), (VACANT, "ตำแหน่งว่าง"))

LAWS: Choices = (
    ("act", "พระราชบัญญัติ"),
    ("decree", "พระราชกฤษฎีกา"),
    ("ministerial", "กฎกระทรวง"),
    ("regulation", "ระเบียบ"),
    ("notice", "ประกาศ"),
    ("bylaw", "ข้อบัญญัติของหน่วยงาน"),
    ("other", "อื่นๆ"),
)

TELEPHONE, EMAIL = "telephone", "email"
CONTACTS: Choices = (
    (TELEPHONE, "โทรศัพท์"),
    (EMAIL, "อีเมล"),
    ("fax", "โทรสาร"),
    ("post", "ไปรษณีย์"),
    ("website", "เว็บไซต์"),
    ("visit", "มาติดต่อด้วยตนเอง"),
)

NETWORKS: Choices = (
    ("facebook", "Facebook"),
    ("line", "LINE"),
    ("youtube", "YouTube"),
    ("tiktok", "TikTok"),
    ("x", "X"),
    ("instagram", "Instagram"),
    ("other", "อื่นๆ"),
)

QUESTIONS: Choices = (
    ("line", "LINE OA"),
    ("messenger", "Messenger"),
    ("board", "กระดานถามตอบ"),
    ("chatbot", "แชตบอต"),
    ("livechat", "แชตสด"),
    ("other", "อื่นๆ"),
)

ONLINE = "online"
REPORTS: Choices = (
    (ONLINE, "แบบฟอร์มออนไลน์"),
    (TELEPHONE, "โทรศัพท์"),
    (EMAIL, "อีเมล"),
    ("post", "จดหมาย"),
    ("visit", "แจ้งด้วยตนเอง"),
    ("box", "ตู้รับเรื่อง"),
)
