import itertools
import json
import subprocess
import sys
import time

import pytest

from cms.thai.citizen import find, is_valid, kind, mask, mask_citizen_numbers
from cms.thai.numerals import to_thai
from tests.unit.cms.thai.shared_material import DOCUMENTS

# District codes 00 are not issued: these numbers belong to nobody.
NUMBER, FORM = "1000000000009", "1-0000-00000-00-9"
OTHER, OTHER_FORM = "3000012345673", "3-0000-12345-67-3"
COMPANY, COMPANY_FORM = "0105500000003", "0-1055-00000-00-3"
WRONG, WRONG_FORM = "1000000000008", "1-0000-00000-00-8"


def kinds(text):
    return [finding.kind for finding in find(text)]


def check_digit(first_twelve):
    return str((11 - sum(int(digit) * (13 - place) for place, digit in enumerate(first_twelve)) % 11) % 10)


@pytest.mark.parametrize("first", ["100000000000", "300001234567", "845601234511", "010550000000", "510020030040"])
def test_exactly_one_last_digit_is_right(first):
    assert [last for last in "0123456789" if is_valid(first + last)] == [check_digit(first)]


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (NUMBER, "citizen_id"),
        (FORM, "citizen_id"),
        (to_thai(FORM), "citizen_id"),
        ("1 0000 00000 00 9", "citizen_id"),
        (OTHER, "citizen_id"),
        (COMPANY, "juristic_id"),
        (COMPANY_FORM, "juristic_id"),
        (WRONG, None),
        (NUMBER[:-1], None),
        (NUMBER + "0", None),
        ("900000000000" + check_digit("900000000000"), None),
        ("1-xxxx-xxxxx-xx-9", None),
        ("", None),
    ],
)
def test_the_first_digit_tells_citizens_from_companies(number, what):
    assert kind(number) == what
    assert is_valid(number) == (what is not None)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (FORM, "1-xxxx-xxxxx-xx-9"),
        (NUMBER, "1xxxxxxxxxxx9"),
        (to_thai(FORM), "๑-xxxx-xxxxx-xx-๙"),
        ("1 0000 00000 00 9", "1 xxxx xxxxx xx 9"),
        ("08-1234-5678", "0x-xxxx-xxx8"),
        ("ไม่มีเลข", "ไม่มีเลข"),
        ("", ""),
    ],
)
def test_a_masked_number_shows_its_first_and_last_digit(number, shown):
    assert mask(number) == shown


def test_a_whole_text_is_masked_where_citizen_numbers_stand():
    text = f"นายบุญมี เลขบัตรประชาชน {FORM} และ {OTHER} โทร. 081-234-5678 บริษัท {COMPANY} พ.ศ. 2567"

    masked = mask_citizen_numbers(text)

    assert masked == (
        f"นายบุญมี เลขบัตรประชาชน 1-xxxx-xxxxx-xx-9 และ 3xxxxxxxxxxx3 โทร. 081-234-5678 บริษัท {COMPANY} พ.ศ. 2567"
    )
    assert kinds(masked) == ["mobile", "juristic_id"]


