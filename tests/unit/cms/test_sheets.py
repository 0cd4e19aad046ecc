import pytest

from cms.policy.sheets import rows_of_text


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("หมู่\tคน\n1\t72", [["หมู่", "คน"], ["1", "72"]]),
        ("หมู่ | คน\n 1 |72 ", [["หมู่", "คน"], ["1", "72"]]),
        ("| หมู่ | คน |\r\n| 1 | 72 |\r\n", [["หมู่", "คน"], ["1", "72"]]),
        ("หมู่\tคน\n1", [["หมู่", "คน"], ["1", ""]]),
        ("\n หมู่ \n\n", [["หมู่"]]),
        ("", []),
    ],
)
def test_a_line_is_a_row_and_a_tab_or_a_bar_ends_a_cell(text, rows):
    assert rows_of_text(text) == rows
