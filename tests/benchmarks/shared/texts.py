"""Thai texts of the length of real announcements; a number gives the same text on every site, in every run."""

import json
import random
from dataclasses import dataclass
from datetime import date, timedelta

YEARS = tuple(range(2561, 2571))
DIVISIONS = (
    ("clerk", "สำนักปลัด"),
    ("finance", "กองคลัง"),
    ("works", "กองช่าง"),
    ("education", "กองการศึกษา ศาสนาและวัฒนธรรม"),
    ("welfare", "กองสวัสดิการสังคม"),
)
KINDS = ("ประกาศผล", "ประกาศเรื่อง", "คำสั่งเรื่อง", "รายงานผล", "แผนการดำเนินงานเรื่อง", "ระเบียบว่าด้วย")
SUBJECTS = (
    "การจัดซื้อจัดจ้างปรับปรุงถนนลูกรังสายบ้านดงหม้อทอง",
    "การรับสมัครพนักงานจ้างตามภารกิจ",
    "มาตรการป้องกันการรับสินบนและการขัดกันแห่งผลประโยชน์",
    "การใช้จ่ายงบประมาณรายจ่ายประจำปี",
    "การจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ",
    "โครงการส่งเสริมคุณภาพชีวิตผู้สูงอายุและผู้พิการ",
    "การประเมินความพึงพอใจต่อการให้บริการประชาชน",
    "การขอใช้ทรัพย์สินของทางราชการที่ถูกต้อง",
)
SENTENCES = (
    "องค์การบริหารส่วนตำบลดำเนินการโดยยึดหลักธรรมาภิบาล ความโปร่งใส และการมีส่วนร่วมของประชาชนในพื้นที่",
    "เจ้าหน้าที่ผู้รับผิดชอบต้องรายงานผลต่อผู้บริหารภายในสิบห้าวันนับแต่วันสิ้นไตรมาส พร้อมเอกสารหลักฐานประกอบ",
    "ประชาชนสามารถตรวจสอบข้อมูล แสดงความคิดเห็น หรือร้องเรียนได้ที่สำนักงานในวันและเวลาราชการ",
    "งบประมาณที่ได้รับจัดสรรในปีนี้เป็นเงิน 1,250,000 บาท เบิกจ่ายแล้วร้อยละ 87.5 ของวงเงินทั้งหมด",
    "คณะกรรมการได้พิจารณาแล้วเห็นว่าการดำเนินงานเป็นไปตามระเบียบกระทรวงมหาดไทยที่เกี่ยวข้องทุกประการ",
    "ปัญหาและอุปสรรคที่พบคือการเผยแพร่ข้อมูลยังไม่ทั่วถึง จึงเห็นควรเพิ่มช่องทางประชาสัมพันธ์ผ่านผู้นำชุมชน",
    "ผู้มีส่วนได้เสียต้องแจ้งความเกี่ยวข้องของตนก่อนเริ่มการพิจารณา และงดออกเสียงในเรื่องนั้น",
    "ทั้งนี้ ตั้งแต่วันที่ประกาศเป็นต้นไป จึงประกาศให้ทราบโดยทั่วกัน",
)


def changed(letters: int, turn: int) -> tuple[str, str]:
    """Two texts of so many letters that have hardly a word in common."""
    dice = random.Random(turn)
    alphabet = "".join(SENTENCES)
    before, after = ("".join(dice.choices(alphabet, k=letters)) for _ in range(2))
    return before, after


@dataclass(frozen=True)
class Text:
    """One document: what its page says, in the columns that both sites have."""

    number: int
    title: str
    summary: str
    body: str
    day: date
    fiscal_year: int
    division: int

    @property
    def file_name(self) -> str:
        return f"ประกาศ-{self.number}.txt"

    @property
    def letter(self) -> str:
        return f"ดมท {self.number}/{self.fiscal_year}"


def text(number: int) -> Text:
    """The document of a number."""
    chance = random.Random(number)
    fiscal_year = YEARS[number % len(YEARS)]
    return Text(
        number=number,
        title=f"{chance.choice(KINDS)}{chance.choice(SUBJECTS)} ปีงบประมาณ {fiscal_year} ฉบับที่ {number}",
        summary=" ".join(chance.sample(SENTENCES, 2)),
        body=json.dumps(_blocks(chance), ensure_ascii=False),
        day=date(fiscal_year - 544, 10, 1) + timedelta(days=chance.randrange(365)),
        fiscal_year=fiscal_year,
        division=number % len(DIVISIONS),
    )


def _blocks(chance: random.Random) -> list[dict[str, str]]:
    """Three headings with two paragraphs each, as a StreamField stores them: about 2,000 letters."""
    blocks = []
    for heading in ("หลักการและเหตุผล", "การดำเนินงาน", "ผลที่ได้รับ"):
        blocks.append({"type": "heading", "value": heading})
        blocks += [{"type": "paragraph", "value": _paragraph(chance)} for _ in range(2)]
    return blocks


def _paragraph(chance: random.Random) -> str:
    first, *others = chance.sample(SENTENCES, 3)
    return f"<p><b>{first}</b> {' '.join(others)}</p>"
