import pytest

from cms.thai.citizen import find
from cms.thai.numerals import to_thai
from cms.thai.personal import plain


@pytest.mark.parametrize(
    "number",
    [
        "081-234-5678",
        "0812345678",
        "081 234 5678",
        "081.234.5678",
        "(081) 234-5678",
        "08-1234-5678",
        "081-2345678",
        "+66812345678",
        "+66 81 234 5678",
        "+66(0)81-234-5678",
        "๐๖๓-๖๘๓-๘๗๑๘",
    ],
)
def test_mobile_numbers_are_found_in_their_many_forms(number):
    [finding] = find(f"โทร. {number} ครับ")

    assert (finding.kind, finding.text) == ("mobile", number)


@pytest.mark.parametrize(
    "number", ["02-123-4567", "0-2123-4567", "042-123456", "042-123-456", "0 4212 3456", "042123456", "๐ ๔๒๑๒ ๓๔๕๖"]
)
def test_landlines_are_told_from_mobile_numbers(number):
    [finding] = find(f"โทรสาร {number} ต่อ 11")

    assert (finding.kind, finding.text) == ("landline", number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("เลขที่บัญชี 123-4-56789-0", "123-4-56789-0"),
        ("บัญชีออมทรัพย์ เลขที่ ๑๒๓-๔-๕๖๗๘๙-๐", "๑๒๓-๔-๕๖๗๘๙-๐"),
        ("โอนเข้าบัญชี 0812345678", "0812345678"),
        ("บัญชีเลขที่ 012345678901", "012345678901"),
    ],
)
def test_an_account_is_a_number_after_its_word(text, number):
    [finding] = find(text)

    assert (finding.kind, finding.text, finding.has_context) == ("bank_account", number, True)


def test_a_telephone_in_a_list_is_not_an_account():
    [finding] = find("ตามบัญชีรายชื่อผู้ติดต่อ 081-234-5678")

    assert finding.kind == "mobile"


@pytest.mark.parametrize("text", ["หนังสือเดินทางเลขที่ AB1234567", "Passport No. AB1234567", "passport: AB1234567"])
def test_a_passport_is_found_after_its_word_only(text):
    [finding] = find(text)

    assert (finding.kind, finding.text) == ("passport", "AB1234567")
    assert find("รหัส AB1234567") == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("อีเมล somchai_60@gmail.com", "somchai_60@gmail.com"),
        ("ส่งที่ somchai@hotmail.co.thภายในวันที่ 5", "somchai@hotmail.co.th"),
        ("ถึงSOMCHAI@EXAMPLE.COM", "SOMCHAI@EXAMPLE.COM"),
    ],
)
def test_private_mail_addresses_are_found(text, address):
    [finding] = find(text)

    assert (finding.kind, finding.text) == ("email", address)


@pytest.mark.parametrize(
    "text",
    [
        "saraban@dongmothong.go.th",
        "SARABAN@DONGMOTHONG.GO.TH",
        "วงเงิน ๓๕,๖๐๐,๗๔๖.๕๔ บาท",
        "พิกัด 47Q 0629961 2051340",
        "สัญญาเลขที่ 520/๒๕๖๗ ลงวันที่ ๑๒ มกราคม ๒๕๖๗",
        "โฉนดที่ดินเลขที่ ๗๒๒๕๗ เลขที่ดิน 180",
        "ปี ๒๕๖๔ ๒๕๖๕ ๒๕๖๖ ๒๕๖๗",
        "บัญชีรายรับ 12,500.00",
        "สาย 1567",
    ],
)
def test_official_addresses_and_other_figures_are_silent(text):
    assert find(text) == []


def test_plain_text_keeps_the_way_back_to_each_letter():
    text = "\u200bก๑\u00ad–\u00a0๙"

    simple, places = plain(text)

    assert simple == "ก1- 9"
    assert [text[place] for place in places] == ["ก", "๑", "–", "\u00a0", "๙"]
    assert to_thai(simple[-1]) == text[places[-1]]
