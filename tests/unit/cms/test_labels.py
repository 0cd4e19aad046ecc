"""Every field of the admin's own forms has a Thai name, also where Wagtail gives it none."""

import re

import pytest
from django.utils.translation import override
from wagtail.admin.forms.account import (
    LocalePreferencesForm,
    NameEmailForm,
    NotificationPreferencesForm,
    ThemePreferencesForm,
)
from wagtail.admin.forms.auth import LoginForm, PasswordChangeForm, PasswordResetForm
from wagtail.images.forms import ImageInsertionForm

from cms.wagtail_hooks import labels

FORMS = (
    *labels.LABELS,
    LocalePreferencesForm,
    NameEmailForm,
    NotificationPreferencesForm,
    ThemePreferencesForm,
    PasswordChangeForm,
    PasswordResetForm,
    ImageInsertionForm,
)
SAME_IN_THAI = {"URL"}
NAMED_BY_THE_MODEL = {(LoginForm, "username")}  # Django fills it in when the form is made


@pytest.mark.parametrize(
    ("form", "name"),
    [(form, name) for form in FORMS for name in form.base_fields if (form, name) not in NAMED_BY_THE_MODEL],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_field_has_a_thai_name(form, name):
    field = form.base_fields[name]
    if field.widget.is_hidden:
        pytest.skip("nobody sees it")

    with override("th"):
        label = str(field.label)

    assert label in SAME_IN_THAI or re.search("[ก-ฮ]", label)


def test_the_login_page_asks_for_name_and_password_in_thai():
    with override("th"):
        shown = {name: str(field.label) for name, field in LoginForm().fields.items()}

    assert shown["username"] == "ชื่อผู้ใช้"
    assert shown["password"] == "รหัสผ่าน"
