"""What the style sheet promises: enough contrast in both modes, room for tone marks, little weight."""

import re
from pathlib import Path

import pytest

import cms

STATIC = Path(cms.__file__).parent / "static" / "cms"
SHEET = (STATIC / "css" / "site.css").read_text()
RULES = re.sub(r"/\*.*?\*/", "", SHEET, flags=re.DOTALL)

TEXT_ON_GROUND = [
    *[(text, ground) for text in ("ink", "quiet", "teal", "teal-deep") for ground in ("paper", "surface", "sunken")],
    *[("khamin-ink", ground) for ground in ("paper", "surface", "khamin-soft")],
    *[(text, "teal-soft") for text in ("ink", "quiet", "teal", "teal-deep")],
    *[(text, "khamin-soft") for text in ("ink", "quiet", "teal", "teal-deep")],
    *[("on-teal", ground) for ground in ("teal", "teal-deep")],
    *[(text, "band") for text in ("on-band", "on-band-quiet")],
    ("ink", "mark"),
    *[(text, f"{state}-soft") for state in ("good", "bad") for text in ("ink", "teal", state)],
    *[("bad", ground) for ground in ("paper", "surface")],
]
EDGE_ON_GROUND = [
    *[(edge, ground) for edge in ("edge", "teal") for ground in ("paper", "surface", "sunken")],
    *[(bar, "surface") for bar in ("khamin-bar", "teal")],
    ("on-band", "band"),
]


def colours(block):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


LIGHT = colours(RULES[RULES.index(":root") : RULES.index("@media (prefers-color-scheme: dark)")])
DARK = LIGHT | colours(RULES[RULES.index("@media (prefers-color-scheme: dark)") : RULES.index("@layer base {")])


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_contrast_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("mode", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_stands_out_from_its_ground(mode, text, ground):
    assert contrast(mode[text], mode[ground]) >= 4.5


@pytest.mark.parametrize("mode", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGE_ON_GROUND)
def test_edges_of_controls_can_be_seen(mode, edge, ground):
    assert contrast(mode[edge], mode[ground]) >= 3


def test_the_sheet_and_its_fonts_are_light():
    fonts = sum(path.stat().st_size for path in (STATIC / "fonts").glob("*.woff2"))

    assert len(SHEET.encode()) <= 32 * 1024
    assert fonts <= 50 * 1024


def test_nothing_clips_or_crowds_a_tone_mark():
    heights = [float(value) for value in re.findall(r"line-height: ([\d.]+)", RULES)]

    assert min(heights) >= 1.45
    assert re.search(r"body \{[^}]*line-height: 1\.7", RULES)
    assert "letter-spacing" not in RULES
    assert "italic" not in RULES
    clipping = [line for line in RULES.splitlines() if re.search(r"overflow(-y)?: hidden", line)]
    assert [line.split("{")[0].strip() for line in clipping] == [".visually-hidden:not(:focus, :active)"]


def test_every_file_the_sheet_names_is_ours_and_there():
    named = [name for name in re.findall(r'url\("([^"]+)"\)', RULES) if not name.startswith("data:")]

    assert len(named) == 4
    assert all((STATIC / "css" / name).resolve().is_file() for name in named)
    assert (STATIC / "fonts" / "OFL.txt").is_file()


def test_every_token_that_is_used_is_defined():
    used = set(re.findall(r"var\(--([\w-]+)", RULES))
    defined = set(re.findall(r"--([\w-]+):", RULES))

    assert used <= defined


@pytest.mark.parametrize(
    "condition",
    [
        "prefers-color-scheme: dark",
        "prefers-reduced-motion",
        "forced-colors: active",
        "prefers-contrast: more",
        "print",
    ],
)
def test_the_sheet_heeds_what_the_reader_asks_for(condition):
    assert condition in RULES
