"""The sections every authority starts with. Plain values: address, title, what a citizen finds there."""

SECTIONS: tuple[tuple[str, str, str], ...] = (
    (
        "integrity-measures",
        "มาตรการส่งเสริมคุณธรรมและความโปร่งใส",
        "มาตรการของหน่วยงาน สิ่งที่ได้ดำเนินการ และผลที่เกิดขึ้นในแต่ละปี",
    ),
    ("announcements", "ประกาศและข่าวสาร", "ประกาศ คำสั่ง และข่าวสารที่ประชาชนควรรู้"),
)
