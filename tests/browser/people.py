"""Signing in as a person does."""

from django.urls import reverse

PASSWORD = "correct horse battery"  # of tests.factories.people.UserFactory


def sign_in(page, user) -> None:
    page.goto(reverse("wagtailadmin_login"))
    page.locator("[name=username]").fill(user.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").click()
    page.wait_for_url("**" + reverse("wagtailadmin_home") + "**")
