"""Which years a plan of several years covers (Buddhist era). Plain values, the reason why not or None."""


def refusal_of_years(first: int | None, last: int | None, fiscal_year: int) -> str | None:
    """Why a plan of these years may not stand in a fiscal year, or None; what is not filled in yet is no reason."""
    if first is None or last is None:
        return None
    if last <= first:
        return "แผนพัฒนาต้องครอบคลุมมากกว่าหนึ่งปี ปีสุดท้ายต้องมาหลังปีแรก"
    if not first <= fiscal_year <= last:
        return f"แผนของปี {first}–{last} ไม่ได้ใช้ในปีงบประมาณ {fiscal_year} ลงไว้ในปีที่แผนยังใช้อยู่"
    return None
