"""Tables and diagrams in Markdown."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

MADE_BY = "<!-- Generated from the code by `make docs`. Change the code, not this file. -->"


def page(title: str, *parts: str) -> str:
    """A whole file: title, the comment that it is generated, and the parts with a blank line between."""
    return "\n\n".join([f"# {title}", MADE_BY, *parts]) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; `|` inside a cell is escaped."""
    lines = [list(head), ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


def code(text: str) -> str:
    """Text as inline code; "" remains empty."""
    return f"`{text}`" if text else ""


def diagram(
    moves: Mapping[StrEnum, frozenset[StrEnum]], labels: Mapping[StrEnum, str], first: frozenset[StrEnum]
) -> str:
    """A Mermaid diagram of a table `NEXT`, from the stages in `first` to those that nothing follows."""
    order = list(moves)
    lines = ["stateDiagram-v2", *(f'    state "{labels[stage]}" as {stage.name}' for stage in order)]
    lines += [f"    [*] --> {stage.name}" for stage in order if stage in first]
    for stage in order:
        lines += [f"    {stage.name} --> {to.name}" for to in order if to in moves[stage]]
    lines += [f"    {stage.name} --> [*]" for stage in order if not moves[stage]]
    return "\n".join(["```mermaid", *lines, "```"])


def ticks(words: Iterable[str], chosen: Iterable[str]) -> list[str]:
    """One cell for each word, with a tick where it is among the chosen ones."""
    chosen = set(chosen)
    return ["✓" if word in chosen else "" for word in words]
