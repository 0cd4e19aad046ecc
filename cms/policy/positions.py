"""How screens call who decides: by the position, in short. Plain values."""

from collections.abc import Sequence


def short_position(position: str, *, authority: str, short_name: str) -> str:
    """A position without the place, which everybody there knows: “นายกองค์การบริหารส่วนตำบลดงหม้อทอง” is “นายก อบต.”."""
    kind, dot, _place = short_name.partition(".")
    return position.replace(authority, f" {kind}{dot}").strip() if authority and dot else position


def who_decides(positions: Sequence[str], role: str) -> str:
    """Any of one or two positions; otherwise, or where somebody has no position, the role: “ผู้บริหาร”."""
    different = list(dict.fromkeys(positions))
    if not different or len(different) > 2 or not all(different):
        return role
    return " หรือ ".join(different)
