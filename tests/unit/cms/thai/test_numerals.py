import pytest

from cms.thai.numerals import to_arabic, to_thai


@pytest.mark.parametrize(
    ("thai", "arabic"),
    [
        ("๐๑๒๓๔๕๖๗๘๙", "0123456789"),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๖", "ปีงบประมาณ พ.ศ. 2566"),
        ("๑๒,๕๐๐.๕๐", "12,500.50"),
        ("ไม่มีเลข", "ไม่มีเลข"),
        ("", ""),
    ],
)
def test_digits_go_both_ways_and_nothing_else_changes(thai, arabic):
    assert to_arabic(thai) == arabic
    assert to_thai(arabic) == thai


def test_mixed_digits_become_arabic_and_keep_their_places():
    mixed = "๒5๖6/ก"

    assert to_arabic(mixed) == "2566/ก"
    assert len(to_arabic(mixed)) == len(mixed)


@pytest.mark.parametrize(("number", "thai"), [(2568, "๒๕๖๘"), (0, "๐"), (-7, "-๗")])
def test_a_whole_number_is_written_in_thai_digits(number, thai):
    assert to_thai(number) == thai
