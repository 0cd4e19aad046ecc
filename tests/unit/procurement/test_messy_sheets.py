"""The dry run of sheets that are not as they should be: rows, errors and “none” are exactly what the sheet says."""

import pytest

from cms.tabular.reading import kind_by_content, read_sheets
from cms.tabular.sheets import SheetError
from procurement.importing.reading import as_json
from procurement.policy import sheet_reading
from tests.unit.procurement.sheets import files, nones, shapes, values
from tests.unit.procurement.sheets.case import TODAY

CASES = [case for module in (shapes, files, nones, values) for case in module.CASES]


def read(path):
    """The reading of a file, without the sandbox."""
    return sheet_reading.read_sheets(read_sheets(path, kind_by_content(path, path.name)), today=TODAY)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_dry_run_answers_what_the_sheet_says(tmp_path, case):
    path = tmp_path / f"สขร.1.{case.kind}"
    path.write_bytes(case.data())
    if case.refusal:
        with pytest.raises(SheetError, match=case.refusal):
            read(path)
        return

    reading = read(path)

    answer = as_json(reading)
    found = [(each["sheet"], each["row"], each["column"], each["cell"]) for each in answer["errors"]]
    assert found == [error[:4] for error in case.errors]
    assert all(error[4] in each["message"] for error, each in zip(case.errors, answer["errors"], strict=True))
    assert answer["rows"] == list(case.rows)
    assert answer["none"] is case.none
    assert all(any(words in note for note in reading.notes) for words in case.notes)
