"""Tables and diagrams in Markdown."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

MADE_BY = "<!-- Drawn from the code by `make docs`. Change the code, not this file. -->"


def page(title: str, *parts: str) -> str:
    """A whole file: title, the note that it is drawn, the parts with a blank line between."""
    return "\n\n".join([f"# {title}", MADE_BY, *parts]) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; what would end a cell is escaped."""
    lines = [list(head), ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


def code(text: str) -> str:
    return f"`{text}`" if text else ""


def diagram(
    moves: Mapping[StrEnum, frozenset[StrEnum]], labels: Mapping[StrEnum, str], first: frozenset[StrEnum]
) -> str:
    """The stages of a table `NEXT`, from where it begins to the stages that nothing follows."""
    order = list(moves)
    lines = ["stateDiagram-v2", *(f'    state "{labels[stage]}" as {stage.name}' for stage in order)]
    lines += [f"    [*] --> {stage.name}" for stage in order if stage in first]
    for stage in order:
        lines += [f"    {stage.name} --> {to.name}" for to in order if to in moves[stage]]
    lines += [f"    {stage.name} --> [*]" for stage in order if not moves[stage]]
    return "\n".join(["```mermaid", *lines, "```"])


def ticks(words: Iterable[str], chosen: Iterable[str]) -> list[str]:
    """A cell for each word: ticked where it was chosen."""
    chosen = set(chosen)
    return ["✓" if word in chosen else "" for word in words]