@pytest.mark.parametrize(
    ("text", "has_context"),
    [
        (f"เลขประจำตัวประชาชน {NUMBER}", True),
        (f"เลข ประจำ ตัว ประชาชน {NUMBER}", True),
        (f"เลขประจําตัวประชาชน {NUMBER}", True),
        (f"บัตรประชาชน {NUMBER}", True),
        (f"เลข ๑๓ หลัก {to_thai(NUMBER)}", True),
        (f"ID card {NUMBER}", True),
        (f"เลขประจำตัวประชาชน {' '.join(NUMBER)}", True),
        (f"เลขประจำตัวประชาชน {' | '.join(NUMBER)}", True),
        (f"เลขบัตรประชาชน {FORM[:7]}\n{FORM[7:]}", True),
        (f"นายบุญมี ({FORM})", True),
        (f"นายบุญมี {to_thai(FORM)}", True),
        ("นายบุญมี 1 0000 00000 00 9", True),
        (f"นายบุญมี {FORM.replace('-', '–')}", True),
        (f"นายบุญมี {NUMBER}", False),
        (f"๓\tนางคำปัน\t{to_thai(NUMBER)}\t๖๐๐", False),
        (NUMBER, False),
    ],
)
def test_a_number_with_its_word_or_form_blocks_publication(text, has_context):
    [finding] = find(text)

    assert finding.kind == "citizen_id"
    assert finding.has_context is has_context
    assert finding.blocks_publication is has_context


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ปีงบประมาณ พ.ศ. ๒๕๖๗ วงเงิน ๑,๒๓๔,๕๖๗.๘๙ บาท",
        f"นายบุญมี {WRONG}",
        f"นายบุญมี {WRONG_FORM}",
        " ".join(NUMBER),
        f"บาร์โค้ด {NUMBER}",
        f"ISBN {NUMBER}",
        f"เลขที่โครงการ {NUMBER}",
        f"เลขคุมสัญญา {to_thai(NUMBER)}",
        f"รหัสครุภัณฑ์ {NUMBER}",
        f"{NUMBER}5",
        f"5{NUMBER}",
        f"1,{NUMBER}",
        f"{NUMBER}.50",
        "เลขบัตรประชาชน 1-xxxx-xxxxx-xx-9",
        "เลขบัตรประชาชน X-XXXX-XXXXX-34-9",
        "เลขบัตรประชาชน ................",
        "เลขประจำตัวประชาชน ตามเอกสารแนบ 2 ฉบับ",
    ],
)
def test_other_numbers_and_masked_ones_are_silent(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"เลขประจำตัวประชาชน {WRONG}",
        f"เลขประจำตัวประชาชน {to_thai(WRONG_FORM)}",
        "เลขบัตรประชาชน 1-00O0-00000-00-9",
        "เลขบัตรประชาชน 1-0000]00000-00-9",
        "เลขบัตรประชาชน 1-0000-0000",
    ],
)
def test_an_unreadable_number_beside_its_word_is_for_a_person_to_see(text):
    [finding] = find(text)

    assert finding.kind == "citizen_id_suspect"
    assert finding.has_context
    assert not finding.blocks_publication


def test_a_company_number_is_public_and_does_not_block():
    [finding] = find(f"บริษัท ก จำกัด เลขประจำตัวผู้เสียภาษี {COMPANY_FORM}")

    assert finding.kind == "juristic_id"
    assert not finding.blocks_publication


def test_places_are_those_of_the_text_as_it_was_given():
    written = to_thai(FORM).replace("-", "\u200b–\u00a0", 1)
    text = f"\ufeffผู้รับ\u200bจ้าง เลขบัตรประชาชน {written} โทร. ๐๘๑-๒๓๔-๕๖๗๘"

    number, telephone = find(text)

    assert number.text == text[number.start : number.end] == written
    assert telephone.text == text[telephone.start : telephone.end] == "๐๘๑-๒๓๔-๕๖๗๘"


def test_findings_stand_in_order_and_do_not_overlap():
    text = f"โทร. 081-234-5678 {FORM} user@example.com เลขที่บัญชี 123-4-56789-0 เลขบัตรประชาชน {OTHER}"

    findings = find(text)

    assert [finding.kind for finding in findings] == ["mobile", "citizen_id", "email", "bank_account", "citizen_id"]
    assert all(before.end <= after.start for before, after in itertools.pairwise(findings))


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "1-",
        "0",
        "08",
        "เลขบัตร",
        "เลข ",
        "เลขบัตร1 2",
        "บัญชี",
        "บัญชี1",
        "a",
        "a.",
        "a@",
        "a@b.",
        "+66",
        "passport ",
        "โครงการ",
        f"{NUMBER} ",
        "\u200b",
        "\n",
    ],
)
def test_long_hostile_runs_take_no_long_time(piece):
    text = piece * (100_000 // len(piece))
    started = time.perf_counter()

    find(text)

    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("name", ["pii.tsv", "pii_hard.tsv"])
@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the shared Thai documents are not beside the project")
def test_each_line_of_the_shared_sets_is_judged_rightly(name):
    wrong = []
    for line in (DOCUMENTS / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            wanted, text, *_note = line.split("\t")
            text = json.loads(text) if text.startswith('"') else text
            if set(kinds(text)) != set(wanted.split(",")) - {"none"}:
                wrong.append((wanted, kinds(text), text))

    assert wrong == []


def test_the_finder_needs_no_framework():
    code = (
        "import sys, cms.thai.citizen; print(any(name.split('.')[0] in ('django', 'wagtail') for name in sys.modules))"
    )

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert loaded.stdout.strip() == "False"
