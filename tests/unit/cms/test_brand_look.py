"""The sheets of the home page and of the admin: colours that stand out in both modes, little weight."""

import colorsys
import re

import pytest

from tests.unit.cms.test_look import DARK, LIGHT, STATIC, colours, contrast

HOME, ADMIN = ((STATIC / "css" / name).read_text() for name in ("home.css", "brand.css"))
LIGHT_STEPS, DARK_STEPS = (
    colours(block.replace("#fff;", "#ffffff;")) for block in HOME.split("prefers-color-scheme")[:2]
)
STEPS = [LIGHT | LIGHT_STEPS, DARK | LIGHT_STEPS | DARK_STEPS]
GREY_OF_WAGTAIL = "#262626"  # its page in the dark


def hsl(name):
    """A base colour of Wagtail's palette as `brand.css` sets it."""
    hue, saturation, lightness = (
        float(re.search(rf"--w-color-{name}-{part}: ([\d.]+)", ADMIN)[1]) for part in ("hue", "saturation", "lightness")
    )
    red, green, blue = colorsys.hls_to_rgb(hue / 360, lightness / 100, saturation / 100)
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


@pytest.mark.parametrize("mode", STEPS, ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *[("ink", step) for step in ("step-1", "step-2", "sky-1", "sky-2")],
        *[("on-step", step) for step in ("step-3", "step-4")],
        *[("teal-deep", sky) for sky in ("sky-1", "sky-2")],
    ],
)
def test_the_home_page_is_read_on_every_ground(mode, text, ground):
    assert contrast(mode[text], mode[ground]) >= 4.5


def test_the_admin_has_the_colours_of_the_site():
    assert hsl("secondary") == LIGHT["teal"]
    assert hsl("primary") == LIGHT["band"]
    for colour in (hsl("secondary"), hsl("primary")):
        assert contrast("#ffffff", colour) >= 4.5


def test_links_of_the_admin_stand_out_in_the_dark():
    links = set(re.findall(r"--w-color-secondary-(?:75|100): (#\w{6})", ADMIN))

    assert links == {DARK["teal"], DARK["teal-deep"]}
    assert all(contrast(link, GREY_OF_WAGTAIL) >= 4.5 for link in links)
    for menu in re.findall(r"--w-color-surface-menu\S*: (#\w{6})", ADMIN):
        assert contrast("#ffffff", menu) >= 4.5
