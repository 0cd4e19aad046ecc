"""Renders `docs/reference/settings.md`: each environment variable with its default and description."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from cms.management.reference.markdown import code, page, table

FILES = ("base", "dev", "production", "test")
KINDS = {
    "text": "text",
    "matching": "text",
    "integer": "whole number",
    "flag": "1 or 0",
    "words": "words with commas",
    "path": "path",
}


@dataclass
class Reading:
    """One place at which the settings read a variable."""

    file: str
    kind: str
    default: str


@dataclass
class Variable:
    """An environment variable as `.env.example` describes it, and where the settings read it."""

    name: str
    heading: str
    description: str
    example: str
    readings: list[Reading] = field(default_factory=list)


def render_page() -> str:
    """The whole of the file, as Markdown."""
    root = Path(settings.BASE_DIR)
    variables = {variable.name: variable for variable in described(root / ".env.example")}
    for name, reading in read_by_settings(root / "config" / "settings"):
        known = variables.setdefault(name, Variable(name, "tests alone", "", ""))
        known.readings.append(reading)
    headings = dict.fromkeys(variable.heading for variable in variables.values())
    parts = [
        _section(heading, [found for found in variables.values() if found.heading == heading]) for heading in headings
    ]
    return page(
        "Settings",
        "Variables of the environment, read once at the start by `config/env.py`. None is needed for `make demo` and "
        "`make run`; a value that cannot be understood stops the start with a sentence that names it. `.env.example` "
        "has the same list to be copied. Where a variable is read by more than one settings file, `production` or "
        "`dev` overrides `base`.",
        *parts,
    )


def _section(heading: str, variables: list[Variable]) -> str:
    rows = [
        (code(variable.name), _kinds(variable), _defaults(variable), variable.description, code(variable.example))
        for variable in variables
    ]
    title = heading if heading.startswith("config.") else heading[:1].upper() + heading[1:]
    return f"## {title}\n\n" + table(["variable", "kind", "default", "what it is for", "example"], rows)


def _kinds(variable: Variable) -> str:
    return ", ".join(dict.fromkeys(KINDS[reading.kind] for reading in variable.readings)) or "text"


def _defaults(variable: Variable) -> str:
    """The default of each file, the file named where there are several."""
    if not variable.readings:
        return ""
    several = len(variable.readings) > 1
    return "; ".join((f"{reading.file}: " if several else "") + reading.default for reading in variable.readings)


def described(file: Path) -> Iterator[Variable]:
    """The variables of `.env.example`, each with the comment above it and the heading it is under."""
    heading = "general"
    comment: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if found := re.fullmatch(r"# --- (.+)", line):
            heading, comment = found[1], []
        elif found := re.fullmatch(r"#?([A-Z][A-Z0-9_]*)=(.*)", line):
            yield Variable(found[1], heading, " ".join(comment), found[2])
            comment = []
        elif line.startswith("# "):
            comment.append(line[2:])
        else:
            comment = []


def read_by_settings(folder: Path) -> Iterator[tuple[str, Reading]]:
    """Each `env.kind("NAME", default)` of the settings, found in their source, as only one of them is loaded."""
    for file in FILES:
        tree = ast.parse((folder / f"{file}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if _is_reading(node):
                assert isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)  # noqa: S101, PT018 as asked
                yield _as_text(node.args[0]), Reading(file, node.func.attr, _default(node))


def _is_reading(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
    )


def _default(call: ast.Call) -> str:
    if len(call.args) < 2:
        return "none" if isinstance(call.func, ast.Attribute) and call.func.attr == "words" else "**must be set**"
    return code(_as_text(call.args[1])) or "empty"


def _as_text(node: ast.expr) -> str:
    """A default as a person would write it: `DATA / "db"` is DATA/db, another variable is its name."""
    match node:
        case ast.Constant(value=bool(value)):
            return str(int(value))
        case ast.Constant(value=value):
            return str(value)
        case ast.JoinedStr(values=values):
            return "".join(_as_text(value) for value in values)
        case ast.FormattedValue(value=value):
            return _as_text(value)
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return f"{_as_text(left)}/{_as_text(right)}".removeprefix("BASE_DIR/")
        case ast.Call(args=[first, *_rest]):
            return _as_text(first)
        case _:
            return ast.unparse(node)
