"""Pictures in a real browser: in the library by sign-in, on the public page by its publication."""

import pytest
from playwright.sync_api import expect

from tests.factories.pictures import make_picture, picture_block
from tests.factories.publications import publish
from tests.factories.records import make_announcement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOADED = "image => image.complete && image.naturalWidth > 0"


@pytest.fixture
def page(browser, live_server):
    context = browser.new_context(base_url=live_server.url, locale="th-TH")
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(page, client, officer, live_server):
    """The officer signed in, without the way through the log-in form."""
    client.force_login(officer)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return page


def test_an_officer_sees_the_library_and_is_told_why_a_used_picture_stays(
    desk, year_page, officer, clerk_office, photograph
):
    picture = make_picture(by=officer, division=clerk_office, title="กิจกรรมปลูกต้นไม้")
    page = make_announcement(year_page, by=officer, division=clerk_office, body=[picture_block(picture)])

    desk.goto("/admin/images/")
    thumbnail = desk.locator(".image-choice img")
    expect(thumbnail).to_be_visible()
    assert thumbnail.evaluate(LOADED)
    expect(desk.locator("[data-bulk-action-checkbox]")).to_have_count(0)
    photograph(desk, "picture-library")

    desk.goto(f"/admin/pages/{page.pk}/edit/")
    expect(desk.locator(".chooser__image")).to_be_visible()
    assert desk.locator(".chooser__image").evaluate(LOADED)
    photograph(desk, "picture-in-the-editor")

    desk.goto(f"/admin/images/{picture.pk}/delete/")
    assert desk.locator("main img").evaluate(LOADED)
    desk.locator("main form [type=submit]").click()
    expect(desk.get_by_text("รูปภาพนี้ใช้อยู่ในร่าง")).to_be_visible()
    photograph(desk, "picture-kept")


def test_the_public_sees_the_picture_of_a_live_page(page, year_page, officer, clerk_office, executive, photograph):
    picture = make_picture(by=officer, division=clerk_office)
    draft = make_announcement(year_page, by=officer, division=clerk_office, body=[picture_block(picture)])
    live = publish(draft, by=officer, approver=executive)

    page.goto(live.get_url())

    image = page.get_by_alt_text("ภาพกิจกรรม")
    image.scroll_into_view_if_needed()
    expect(image).to_be_visible()
    page.wait_for_function("() => document.querySelector('figure img').naturalWidth > 0")
    photograph(page, "picture-public")
