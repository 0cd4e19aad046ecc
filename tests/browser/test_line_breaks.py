"""No line of a public page tears a compound, a name or a date: measured in a real browser, on a phone."""

import json
import random
from itertools import chain
from pathlib import Path
from urllib.parse import quote

import pytest

from cms.actions import people
from cms.thai.terms import compounds
from tests.factories.publications import PublicSite

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDTHS = [320, 390, 768]
OWN_WORD = "บ้านดงหม้อทองใต้"
WITHOUT_MARKUP = """() => {
  for (const each of document.querySelectorAll(".nowrap, .keep, .words")) each.replaceWith(...each.childNodes);
  document.body.normalize();
}"""
DATES = ["3 ธันวาคม 2569", "๓๑ มีนาคม ๒๕๖๙", "5 ต.ค. 2566", "เลขที่ ๑๒/๒๕๖๙", "1,250.00 บาท", "พ.ศ. ๒๕๖๖", "(ร้องเรียน)"]
# None that makes a term of the list together with the word behind it, as “ให้” does with “บริการ…”.
BETWEEN = ["และ", "ของ", "ที่ได้รับ", "ใน", "ตามที่", " ", "แก่", "จึง", "พร้อม", "ต่อ", " เพื่อ"]
# How many the measure must find to be worth anything.
FEWEST_FOUND = 1_000
FEWEST_TORN = 20


def paragraphs(words, dice):
    """All words in sentences, where each stands at another place of a line, with bold ones and links among them."""
    for _ in range(3):
        dice.shuffle(words)
        for start in range(0, len(words), 12):
            few = [
                dice.choice(["{}", "{}", "<b>{}</b>", '<a href="https://a.go.th/">{}</a>']).format(word)
                for word in words[start : start + 12]
            ]
            yield f"<p>{''.join(chain.from_iterable(zip(few, dice.choices(BETWEEN, k=12), strict=False)))}</p>"


@pytest.fixture
def terms(authority):
    people.change_authority(authority.pk, {"own_words": OWN_WORD}, by=None)
    authority.refresh_from_db()
    return [*authority.terms.words, *DATES]


@pytest.fixture
def addresses(live_server, authority, officer, procurement_officer, executive, second_executive, terms):
    site = PublicSite(authority, officer, procurement_officer, executive, second_executive).fill()
    dice = random.Random(1)
    texts = [" ".join(dice.sample(compounds().words, 5)) for _ in range(2)]
    body = [{"type": "heading", "value": "".join(dice.sample(compounds().words, 6))}]
    body += [{"type": "paragraph", "value": html} for html in paragraphs(list(terms), dice)]
    record = site.record_change(
        f"ประกาศจัดซื้อจัดจ้างของ{authority.name}", summary="และ".join([*texts, OWN_WORD, *DATES]), body=json.dumps(body)
    )
    found = ["/", "/integrity/", site.year.get_url(), site.measure.get_url(), record.get_parent().get_url()]
    found += [
        record.get_url(),
        site.withdrawn.get_url(),
        site.procurement.get_absolute_url(),
        "/procurement/2566/records/",
    ]
    return [*found, f"/search/?q={quote('จัดซื้อจัดจ้าง')}", "/nothing/"]


@pytest.fixture
def torn(browser, live_server, addresses, terms):
    """How many terms the pages have at a width, and those that are torn or make the page too wide.

    `without` takes the markup away first.
    """
    measure = (Path(__file__).parent / "torn.js").read_text()
    page = browser.new_page()

    def look(width, *, without=False):
        page.set_viewport_size({"width": width, "height": 900})
        count, found = 0, []
        for address in addresses:
            page.goto(f"{live_server.url}{address}")
            if without:
                page.evaluate(WITHOUT_MARKUP)
            seen = page.evaluate(measure, terms)
            count += seen["count"]
            found += [f"{address} {width}: {each}" for each in seen["torn"]]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{address} {width}: wider than the screen")
        return count, found

    yield look
    page.close()


def test_no_line_tears_a_compound_a_name_or_a_date_and_no_page_is_too_wide(torn):
    seen = [torn(width) for width in WIDTHS]

    assert min(count for count, _found in seen) >= FEWEST_FOUND
    assert list(chain.from_iterable(found for _count, found in seen)) == []


def test_the_measure_sees_what_a_browser_tears_by_itself(torn):
    _count, found = torn(390, without=True)

    assert len(found) >= FEWEST_TORN
