"""The usual reasons for which an approver sends a draft back. Each fills the text on the screen, where it is edited."""

RETURN_REASONS = (
    "ตัวเลขไม่ตรงกับเอกสาร",
    "ขาดไฟล์แนบ",
    "มีข้อมูลส่วนบุคคลที่ต้องปิดทับ",
    "ถ้อยคำไม่ชัดเจน",
    "ยังไม่ครบถ้วน",
)
