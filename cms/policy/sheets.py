"""A table that was pasted into a text: a line is a row, a tab or `|` ends a cell, the first row has the names."""

import re

_END_OF_CELL = re.compile(r"\t|\|")


def rows_of_text(text: str) -> list[list[str]]:
    """The rows of a table, all of one length: `หมู่\tคน\n1` is [[หมู่, คน], [1, ""]]. Empty lines are no rows."""
    rows = [[cell.strip() for cell in _END_OF_CELL.split(line.strip("|\r "))] for line in text.split("\n")]
    rows = [row for row in rows if any(row)]
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]
